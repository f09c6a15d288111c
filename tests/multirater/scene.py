"""Rounds in the scene of the access matrix: one being prepared, and open ones about Ani and about Dewi."""

from __future__ import annotations

from datetime import date
from typing import Any

from multirater.models import Comment, Invitation, Item, Questionnaire, Relation, Reviewee, Round
from multirater.queries.reliability import reliability_of
from multirater.rules import RoundStatus, Side, Why
from multirater.rules.result import Group, ResultWords
from tests.world import NOW

DAYS = {
    "answer_from": date(2026, 11, 1),
    "answer_until": date(2026, 11, 30),
    "late_until": date(2026, 12, 15),
}
ROUND = {
    "name": "Umpan balik kedua",
    "purpose": "PENGEMBANGAN",
    "answer_from": "01-12-2026",
    "answer_until": "15-12-2026",
    "sides": "REKAN",
    "choosing": "ACAK",
    **{"peers": "5", "subordinates": "5", "partners": "3", "cross_percent": "33", "rater_cap": "8"},
    **{"acquainted_months": "3", "shown_from": "3", "spread_from": "5"},
}

ANSWERS = {f"butir_{number}": "4" for number in range(1, 8)} | {"butir_9": "Menjelaskan dengan sabar."}


def questionnaire() -> Questionnaire:
    """Return the ready-made questionnaire."""
    return Questionnaire.objects.get(code="berakhlak", edition=1)


def add_questionnaires(scene: Any) -> None:
    """Name the ready-made questionnaire in force, and put down a draft with two questions."""
    row = Questionnaire.objects.create(name="Umpan balik loket", code="loket", created_at=NOW)
    values = {"questionnaire": row, "text": "Menyapa orang yang datang"}
    item = Item.objects.create(number=1, **values)
    row.items.create(number=2, kind="TEKS", theme="TERUSKAN", text="Apa yang sebaiknya diteruskan?")
    scene.things |= {
        "questionnaire.draft": row,
        "item.draft": item,
        "questionnaire.force": questionnaire(),
        "item.force": questionnaire().items.get(number=1),
    }


def by_round_and_scope(scene: Any, thing: str) -> dict[str, Any]:
    scope = scene.things[thing]
    return {"pk": scope.round_id, "scope": scope.pk}


def by_round_and_unit(scene: Any, thing: str) -> dict[str, Any]:
    row = scene.things[thing]
    return {"pk": row.pk, "unit": row.reviewees.get().unit_id}


def by_reviewee(scene: Any, thing: str) -> dict[str, Any]:
    return {"reviewee": scene.things[thing].pk}


ARGUMENTS = {
    "multirater:round-drop": by_round_and_scope,
    "multirater:round-unit": by_round_and_unit,
    "multirater:result-detail": by_reviewee,
    "multirater:result-file": by_reviewee,
    "multirater:nominate": by_reviewee,
    "multirater:nomination-decide": by_reviewee,
}


def add_rounds(scene: Any) -> None:
    """Put down a draft of Gita's, and for each owner an open round in which two colleagues are asked."""
    world = scene.world
    common = {"period": world.period, "questionnaire": questionnaire(), "purpose": "PENGEMBANGAN", **DAYS}
    draft = Round.objects.create(name="Rancangan 360", created_by=world.gita, **common)
    scene.things["round.draft"] = draft
    scene.things["round.scope"] = draft.scopes.create(unit=world.units["bidang"])
    wishes = {"choosing": "USULAN", "answer_from": date(2026, 11, 25), "nominate_until": date(2026, 11, 24)}
    asked = Round.objects.create(name="Rancangan usulan", **common | wishes)
    asked.scopes.create(unit=world.units["bidang"])
    scene.things["round.wishes"] = asked
    lists = {"choosing": "USULAN", "status": RoundStatus.NOMINATION, "nominate_until": date(2026, 11, 24)}
    days = {"answer_from": date(2026, 11, 25)}
    proposing = Round.objects.create(name="Putaran usulan", **common | lists | days)
    for name, superior in (("ani", world.budi), ("dewi", world.hadi)):
        post = world.placements[name]
        scene.things[f"nomination.{name}"] = Reviewee.objects.create(
            round=proposing, employee=post.employee, placement=post, unit=post.unit, superior=superior
        )
    for name, other in (("ani", world.hadi), ("dewi", world.citra)):
        scene.things[f"relation.{name}"] = relation(world.placements[name].employee, other)
    for name, superior, rater in (("ani", world.budi, world.fajar), ("dewi", world.hadi, world.indra)):
        row = Round.objects.create(
            name=f"Putaran {name}", status=RoundStatus.OPEN, seed="benih", opened_at=NOW, **common
        )
        post = world.placements[name]
        row.scopes.create(employee=post.employee)
        reviewee = Reviewee.objects.create(
            round=row, employee=post.employee, placement=post, unit=post.unit, superior=superior
        )
        scene.things[f"round.{name}"], scene.things[f"reviewee.{name}"] = row, reviewee
        for side, who, why in (
            (Side.SUPERIOR, superior, Why.SUPERIOR),
            (Side.PEER, rater, Why.SAME_SUPERIOR),
            (Side.SELF, post.employee, Why.SELF),
        ):
            scene.things[f"invitation.{side.lower()}.{name}"] = Invitation.objects.create(
                round=row, reviewee=reviewee, ratee=post.employee, rater=who, side=side, why=why
            )
    _released(scene, common)


def _released(scene: Any, common: dict[str, Any]) -> None:
    """Put down a released round about both owners, with words that a colleague wrote about each."""
    closed = {"status": RoundStatus.RELEASED, "seed": "benih", "opened_at": NOW, "closed_at": NOW}
    row = Round.objects.create(**(common | closed), name="Putaran lalu")
    release = row.releases.create(
        number=1, released_by=scene.world.gita, released_at=NOW, reliability=reliability_of(row)
    )
    scene.things["round.released"] = row
    question = row.questionnaire.items.filter(theme="TERUSKAN").get()
    for name in ("ani", "dewi"):
        post = scene.world.placements[name]
        reviewee = Reviewee.objects.create(round=row, employee=post.employee, placement=post, unit=post.unit)
        answered = Group(("REKAN",), "Rekan kerja", 5, True, "", n=5)
        release.results.create(reviewee=reviewee, payload=ResultWords((answered,)).to_json())
        words = {"theme": "TERUSKAN", "sides": "REKAN", "text": f"Rahasia umpan balik {name}"}
        Comment.objects.create(reviewee=reviewee, item=question, **words)
        scene.things[f"result.released.{name}"] = reviewee


def relation(one: Any, other: Any) -> Relation:
    """Return a relation that the one declared with the other."""
    first, second = sorted((one, other), key=lambda person: person.pk)
    return Relation.objects.create(
        first=first, second=second, kind="KELUARGA", declared_by=one, declared_at=NOW
    )


def add_closed_round(scene: Any) -> None:
    """Put down a round about Ani that was answered by nobody and closed."""
    world, post = scene.world, scene.world.placements["ani"]
    row = Round.objects.create(
        name="Putaran ditutup",
        period=world.period,
        questionnaire=questionnaire(),
        purpose="PENGEMBANGAN",
        status=RoundStatus.CLOSED,
        seed="benih",
        opened_at=NOW,
        closed_at=NOW,
        answer_from=date(2026, 10, 1),
        answer_until=date(2026, 10, 31),
    )
    Reviewee.objects.create(round=row, employee=post.employee, placement=post, unit=post.unit)
    scene.things["round.ended"] = row
