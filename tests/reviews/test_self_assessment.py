"""Self-assessment: written, sent, taken back, frozen; what was confirmed and what changed since."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.cache import cache

from appraisal.errors import Conflict, Denied, Refused
from indicators.models import Plan, RatingWindow, Term
from reviews.models import Evaluation, Realisation, SelfAssessment
from reviews.operations.self_assessment import Words, save, send, take_back
from reviews.queries.evaluation import plan_progress
from reviews.queries.home import home_page, year_on
from reviews.queries.results import next_to_assess, own_results
from reviews.queries.self_assessment import changed_since, confirmable, seal_of, sent_assessment
from tests.pages import text_of
from tests.scenes import RATED
from tests.world import NOW, TODAY, World, agreed_plan

pytestmark = pytest.mark.django_db
WORDS = Words("Antrean loket turun.", "Belajar menata arsip.", "Satu pemindai.")


@pytest.fixture
def plan(world: World) -> Plan:
    return agreed_plan(world, results=2)


def reported(
    plan: Plan, term: Term, amount: int | None = 10, number: int = 1, note: str = "Akta terbit."
) -> Any:
    indicator = plan.results.get(order=number).indicators.get()
    values = {"amount": amount, "note": note, "noted_on": date(2026, 3, 1), "reported_at": NOW}
    row, _ = Realisation.objects.update_or_create(indicator=indicator, term=term, defaults=values)
    return row


def given(world: World, plan: Plan, version: int | None = None, **values: Any) -> dict[str, Any]:
    stamp = {"plan": plan, "term": world.final, "version": version, "by": world.ani, "at": NOW}
    return stamp | {"words": WORDS} | values


def test_sending_keeps_the_words_and_what_stood_there(world: World, plan: Plan) -> None:
    row = reported(plan, world.term(1))

    sent = send(**given(world, plan), seal="")

    assert (sent.strengths, sent.growth, sent.support) == tuple(vars(WORDS).values())
    assert sent.sent_at == NOW
    kept = SelfAssessment.objects.get(pk=sent.pk).confirmed
    assert kept == {str(row.indicator_id): {"amount": "10", "note": "Akta terbit.", "term": "Triwulan I"}}


@pytest.mark.parametrize(
    ("later", "changed"),
    [
        ({"amount": 10}, False),
        ({"amount": 11}, True),
        ({"note": "Akta dan kartu terbit."}, True),
        ({"amount": None}, True),
    ],
)
def test_what_changes_after_the_confirmation_is_found(
    world: World, plan: Plan, later: dict[str, Any], changed: bool
) -> None:
    row = reported(plan, world.term(1))
    send(**given(world, plan), seal="")

    reported(plan, world.term(1), **({"amount": 10} | later))

    found = changed_since(sent_assessment(plan, world.final), plan_progress(plan))
    assert found == ({row.indicator_id} if changed else set())


def test_a_realisation_that_comes_or_goes_counts_as_changed(world: World, plan: Plan) -> None:
    gone = reported(plan, world.term(1))
    send(**given(world, plan), seal="")

    new = reported(plan, world.term(2), number=2)
    gone.delete()

    found = changed_since(sent_assessment(plan, world.final), plan_progress(plan))
    assert found == {gone.indicator_id, new.indicator_id}


def test_later_terms_do_not_touch_the_word_on_an_earlier_one(world: World, plan: Plan) -> None:
    reported(plan, world.term(1))
    send(**given(world, plan, term=world.term(1)), seal="")

    reported(plan, world.term(2), amount=25)

    assert changed_since(sent_assessment(plan, world.term(1)), plan_progress(plan)) == set()
    assert set(confirmable(plan_progress(plan), world.final)) == set(
        confirmable(plan_progress(plan), world.term(1))
    )


def test_nobody_confirms_what_came_in_after_the_page_was_opened(world: World, plan: Plan) -> None:
    reported(plan, world.term(1))
    seen = seal_of(confirmable(plan_progress(plan), world.final))
    reported(plan, world.term(2), amount=25)

    with pytest.raises(Refused, match="berubah sejak halaman ini dibuka"):
        send(**given(world, plan), seal=seen)

    assert not SelfAssessment.objects.exists()
    send(**given(world, plan), seal=seal_of(confirmable(plan_progress(plan), world.final)))


def test_only_the_first_text_is_needed_and_only_to_send(world: World, plan: Plan) -> None:
    with pytest.raises(Refused) as refused:
        send(**given(world, plan, words=Words(growth="Arsip")), seal="")
    assert refused.value.field == "strengths"

    draft = save(**given(world, plan, words=Words(growth="Arsip")))
    assert (draft.growth, draft.sent_at, sent_assessment(plan, world.final)) == ("Arsip", None, None)
    assert send(**given(world, plan, version=1, words=Words("Loket")), seal="").sent_at == NOW


def test_what_was_sent_can_be_taken_back_until_the_result_is_shared(world: World, plan: Plan) -> None:
    send(**given(world, plan), seal="")
    stamp = {"plan": plan, "term": world.final, "by": world.ani, "at": NOW}

    assert take_back(**stamp, version=1).sent_at is None
    with pytest.raises(Conflict):
        take_back(**stamp, version=1)
    send(**given(world, plan, version=2), seal="")
    Evaluation.objects.create(
        plan=plan, term=world.final, appraiser=world.budi, status="DISAMPAIKAN", shared_at=NOW, **RATED
    )

    with pytest.raises(Denied, match="sudah dibagikan"):
        take_back(**stamp, version=3)
    with pytest.raises(Denied, match="sudah dibagikan"):
        send(**given(world, plan, version=3), seal="")
    assert sent_assessment(plan, world.final) is not None


def test_a_draft_of_the_rating_freezes_nothing(world: World, plan: Plan) -> None:
    Evaluation.objects.create(plan=plan, term=world.final, appraiser=world.budi, **RATED)

    assert send(**given(world, plan), seal="").sent_at == NOW


def test_the_second_of_two_tabs_sees_both_texts(world: World, plan: Plan) -> None:
    save(**given(world, plan))

    with pytest.raises(Conflict) as first:
        send(**given(world, plan, words=Words("Lain")), seal="")
    assert (first.value.theirs["Yang berjalan baik"], first.value.version) == ("Antrean loket turun.", 1)
    save(**given(world, plan, version=1, words=Words("Dari tab pertama")))
    with pytest.raises(Conflict) as second:
        send(**given(world, plan, version=1, words=Words("Lain")), seal="")
    assert second.value.theirs["Yang berjalan baik"] == "Dari tab pertama"


def test_a_draft_does_not_cover_what_was_sent(world: World, plan: Plan) -> None:
    send(**given(world, plan), seal="")

    with pytest.raises(Refused, match="sudah dikirim"):
        save(**given(world, plan, version=1, words=Words("Lain")))


@pytest.mark.parametrize(
    ("term", "ends_on", "on", "opens"),
    [
        (1, None, date(2026, 3, 30), False),  # the days of rating begin on 31 March
        (1, None, date(2026, 3, 31), True),
        (5, None, date(2026, 10, 31), False),  # the annual one on 1 November
        (5, None, date(2026, 11, 1), True),
        (5, date(2026, 6, 30), date(2026, 6, 29), False),  # a plan that ended earlier, on its last day
        (5, date(2026, 6, 30), date(2026, 6, 30), True),
        (3, date(2026, 6, 30), date(2026, 11, 1), False),  # it was not in force then
    ],
)
def test_it_opens_with_the_days_of_rating(
    world: World, plan: Plan, term: int, ends_on: date | None, on: date, opens: bool
) -> None:
    if ends_on:
        Plan.objects.filter(pk=plan.pk).update(ended_on=ends_on)
    at = NOW.replace(year=on.year, month=on.month, day=on.day)

    try:
        save(**given(world, plan, term=world.term(term), at=at))
    except Denied:
        assert not opens
    else:
        assert opens


def test_nobody_writes_it_for_another(world: World, plan: Plan) -> None:
    for person in (world.budi, world.citra, world.gita):
        with pytest.raises(Denied):
            send(**given(world, plan, by=person), seal="")


@pytest.mark.once
def test_fifteen_indicators_are_confirmed_on_one_page_with_one_press(
    world: World, clock: Any, enter: Any
) -> None:
    plan = agreed_plan(world, results=15)
    for number in range(1, 16):
        reported(plan, world.term(2), amount=number, number=number)
    client = enter(world.ani)
    href = f"/hasil/penilaian-diri/{plan.pk}/{world.final.pk}/"
    page = client.get(href)
    seal = page.context["seal"]

    assert page.content.count(b">Perbaiki<") == 15
    answer = client.post(href, {"version": "", "seal": seal, "act": "kirim", "strengths": "Antrean turun."})

    assert answer.status_code == 302
    assert len(SelfAssessment.objects.get().confirmed) == 15


@pytest.mark.once
def test_a_refused_sending_keeps_what_was_typed(world: World, plan: Plan, clock: Any, enter: Any) -> None:
    client = enter(world.ani)
    href = f"/hasil/penilaian-diri/{plan.pk}/{world.final.pk}/"

    page = client.post(href, {"version": "", "act": "kirim", "growth": "Menata arsip digital."})

    assert page.status_code == 422
    assert "Menata arsip digital." in page.content.decode()
    assert "Tulis satu hal yang berjalan baik" in page.content.decode()


# --- Who is asked, and who hears of it ------------------------------------------------------------


def asked(world: World, on: date) -> list[tuple[str, str, date | None]]:
    tasks = home_page(world.ani, year_on(world.period, on), on, in_full=True)["tasks"]
    found = [(task.title, task.href, task.due_on) for task in tasks]  # type: ignore[attr-defined]
    return [task for task in found if task[0] == "Tulis penilaian diri"]


@pytest.mark.parametrize(
    ("on", "due"),
    [
        (date(2026, 3, 30), None),
        (date(2026, 3, 31), date(2026, 4, 10)),  # the first quarter
        (date(2026, 4, 30), date(2026, 4, 10)),  # its last day of rating
        (date(2026, 5, 1), None),
        (date(2026, 11, 1), date(2027, 1, 10)),  # the annual one
    ],
)
def test_home_asks_in_the_days_of_rating(world: World, plan: Plan, on: date, due: date | None) -> None:
    found = asked(world, on)

    assert found == ([("Tulis penilaian diri", "/hasil/penilaian-diri/", due)] if due else [])
    row = next_to_assess(world.ani, on)
    assert (row.term.due_on if row else None) == due


def test_home_asks_no_longer_once_it_was_sent_or_the_result_is_there(world: World, plan: Plan) -> None:
    save(**given(world, plan))
    assert asked(world, TODAY)

    send(**given(world, plan, version=1), seal="")
    assert asked(world, TODAY) == []
    assert next_to_assess(world.ani, TODAY) is None

    take_back(plan=plan, term=world.final, version=2, by=world.ani, at=NOW)
    assert asked(world, TODAY)
    Evaluation.objects.create(
        plan=plan, term=world.final, appraiser=world.budi, status="DISAMPAIKAN", shared_at=NOW, **RATED
    )
    assert asked(world, TODAY) == []
    assert next_to_assess(world.ani, TODAY) is None


def test_who_moved_is_asked_from_the_last_day_of_the_plan(world: World, plan: Plan) -> None:
    Plan.objects.filter(pk=plan.pk).update(ended_on=date(2026, 7, 15))

    assert asked(world, date(2026, 7, 14))[0][2] == date(2026, 7, 10)  # the second quarter only
    row = next_to_assess(world.ani, date(2026, 8, 15))
    assert row is not None
    assert row.term.name == "Triwulan III"


@pytest.mark.once
def test_the_superior_hears_that_it_came_until_the_result_is_shared(
    world: World, plan: Plan, clock: Any, enter: Any
) -> None:
    client = enter(world.budi)
    words = "Penilaian diri sudah dikirim"
    save(**given(world, plan))
    assert words not in text_of(client.get("/tim/"))

    send(**given(world, plan, version=1), seal="")
    assert words in text_of(client.get("/tim/"))

    Evaluation.objects.create(
        plan=plan, term=world.final, appraiser=world.budi, status="DISAMPAIKAN", shared_at=NOW, **RATED
    )
    assert words not in text_of(client.get("/tim/"))


@pytest.mark.once
def test_correcting_a_realisation_leads_back_to_the_page(
    world: World, plan: Plan, clock: Any, enter: Any
) -> None:
    row = reported(plan, world.term(4))
    href = f"/kemajuan/{row.indicator_id}/{world.term(4).pk}/?untuk={world.final.pk}"

    answer = enter(world.ani).post(
        href, {"version": "1", "note": "Dua belas akta.", "noted_on": "20-11-2026", "amount": "12"}
    )

    assert (answer.status_code, answer["Location"]) == (
        302,
        f"/hasil/penilaian-diri/{plan.pk}/{world.final.pk}/",
    )


@pytest.mark.parametrize(
    ("started_on", "ended_on", "on", "asks"),
    [
        (date(2026, 11, 20), date(2026, 12, 20), date(2026, 11, 19), False),  # everybody else began on 1 Nov
        (date(2026, 11, 20), date(2026, 12, 20), date(2026, 11, 20), True),
        (date(2026, 10, 1), date(2026, 10, 20), date(2026, 10, 1), True),  # before everybody else
        (date(2026, 10, 1), date(2026, 10, 31), date(2026, 11, 2), False),  # its days are over
    ],
)
def test_a_unit_with_other_days_of_rating_is_asked_on_them(
    world: World, plan: Plan, started_on: date, ended_on: date, on: date, asks: bool
) -> None:
    RatingWindow.objects.create(
        term=world.final,
        unit=world.units["dinas"],
        started_on=started_on,
        ended_on=ended_on,
        reason="Giliran",
        set_by=world.gita,
        set_at=NOW,
    )
    cache.clear()

    found = [row for row in own_results(world.ani, on)[2026] if row.is_asked and row.term.is_final]
    assert bool(found) is asks
    due = [due_on for _, _, due_on in asked(world, on)]
    assert (world.final.due_on in due) is asks or due == [world.term(3).due_on]


@pytest.mark.once
def test_the_superior_sees_at_the_indicator_what_changed_since(
    world: World, plan: Plan, clock: Any, enter: Any
) -> None:
    reported(plan, world.term(1))
    reported(plan, world.term(1), number=2)
    send(**given(world, plan), seal="")
    client, href = enter(world.budi), f"/tim/{plan.pk}/penilaian/{world.final.pk}/"
    assert "Berubah sejak dikonfirmasi" not in text_of(client.get(href))

    reported(plan, world.term(1), amount=11, number=2)

    own = enter(world.ani).get(f"/hasil/penilaian-diri/{plan.pk}/{world.final.pk}/")
    assert text_of(own).count("Berubah sejak dikirim") == 1
    page = text_of(enter(world.budi).get(href))
    assert page.count("Berubah sejak dikonfirmasi") == 1
    assert page.find("di loket 2") < page.find("Berubah sejak dikonfirmasi")
    assert "Antrean loket turun." in page
