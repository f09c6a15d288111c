"""Each constraint of the year in progress: the database itself refuses, whatever the forms say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from indicators.models import CoreValue
from organizations.models import Employee, Placement
from reviews.models import (
    CalibrationCase,
    CalibrationMeeting,
    Correction,
    CreditEntry,
    DistributionReason,
    Document,
    DocumentCounter,
    DocumentFile,
    GradeAdvice,
    ItemRating,
    KeyRealisation,
    PastResult,
    SelfAssessment,
)
from tests.world import NOW, TODAY, World, agreed_plan

from . import test_models
from .year_rows import (
    action,
    asking,
    attachment,
    call,
    counted,
    file,
    follow_up,
    note,
    outlook,
    place,
    point,
    remark,
    reminder,
    service,
    setting,
    surplus,
    talk,
    twice,
    voice,
)

Make = Callable[[World, Any], Any]
# The year before is tested beside this file, awards in test_award_database, documents in tests/documents.
EVALUATION = {
    CalibrationCase,
    CalibrationMeeting,
    Correction,
    CreditEntry,
    DistributionReason,
    GradeAdvice,
    ItemRating,
    KeyRealisation,
    SelfAssessment,
}  # test_evaluation_models.py
ELSEWHERE = {
    *EVALUATION,
    *test_models.MODELS,
    *(Document, DocumentCounter, DocumentFile),
    PastResult,  # tests/desk/test_exchange.py
}


@pytest.fixture
def plan(world: World) -> Any:
    return agreed_plan(world)


def attach_to_realisation(world: World, plan: Any) -> None:
    realisation = test_models.realisation(world, plan)
    twice(attachment, world, plan, realisation=realisation)


def attach_to_both(world: World, plan: Any) -> Any:
    return attachment(world, plan, note=note(world, plan), realisation=test_models.realisation(world, plan))


ANSWERED = {"answer": "Loket ditambah.", "answered_at": NOW}
REPLIED = {"reply": "Saya kirim teknisi.", "replied_at": NOW}
BAD: dict[str, Make] = {
    "note_has_text": lambda w, p: note(w, p, text=""),
    "note_amount_of_an_indicator": lambda w, p: note(w, p, amount=1),
    "note_indicator_with_result": lambda w, p: counted(w, p, result=None),
    "note_minutes_of_a_day": lambda w, p: note(w, p, minutes=1441),
    "note_evidence_https": lambda w, p: note(w, p, evidence_url="javascript:alert(1)"),
    "evidence_has_name": lambda w, p: file(w, name=""),
    "evidence_not_empty": lambda w, p: file(w, size=0),
    "evidence_once_per_owner": lambda w, p: (file(w), file(w, key="b" * 32)),
    "attachment_of_one_thing": attachment,
    "attachment_once_per_objection": lambda w, p: twice(
        attachment, w, p, objection=test_models.objection(w, p)
    ),
    "attachment_once_per_note": lambda w, p: twice(attachment, w, p, note=note(w, p)),
    "attachment_once_per_realisation": attach_to_realisation,
    "action_has_text": lambda w, p: action(w, p, text=""),
    "outlook_known": lambda w, p: outlook(w, p, outlook="MERAH"),
    "outlook_once_per_result_and_term": lambda w, p: twice(outlook, w, p),
    "help_has_text": lambda w, p: call(w, p, text=""),
    "help_replied_all_or_nothing": lambda w, p: call(w, p, **REPLIED),
    "help_closed_both_or_neither": lambda w, p: call(w, p, closed_at=NOW),
    "help_one_open_per_result": lambda w, p: twice(call, w, p),
    "remark_request_has_text": lambda w, p: asking(w, p, text=""),
    "remark_request_one_answer": lambda w, p: asking(w, p, answered_at=NOW, declined_at=NOW),
    "remark_request_one_open_per_person": lambda w, p: twice(asking, w, p),
    "remark_kind_known": lambda w, p: remark(w, p, kind="CELAAN"),
    "remark_giver_known": lambda w, p: remark(w, p, giver="ANONIM"),
    "remark_has_text": lambda w, p: remark(w, p, text=""),
    "remark_on_one_thing": lambda w, p: remark(
        w, p, result=p.results.get(), value=CoreValue.objects.get(number=1)
    ),
    "remark_replied_both_or_neither": lambda w, p: remark(w, p, replied_at=NOW),
    "talk_confirmed_with_notes": lambda w, p: talk(w, p, held_on=TODAY, employee_confirmed_at=NOW),
    "talk_cancelled_or_held": lambda w, p: talk(w, p, held_on=TODAY, cancelled_at=NOW),
    "talk_one_planned_per_plan_and_term": lambda w, p: twice(talk, w, p),
    "talk_point_has_text": lambda w, p: point(w, p, text=""),
    "talk_point_once_per_help": lambda w, p: twice(point, w, p, help_request=call(w, p)),
    "talk_point_once_per_remark": lambda w, p: twice(point, w, p, remark=remark(w, p)),
    "follow_up_side_known": lambda w, p: follow_up(w, p, side="REKAN"),
    "follow_up_has_text": lambda w, p: follow_up(w, p, text=""),
    "point_has_name": lambda w, p: place(w, p, name=""),
    "service_has_name": lambda w, p: service(w, p, name=""),
    "service_once_per_point": lambda w, p: twice(service, w, p),
    "voice_state_known": lambda w, p: voice(w, p, state="DIHAPUS"),
    "voice_mark_one_to_four": lambda w, p: voice(w, p, mark=5),
    "voice_answered_all_or_nothing": lambda w, p: voice(w, p, **ANSWERED),
    "voice_flag_known": lambda w, p: voice(w, p, flag="LAIN"),
    "voice_once_a_day": lambda w, p: twice(voice, w, p, digest="0" * 32),
    "surplus_once_per_day": lambda w, p: twice(surplus, w, p),
    "reminder_once_per_day": lambda w, p: twice(reminder, w, p),
    "reminder_rhythm_known": lambda w, p: setting(w, p, rhythm="JAM"),
}
ALSO_BAD: dict[str, Make] = {
    "an amount below zero": lambda w, p: counted(w, p, amount=-1),
    "a note of no minutes": lambda w, p: note(w, p, minutes=0),
    "a file without a key": lambda w, p: file(w, key=""),
    "a key used twice": lambda w, p: (file(w), file(w, owner=w.dewi)),
    "a file that proves two things": attach_to_both,
    "a reply without words": lambda w, p: call(w, p, replied_at=NOW, replied_by=w.budi),
    "words of a reply without a day": lambda w, p: remark(w, p, reply="Terima kasih."),
    "two remarks for one request": lambda w, p: twice(remark, w, p, request=asking(w, p)),
    "a superior confirms empty notes": lambda w, p: talk(w, p, held_on=TODAY, superior_confirmed_at=NOW),
    "notes confirmed of a talk not held": lambda w, p: talk(w, p, notes="Beres.", employee_confirmed_at=NOW),
    "a point without a code": lambda w, p: place(w, p, code=""),
    "two points with one code": lambda w, p: (place(w, p), place(w, p, name="Loket 2")),
    "a mark of nothing": lambda w, p: voice(w, p, mark=0),
    "an answer without words": lambda w, p: voice(w, p, answered_at=NOW, answered_by=w.budi),
    "two settings of one person": lambda w, p: twice(setting, w, p),
}
GOOD: dict[str, Make] = {
    "notes with and without amount": lambda w, p: (
        note(w, p, minutes=1440),
        note(w, p, minutes=1, evidence_url="https://arsip.example/1"),
        note(w, p, result=p.results.get()),
        counted(w, p, amount=0),
        counted(w, p, amount=None),
    ),
    "a file again after it was removed, and of another": lambda w, p: (
        file(w, removed_at=NOW),
        file(w, key="b" * 32),
        file(w, key="c" * 32, owner=w.dewi),
    ),
    "one file for several": lambda w, p: (
        attachment(w, p, note=note(w, p)),
        attachment(w, p, note=note(w, p)),
        attachment(w, p, realisation=test_models.realisation(w, p)),
    ),
    "actions and outlooks per term": lambda w, p: (
        twice(action, w, p, due_on=TODAY, done_on=TODAY),
        outlook(w, p),
        outlook(w, p, term=w.term(3)),
    ),
    "calls closed and open": lambda w, p: (
        call(w, p, closed_at=NOW, closed_by=w.ani),
        call(w, p, replied_by=w.budi, **REPLIED),
        twice(call, w, p, result=None),
    ),
    "requests one after another": lambda w, p: (
        asking(w, p, answered_at=NOW),
        asking(w, p, declined_at=NOW),
        asking(w, p),
        asking(w, p, asked=w.hadi),
    ),
    "remarks with a reply": lambda w, p: (
        remark(w, p, result=p.results.get(), **REPLIED),
        remark(w, p, value=CoreValue.objects.get(number=1), request=asking(w, p)),
    ),
    "talks one after another": lambda w, p: (
        talk(w, p, cancelled_at=NOW),
        talk(w, p, held_on=TODAY, notes="Beres.", employee_confirmed_at=NOW, superior_confirmed_at=NOW),
        talk(w, p, held_on=TODAY),
        talk(w, p),
        talk(w, p, term=w.term(3)),
    ),
    "points of own words": lambda w, p: twice(point, w, p),
    "a follow-up done": lambda w, p: follow_up(w, p, done_on=TODAY - timedelta(days=1)),
    "a voice answered, another not": lambda w, p: (
        voice(w, p, service=service(w, p), answered_by=w.budi, **ANSWERED),
        voice(w, p, mark=1, source=""),
    ),
    "one reminder a day": lambda w, p: (reminder(w, p), reminder(w, p, day=TODAY - timedelta(days=1))),
    "a setting": lambda w, p: setting(w, p, rhythm="TIDAK", paused_until=TODAY),
}


def test_the_table_names_every_constraint() -> None:
    models = set(apps.get_app_config("reviews").get_models()) - ELSEWHERE

    assert {rule.name for model in models for rule in model._meta.constraints} == set(BAD)


@pytest.mark.parametrize("name", BAD)
def test_the_database_refuses(world: World, plan: Any, name: str) -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        BAD[name](world, plan)

    said = str(refused.value)
    assert name in said or "UNIQUE constraint failed" in said, said


@pytest.mark.parametrize("name", ALSO_BAD)
def test_the_database_refuses_too(world: World, plan: Any, name: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ALSO_BAD[name](world, plan)


@pytest.mark.parametrize("name", GOOD)
def test_the_database_accepts(world: World, plan: Any, name: str) -> None:
    GOOD[name](world, plan)


@pytest.mark.parametrize("owner", [Employee, Placement])
def test_who_wrote_in_the_year_is_never_deleted(world: World, plan: Any, owner: type) -> None:
    from django.db.models import ProtectedError

    written = note(world, plan)
    with pytest.raises(ProtectedError):
        (written.written_by if owner is Employee else written.placement).delete()
