"""What a person wants to grow in: begun, finished with what changed, read by the superior of that time."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from development.access.goal import goals_beside
from development.models import DevelopmentGoal
from development.operations.goal import begin, finish
from development.queries.goal import begun_from, own_development
from organizations.models import Employee
from reviews.models import Evaluation, Remark
from tests.pages import text_of
from tests.scenes import RATED
from tests.world import NOW, TODAY, World, agreed_plan

pytestmark = pytest.mark.django_db
TYPED = {"goal": "Menjelaskan aturan baru", "step": "Ikut satu konsultasi", "due_on": "31-12-2026"}


def begun(world: World, **values: Any) -> DevelopmentGoal:
    given: dict[str, Any] = {
        "period": world.period,
        "goal": " Menjelaskan aturan baru ",
        "step": "Ikut satu konsultasi",
        "support": "",
        "due_on": TODAY,
        "by": world.ani,
        "at": NOW,
    }
    return begin(**(given | values))


def test_a_goal_is_begun_and_finished_with_what_changed(world: World) -> None:
    goal = begun(world, from_opinions=True)
    assert (goal.goal, goal.from_opinions, goal.done_on) == ("Menjelaskan aturan baru", True, None)

    finish(goal=goal, version=1, effect=" Warga jarang bertanya ulang ", by=world.ani, at=NOW)

    kept = DevelopmentGoal.objects.get()
    assert (kept.done_on, kept.effect, kept.version) == (TODAY, "Warga jarang bertanya ulang", 2)
    assert set(Event.objects.values_list("action", flat=True)) >= {
        "development.begun",
        "development.finished",
    }


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"goal": "  "}, "goal"),
        ({"step": ""}, "step"),
        ({"due_on": TODAY - timedelta(days=1)}, "due_on"),
    ],
)
def test_a_goal_without_words_or_with_a_past_day_is_refused(
    world: World, values: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        begun(world, **values)

    assert refused.value.field == field


def test_nobody_plans_in_a_closed_year_or_finishes_for_others(world: World) -> None:
    goal = begun(world)
    with pytest.raises(Denied, match="pemiliknya"):
        finish(goal=goal, version=1, effect="Ya", by=world.budi, at=NOW)
    with pytest.raises(Refused, match="walau sedikit"):
        finish(goal=goal, version=1, effect=" ", by=world.ani, at=NOW)

    world.period.closed_at = NOW
    with pytest.raises(Denied, match="membuka tahun"):
        begun(world)


def test_the_second_of_two_tabs_sees_what_was_written(world: World) -> None:
    first = begun(world)
    second = DevelopmentGoal.objects.get(pk=first.pk)
    third = DevelopmentGoal.objects.get(pk=first.pk)
    finish(goal=first, version=1, effect="Lebih lancar", by=world.ani, at=NOW)

    with pytest.raises(Conflict):
        finish(goal=second, version=1, effect="Sama saja", by=world.ani, at=NOW)
    third.refresh_from_db()
    with pytest.raises(Conflict) as conflict:
        finish(goal=third, version=1, effect="Sama saja", by=world.ani, at=NOW)

    assert conflict.value.theirs["Yang berubah"] == "Lebih lancar"
    assert DevelopmentGoal.objects.get().effect == "Lebih lancar"


def test_the_list_has_what_is_under_way_first_and_only_this_year_of_what_is_done(world: World) -> None:
    later, sooner = begun(world, due_on=TODAY + timedelta(days=9)), begun(world)
    done, old = begun(world), begun(world)
    begun(world, by=world.dewi)
    finish(goal=done, version=1, effect="Ya", by=world.ani, at=NOW)
    DevelopmentGoal.objects.filter(pk=old.pk).update(done_on=date(2025, 12, 1))

    page = own_development(world.ani, world.period.started_on)

    assert (list(page.running), list(page.done)) == ([sooner, later], [done])


def test_a_goal_begins_with_words_that_are_ones_own(world: World) -> None:
    """From a remark that was received, or a shared result; nothing for others' and for odd addresses."""
    plan = agreed_plan(world)
    remark = Remark.objects.create(
        placement=world.placements["ani"],
        given_by=world.dewi,
        giver="REKAN",
        kind="SARAN",
        text="Lebih awal.",
        given_at=NOW,
    )
    values = RATED | {"recommendation": "Kelas arsip.", "appraiser": world.budi, "status": "DISAMPAIKAN"}
    days = {"shared_at": NOW, "talked_on": TODAY, "upper": world.citra}
    result = Evaluation.objects.create(plan=plan, term=world.final, **values, **days)

    def words(user: Employee, origin: str, pk: object) -> str:
        return begun_from(user, {"dari": origin, "nomor": str(pk)}, TODAY)

    assert words(world.ani, "umpan-balik", remark.pk) == "Lebih awal."
    assert words(world.ani, "hasil", result.pk) == "Kelas arsip."
    for user in (world.dewi, world.budi, world.gita):
        assert words(user, "umpan-balik", remark.pk) == words(user, "hasil", result.pk) == ""
    for pk in ("", "x", "9" * 12, remark.pk + 99):
        assert words(world.ani, "umpan-balik", pk) == ""
    Evaluation.objects.filter(pk=result.pk).update(status="DRAF", shared_at=None)
    assert words(world.ani, "hasil", result.pk) == ""


def test_an_earlier_superior_reads_nothing_of_later_days(world: World) -> None:
    plan, goal = agreed_plan(world), begun(world)
    assert list(goals_beside(plan)) == [goal]

    plan.ended_on = date(2026, 6, 30)
    assert not goals_beside(plan).exists()


def test_the_pages_keep_what_was_typed_and_lead_back_to_the_list(
    world: World, enter: Any, clock: datetime
) -> None:
    client = enter(world.ani)
    refused = client.post("/pengembangan/baru/?dari=360", TYPED | {"step": ""})
    assert refused.status_code == 422
    assert "Menjelaskan aturan baru" in refused.content.decode()

    assert client.post("/pengembangan/baru/?dari=360", TYPED).status_code == 302

    page = text_of(client.get("/pengembangan/"))
    assert "Menjelaskan aturan baru" in page
    assert "berawal dari umpan balik 360" in page
    goal = DevelopmentGoal.objects.get()
    effect = {"version": "1", "effect": "Warga jarang bertanya ulang"}
    assert client.post(f"/pengembangan/{goal.pk}/selesai/", effect).status_code == 302
    assert "Yang berubah: Warga jarang bertanya ulang" in text_of(client.get("/pengembangan/"))
    assert "sudah selesai" in text_of(client.get(f"/pengembangan/{goal.pk}/selesai/"))
