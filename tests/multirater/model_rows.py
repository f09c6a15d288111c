"""One right row of each table of rounds; a test changes the one thing that it is about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from development.models import DevelopmentGoal
from multirater.models import (
    Comment,
    Invitation,
    Item,
    Opinion,
    Questionnaire,
    RawAccess,
    Relation,
    Release,
    Result,
    Reviewee,
    Round,
    RoundScope,
)
from tests.multirater.rows import Office, invite, questionnaire, reviewee_of, round_of
from tests.world import NOW, TODAY

DECIDED = {"is_approved": True, "decided_at": NOW, "answer": "Ada laporan resmi."}


def a_questionnaire(o: Office, **changes: Any) -> Questionnaire:
    values = {"name": "Kuesioner layanan", "code": "layanan", "created_at": NOW} | changes
    return Questionnaire.objects.create(**values)


def an_item(o: Office, **changes: Any) -> Item:
    values = {"questionnaire": _questionnaire(), "number": 20, "text": "Menepati janji"} | changes
    return Item.objects.create(**values)


def an_open_item(o: Office, **changes: Any) -> Item:
    return an_item(o, **({"kind": "TEKS", "theme": "TERUSKAN"} | changes))


def a_round(o: Office, **changes: Any) -> Round:
    return round_of(o, **({"questionnaire": _questionnaire()} | changes))


def a_scope(o: Office, **changes: Any) -> RoundScope:
    values = {"round": _round(o), "unit": o.sections["data"]} | changes
    return RoundScope.objects.create(**values)


def a_reviewee(o: Office, **changes: Any) -> Reviewee:
    person = o.staff["umum"][0]
    values = {
        "round": _round(o),
        "employee": person,
        "placement": o.placements[person.pk],
        "unit": o.sections["umum"],
    }
    return Reviewee.objects.create(**(values | changes))


def an_invitation(o: Office, **changes: Any) -> Invitation:
    values = {"reviewee": _reviewee(o), "rater": o.staff["umum"][1]} | changes
    return invite(values.pop("reviewee"), values.pop("rater"), **values)


def a_relation(o: Office, **changes: Any) -> Relation:
    first, second = sorted(o.staff["umum"][:2], key=lambda person: person.pk)
    values = {
        "first": first,
        "second": second,
        "kind": "KELUARGA",
        "declared_by": first,
        "declared_at": NOW,
    }
    return Relation.objects.create(**(values | changes))


def an_opinion(o: Office, **changes: Any) -> Opinion:
    return Opinion.objects.create(**({"reviewee": _reviewee(o), "side": "REKAN"} | changes))


def a_comment(o: Office, **changes: Any) -> Comment:
    values = {
        "reviewee": _reviewee(o),
        "item": _questionnaire().items.get(number=8),
        "theme": "TERUSKAN",
        "sides": "REKAN",
        "text": "Selalu menepati janji.",
    }
    return Comment.objects.create(**(values | changes))


def withheld(o: Office, **changes: Any) -> Comment:
    values = {"status": "DITAHAN", "moderated_by": o.world.gita, "moderated_at": NOW, "reason": "Kasar."}
    return a_comment(o, **(values | changes))


def a_release(o: Office, **changes: Any) -> Release:
    values = {"round": _round(o), "number": 1, "released_by": o.world.gita, "released_at": NOW}
    return Release.objects.create(**(values | changes))


def a_result(o: Office, **changes: Any) -> Result:
    release = Release.objects.first() or a_release(o)
    values = {"release": release, "reviewee": _reviewee(o), "payload": {}} | changes
    return Result.objects.create(**values)


def an_access(o: Office, **changes: Any) -> RawAccess:
    values = {
        "reviewee": _reviewee(o),
        "reason": "Ancaman dalam komentar.",
        "asked_by": o.world.gita,
        "asked_at": NOW,
    }
    return RawAccess.objects.create(**(values | changes))


def decided(o: Office, **changes: Any) -> RawAccess:
    return an_access(o, **(DECIDED | {"decided_by": o.world.hadi} | changes))


def a_goal(o: Office, **changes: Any) -> DevelopmentGoal:
    values = {
        "employee": o.staff["umum"][0],
        "period": o.period,
        "goal": "Memimpin rapat",
        "step": "Memandu rapat bidang bulan depan",
        "due_on": TODAY + timedelta(days=60),
        "created_at": NOW,
    }
    return DevelopmentGoal.objects.create(**(values | changes))


def twice(make: Callable[..., Any], o: Office, **changes: Any) -> None:
    """Make the same row a second time."""
    make(o, **changes)
    make(o, **changes)


def _questionnaire() -> Questionnaire:
    return Questionnaire.objects.filter(code="uji").first() or questionnaire()


def _round(o: Office) -> Round:
    return Round.objects.first() or round_of(o)


def _reviewee(o: Office) -> Reviewee:
    return Reviewee.objects.first() or reviewee_of(o, _round(o), o.staff["umum"][0], o.heads["umum"])
