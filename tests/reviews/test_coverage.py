"""The desk's page of a term: what is expected, how far it is, and who is not evaluated."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from appraisal.models import Event
from indicators.models import Plan
from organizations.models import Absence, Employee, Placement
from reviews.models import Evaluation, SelfAssessment
from reviews.queries.coverage import Covered, TermCoverage, term_coverage
from tests.pages import text_of
from tests.scenes import RATED
from tests.world import JAKARTA, NOW, World, agreed_plan

pytestmark = pytest.mark.django_db
PEOPLE = 9
LIST, LEFT_OUT = reverse("reviews:coverage-list"), reverse("reviews:coverage-left-out")


def cover(world: World, number: int = 2) -> TermCoverage:
    cache.clear()
    return term_coverage(world.period, world.period.terms.get(number=number))


def total(world: World, number: int = 2, unit: str = "kota") -> Covered:
    return cover(world, number).made.below(world.units[unit].pk)


def reasons(world: World, number: int = 2) -> dict[str, str]:
    return {row.name: row.reason for row in cover(world, number).left_out}


def leave(world: World, name: str, status: str, on: date) -> None:
    Placement.objects.filter(pk=world.placements[name].pk).update(ended_on=on)
    Employee.objects.filter(pk=world.people[name].pk).update(status=status, is_active=False)


def away(world: World, name: str, kind: str, start: date, end: date | None = None) -> None:
    Absence.objects.create(
        employee=world.people[name],
        kind=kind,
        started_on=start,
        ended_on=end,
        note="SK",
        set_by=world.gita,
        set_at=NOW,
    )


def judge(world: World, plan: Plan, number: int, **values: Any) -> Evaluation:
    return Evaluation.objects.create(
        plan=plan, term=world.period.terms.get(number=number), appraiser=world.budi, **RATED | values
    )


def test_every_post_of_the_term_is_expected_once(world: World) -> None:
    assert total(world, 3) == Covered(expected=PEOPLE)
    assert total(world, 2) == Covered(expected=PEOPLE - 1), "Fajar began in July"
    assert total(world, 2, unit="dinas").expected == 5 - 1


def test_who_was_away_or_left_is_not_expected_and_the_reason_is_told(world: World) -> None:
    away(world, "ani", "CLTN", date(2026, 2, 1))
    away(world, "budi", "TUGAS_BELAJAR", date(2026, 1, 1))
    away(world, "dewi", "CUTI_BESAR", date(2026, 4, 1), date(2026, 6, 29))
    away(world, "indra", "CUTI_SAKIT", date(2026, 4, 1), date(2026, 6, 30))
    leave(world, "eko", "Pensiun", date(2026, 5, 31))

    assert reasons(world) == {
        "Ani": "Cuti di luar tanggungan negara (CLTN) sejak 01-02-2026",
        "Eko": "Pensiun, sampai 31-05-2026",
        "Indra": "Cuti sakit sejak 01-04-2026 sampai 30-06-2026",
    }
    assert total(world) == Covered(expected=PEOPLE - 1 - 3, left_out=3)


def test_what_was_shared_before_somebody_left_stays_counted(world: World) -> None:
    judge(world, agreed_plan(world), 2, status="DISAMPAIKAN", shared_at=NOW, talked_on=NOW.date())
    leave(world, "ani", "Meninggal dunia", date(2026, 8, 3))

    assert reasons(world, 2) == {}
    assert total(world, 2).rated == 1
    assert reasons(world, 3) == {"Ani": "Meninggal dunia, sampai 03-08-2026"}


def test_who_moved_is_judged_in_both_posts_of_the_quarter(world: World) -> None:
    old = world.placements["ani"]
    Placement.objects.filter(pk=old.pk).update(ended_on=date(2026, 5, 3))
    Placement.objects.create(
        employee=world.ani, position=old.position, unit=world.units["lain"], started_on=date(2026, 5, 4)
    )

    assert total(world, 2, unit="lain").expected == 2
    assert total(world, 2).expected == PEOPLE - 1 + 1
    assert total(world, 1).expected == PEOPLE - 1


def test_an_acting_post_counts_with_a_plan_of_its_own_only(world: World) -> None:
    acting = Placement.objects.create(
        employee=world.ani,
        position=world.placements["budi"].position,
        unit=world.units["lain"],
        kind="PLT",
        started_on=date(2026, 4, 1),
    )
    assert total(world, unit="lain") == Covered(expected=1)

    plan = agreed_plan(world)
    Plan.objects.filter(pk=plan.pk).update(placement=acting)

    assert total(world, unit="lain") == Covered(expected=2)
    assert reasons(world) == {}


def test_steps_are_counted_and_what_came_after_the_last_day(world: World) -> None:
    last = world.term(2).rated_until
    assert last is not None
    evening = datetime(last.year, last.month, last.day, 23, 59, tzinfo=JAKARTA)
    ani, budi, dewi = (agreed_plan(world, name) for name in ("ani", "budi", "dewi"))
    judge(world, ani, 2, rated_at=evening)
    shared = {"status": "FINAL", "shared_at": NOW, "final_at": NOW, "talked_on": NOW.date()}
    judge(world, budi, 2, rated_at=evening + timedelta(minutes=1), **shared)
    Evaluation.objects.create(plan=dewi, term=world.term(2), appraiser=world.hadi)  # begun, not rated
    for plan, sent in ((ani, NOW), (budi, None)):
        SelfAssessment.objects.create(plan=plan, term=world.term(2), strengths="Loket tertata.", sent_at=sent)

    assert total(world) == Covered(expected=PEOPLE - 1, assessed=1, rated=2, final=1, late=1)


def test_the_days_of_the_unit_decide_what_is_late(world: World) -> None:
    plan = agreed_plan(world)
    judge(world, plan, 2, rated_at=NOW)
    assert total(world).late == 1
    world.term(2).rating_windows.create(
        unit=world.units["dinas"],
        started_on=date(2026, 11, 1),
        ended_on=NOW.date(),
        reason="Giliran kedua",
        set_by=world.gita,
        set_at=NOW,
    )

    assert total(world).late == 0


def test_many_people_cost_as_many_queries_as_few(world: World) -> None:
    def queries() -> int:
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            term_coverage(world.period, world.final)
        return len(captured)

    few = queries()
    for name in ("ani", "budi", "dewi", "eko"):
        away(world, name, "CLTN", date(2025, 2, 1))

    assert queries() == few <= 8


@pytest.mark.once
@pytest.mark.parametrize(("name", "seen"), [("gita", True), ("eko", False)])
def test_the_desk_sees_its_units_only(world: World, enter: Any, clock: Any, name: str, seen: bool) -> None:
    away(world, "ani", "CLTN", date(2026, 2, 1))
    away(world, "dewi", "CLTN", date(2026, 2, 1))
    client, masa = enter(world.people[name]), world.term(2).pk

    assert "Diharapkan" in text_of(client.get(LIST, {"masa": masa}))
    page = text_of(client.get(LEFT_OUT, {"masa": masa}))
    assert "Ani" in page
    assert "sejak 01-02-2026" in page
    assert ("Dewi" in page) == seen
    file = client.get(LEFT_OUT, {"masa": masa, "format": "csv"}).content.decode("utf-8-sig")
    assert file.splitlines()[0] == "NIP;Nama;Jabatan;Unit kerja;Alasan"
    assert ("Dewi" in file) == seen
    assert Event.objects.get(action="left_out.exported").target_id == masa
    foreign = client.get(LEFT_OUT, {"masa": masa, "unit": world.units["lain"].pk})
    assert foreign.status_code == (200 if seen else 404)


@pytest.mark.once
@pytest.mark.parametrize("query", [{"masa": "0"}, {"masa": "x"}, {"unit": "x"}, {"unit": "999999"}])
@pytest.mark.parametrize("href", [LIST, LEFT_OUT])
def test_guessed_addresses_lead_nowhere(
    world: World, enter: Any, clock: Any, href: str, query: dict[str, str]
) -> None:
    assert enter(world.gita).get(href, query).status_code == 404


@pytest.mark.once
def test_without_a_year_the_page_says_so(office: World, enter: Any, clock: Any) -> None:
    assert "Belum ada masa evaluasi" in text_of(enter(office.gita).get(LIST))
