"""A second opinion: asked for once, answered once by who reads the result, beside every objection."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event, Mail
from fairness.access.second_opinion import BY_BKD, visible_opinions
from fairness.models import ComparisonValue, SecondOpinion
from fairness.operations import second_opinion as operations
from fairness.queries.second_opinion import opinion_beside, with_opinion
from organizations.models import Employee, Supervision
from reviews.models import Evaluation
from reviews.queries.home import all_tasks, year_on
from tests.fairness.pattern_rows import a_run
from tests.pages import form_of, text_of
from tests.reviews.test_objections import file, shared
from tests.test_races import assert_one_wins, at_once, meeting  # noqa: F401
from tests.world import NOW, TODAY, World

REASON = "Bukti triwulan ketiga belum dibahas."
DAY = timedelta(days=1)


def ask(world: World, row: Evaluation, by: str = "ani", **changes: Any) -> SecondOpinion:
    values = {"evaluation": row, "reason": REASON, "by": world.people[by], "at": NOW}
    return operations.ask(**values | changes)


def answer(world: World, opinion: SecondOpinion, **changes: Any) -> SecondOpinion:
    values = {"opinion": fresh(opinion), "version": opinion.version, "text": "Buktinya cukup."}
    return operations.answer(**values | {"by": world.citra, "at": NOW} | changes)


def withdraw(world: World, opinion: SecondOpinion, **changes: Any) -> SecondOpinion:
    values = {"opinion": fresh(opinion), "version": opinion.version, "by": world.ani, "at": NOW}
    return operations.withdraw(**values | changes)


def fresh(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


# --- Asking --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("by", ["ani", "budi"])
def test_the_person_or_the_appraiser_asks_the_superior_above(world: World, settings: Any, by: str) -> None:
    row = shared(world)
    opinion = ask(world, row, by)

    assert (opinion.asked_of, opinion.asked_by, opinion.reason) == (world.citra, world.people[by], REASON)
    event = Event.objects.get(action="second_opinion.asked")
    assert (event.by, event.note) == (world.people[by], "")
    assert fresh(row).version == row.version, "the result stays as it is"


@pytest.mark.parametrize("by", ["citra", "gita", "dewi"])
def test_nobody_else_asks(world: World, by: str) -> None:
    with pytest.raises(Denied):
        ask(world, shared(world), by)


def test_an_unshared_result_and_an_archived_year_take_no_question(world: World) -> None:
    row = shared(world)
    row.status = "DRAF"
    with pytest.raises(Denied, match="setelah hasil dibagikan"):
        ask(world, row)
    row.status = "FINAL"
    row.plan.period.archived_at = NOW
    with pytest.raises(Denied, match="sudah diarsipkan"):
        ask(world, row)
    row.plan.period.archived_at = None
    assert ask(world, row), "a final result is still looked at"


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_a_question_has_a_reason(world: World, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        ask(world, shared(world), reason=reason)
    assert refused.value.field == "reason"


def test_it_is_asked_for_once_and_again_only_after_taking_it_back(world: World) -> None:
    row = shared(world)
    first = ask(world, row)
    with pytest.raises(Conflict):
        ask(world, row, "budi")
    withdraw(world, first)
    assert ask(world, row, "budi").asked_by == world.budi


@pytest.mark.parametrize("upper", [None, "ani", "budi"])
def test_where_nobody_can_be_asked_the_bkd_helps(world: World, upper: str | None) -> None:
    row = shared(world, upper=world.people[upper] if upper else None)
    with pytest.raises(Denied, match="Hubungi BKD"):
        ask(world, row)
    assert beside(world, row, "ani").may_ask.reason == BY_BKD


def test_who_left_or_no_longer_reads_the_result_is_not_asked(world: World) -> None:
    row = shared(world)
    Supervision.objects.filter(placement=world.placements["ani"]).update(upper=world.dewi)
    with pytest.raises(Denied, match="Hubungi BKD"):
        ask(world, row)
    Employee.objects.filter(pk=world.citra.pk).update(is_active=False)
    with pytest.raises(Denied, match="Hubungi BKD"):
        ask(world, fresh(row))


# --- Answering and taking back ---------------------------------------------------------------------------


def test_who_was_asked_writes_once_and_nothing_changes(world: World) -> None:
    row = shared(world)
    opinion = answer(world, ask(world, row))

    assert (opinion.answer, opinion.answered_at) == ("Buktinya cukup.", NOW)
    assert (fresh(row).predicate, fresh(row).version, fresh(row).status) == (
        row.predicate,
        row.version,
        "DISAMPAIKAN",
    )
    with pytest.raises(Denied, match="sudah ditulis"):
        answer(world, opinion, text="Lain.")
    with pytest.raises(Denied, match="sudah ditulis"):
        withdraw(world, opinion)


def test_an_objection_goes_on_with_its_days_beside_it(world: World) -> None:
    row = shared(world)
    opinion = ask(world, row)
    objection = file(world, row)
    answer(world, opinion)
    assert (objection.explain_until, objection.decide_until) == (TODAY + 7 * DAY, TODAY + 21 * DAY)
    assert fresh(row).status == "KEBERATAN"


@pytest.mark.parametrize("by", ["ani", "budi", "gita"])
def test_only_who_was_asked_answers(world: World, by: str) -> None:
    opinion = ask(world, shared(world))
    with pytest.raises(Denied, match="orang lain"):
        answer(world, opinion, by=world.people[by])


def test_an_answer_has_words(world: World) -> None:
    opinion = ask(world, shared(world))
    with pytest.raises(Refused) as refused:
        answer(world, opinion, text=" ")
    assert refused.value.field == "text"


def test_only_who_asked_takes_it_back(world: World) -> None:
    opinion = ask(world, shared(world))
    with pytest.raises(Denied):
        withdraw(world, opinion, by=world.budi)
    withdrawn = withdraw(world, opinion)
    with pytest.raises(Denied, match="sudah ditarik"):
        answer(world, withdrawn)


def test_who_comes_second_with_an_old_form_hears_of_it(world: World) -> None:
    opinion = ask(world, shared(world))
    stale = opinion.version
    withdraw(world, opinion)
    with pytest.raises(Conflict):
        answer(world, opinion, version=stale)
    again = ask(world, opinion.evaluation)
    stale = again.version
    answer(world, again)
    with pytest.raises(Conflict):
        withdraw(world, again, version=stale)


def test_letters_tell_that_there_is_something_and_not_what(world: World, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    Employee.objects.update(email="orang@contoh.go.id")
    for name in ("ani", "budi", "citra"):
        world.people[name].refresh_from_db()
    row = fresh(shared(world))
    withdraw(world, ask(world, row))
    answer(world, ask(world, row))
    told = Mail.objects.filter(key__contains="pendapat-kedua").order_by("pk")
    subjects = list(told.values_list("subject", flat=True))
    assert subjects == [
        "Pendapat kedua Anda diminta",
        "Permintaan pendapat kedua ditarik",
        "Pendapat kedua Anda diminta",
        "Pendapat kedua sudah ditulis",
        "Pendapat kedua sudah ditulis",
    ]
    assert all(word not in mail.body for mail in told for word in ("cukup", "Bukti", "ekspektasi"))


# --- Reading ------------------------------------------------------------------------------------------------


def beside(world: World, row: Evaluation, name: str) -> Any:
    found = opinion_beside(with_opinion(Evaluation.objects.all()).get(pk=row.pk), world.people[name], TODAY)
    return found.told if found else None


def test_the_two_and_who_was_asked_read_it_and_nobody_else(world: World) -> None:
    row = shared(world)
    opinion = ask(world, row)
    readers = {name for name in world.people if beside(world, row, name) is not None}
    assert readers == {"ani", "budi", "citra"}
    assert {
        name for name, one in world.people.items() if visible_opinions(one, TODAY).filter(pk=opinion.pk)
    } == readers
    assert beside(world, row, "citra").may_answer
    assert beside(world, row, "ani").may_withdraw
    assert not beside(world, row, "budi").may_withdraw


def test_before_it_is_asked_for_only_who_may_ask_is_offered_it(world: World) -> None:
    row = shared(world)
    assert {name for name in world.people if beside(world, row, name) is not None} == {"ani", "budi"}


def test_a_reader_who_moved_away_is_no_longer_asked_at_home(world: World) -> None:
    row = shared(world)
    ask(world, row)
    Supervision.objects.filter(placement=world.placements["ani"]).update(upper=world.dewi)
    assert beside(world, row, "ani").may_withdraw
    assert not tasks(world, "citra") & {"Tulis pendapat kedua"}, "no task leads to a closed page"


def tasks(world: World, name: str, on: Any = TODAY) -> set[str]:
    person = Employee.objects.get(pk=world.people[name].pk)
    return {task.title for task in all_tasks([person], year_on(world.period, on), on)[person.pk]}


def test_home_asks_who_was_asked_and_tells_both_for_a_week(world: World) -> None:
    row = shared(world)
    opinion = ask(world, row)
    assert "Tulis pendapat kedua" in tasks(world, "citra")
    assert "Tulis pendapat kedua" not in tasks(world, "budi")
    answer(world, opinion)
    assert "Tulis pendapat kedua" not in tasks(world, "citra")
    assert all("Baca pendapat kedua" in tasks(world, name) for name in ("ani", "budi"))
    assert "Baca pendapat kedua" not in tasks(world, "ani", TODAY + 8 * DAY)


@pytest.mark.once
def test_it_is_asked_for_answered_and_read_on_pages(world: World, enter: Any, clock: Any) -> None:
    row = shared(world, results_reason="Bukti.", behaviour_reason="Bukti.")
    href = f"/hasil/{row.pk}/"
    client = enter(world.ani)
    assert "Minta pendapat kedua" in text_of(client.get(href))
    page = client.get(f"/pendapat-kedua/minta/{row.pk}/")
    assert "hari keberatan terus berjalan sampai 6 Desember 2026" in text_of(page)
    form = form_of(page)
    assert client.post(form.action or page.request["PATH_INFO"], form.fields | {"reason": REASON}).url == href
    assert "Menunggu pendapatnya." in text_of(client.get(href))

    opinion = SecondOpinion.objects.get()
    client = enter(world.citra)
    assert REASON in text_of(client.get(href))
    page = client.get(f"/pendapat-kedua/{opinion.pk}/jawab/")
    typed = form_of(page).fields | {"text": "Nilainya sesuai bukti."}
    assert client.post(f"/pendapat-kedua/{opinion.pk}/jawab/", typed).url == href

    for person in (world.ani, world.budi):
        text = text_of(enter(person).get(href))
        assert "Nilainya sesuai bukti." in text
        assert "tidak mengubah hasil, tidak menggantikan keberatan, dan tidak menunda harinya" in text
    assert "Nilainya sesuai bukti." not in text_of(enter(world.gita).get(href))


# --- At once ------------------------------------------------------------------------------------------------


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_ask_at_once_and_one_question_stands(meeting: World) -> None:  # noqa: F811
    row = shared(meeting)
    results = at_once(*(lambda name=name: ask(meeting, fresh(row), name) for name in ("ani", "budi")))
    assert_one_wins(results)
    assert SecondOpinion.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_an_answer_and_a_withdrawal_at_once_leave_one_of_both(meeting: World) -> None:  # noqa: F811
    opinion = ask(meeting, shared(meeting))
    results = at_once(lambda: answer(meeting, opinion), lambda: withdraw(meeting, opinion))
    assert_one_wins(results, Conflict, Denied)
    left = fresh(opinion)
    assert (left.answered_at is None) != (left.withdrawn_at is None)


# --- The database refuses ------------------------------------------------------------------------------


def a_value(world: World, **changes: Any) -> ComparisonValue:
    values = {"employee": world.ani, "low": "SESUAI", "high": "DI_ATAS"} | changes
    return ComparisonValue.objects.create(**{"analysis": changes.get("analysis") or a_run(world)} | values)


def two_values(world: World) -> None:
    run = a_run(world)
    for _ in range(2):
        a_value(world, analysis=run)


def an_opinion(world: World, **changes: Any) -> SecondOpinion:
    row = Evaluation.objects.first() or shared(world)
    values = {"evaluation": row, "asked_by": world.ani, "asked_of": world.citra, "asked_at": NOW}
    return SecondOpinion.objects.create(**values | {"reason": REASON} | changes)


def two_opinions(world: World) -> None:
    an_opinion(world, answer="Cukup.", answered_at=NOW)
    an_opinion(world)


BAD: dict[str, Callable[[World], Any]] = {
    "comparison_low_known": lambda w: a_value(w, low="BAIK"),
    "comparison_high_known": lambda w: a_value(w, high="BAIK"),
    "comparison_reason_known": lambda w: a_value(w, low="", high="", reason="MALAS"),
    "comparison_one_per_person": two_values,
    "comparison_range_or_reason": lambda w: a_value(w, reason="PULAU"),
    "comparison_range_or_reason (half)": lambda w: a_value(w, high=""),
    "comparison_range_or_reason (nothing)": lambda w: a_value(w, low="", high=""),
    "second_opinion_one_open_per_evaluation": two_opinions,
    "second_opinion_has_reason": lambda w: an_opinion(w, reason=""),
    "second_opinion_answer_has_time": lambda w: an_opinion(w, answer="Cukup."),
    "second_opinion_answer_has_time (no words)": lambda w: an_opinion(w, answered_at=NOW),
    "second_opinion_answered_or_withdrawn": lambda w: an_opinion(
        w, answer="Cukup.", answered_at=NOW, withdrawn_at=NOW
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_the_database_itself_refuses(world: World, name: str) -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        BAD[name](world)
    said = str(refused.value)
    assert name.partition(" ")[0] in said or "UNIQUE" in said


def test_every_constraint_is_tried_and_right_rows_are_taken(world: World) -> None:
    tried = {name.partition(" ")[0] for name in BAD}
    there = {one.name for model in (ComparisonValue, SecondOpinion) for one in model._meta.constraints}
    assert tried == there
    a_value(world)
    an_opinion(world, withdrawn_at=NOW)
    an_opinion(world, answer="Cukup.", answered_at=NOW)
