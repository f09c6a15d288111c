"""A closed round with sealed forms, requests to open them, and texts that somebody should look at."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from multirater.models import Comment, CommentStatus, Invitation, RawAccess, Reviewee, Round
from multirater.rules import RoundStatus
from organizations.models import Employee, RoleGrant, Unit
from organizations.rules import Role
from tests.multirater.rows import answer
from tests.world import NOW, TODAY

REASON = "Laporan ancaman nomor 12 diperiksa."


def closed(row: Round, status: str = "DITUTUP") -> Round:
    """Close a round."""
    row.status, row.closed_at = RoundStatus(status), NOW
    row.save()
    return row


def guard(person: Employee, unit: Unit) -> None:
    """Make somebody the data protection contact of a unit."""
    started = date(2026, 1, 1)
    RoleGrant.objects.create(employee=person, role=Role.DATA_PROTECTION, unit=unit, started_on=started)


def contact(person: Employee, unit: Unit) -> Employee:
    """Make somebody the data protection contact of a unit, with an address for letters."""
    guard(person, unit)
    person.email = "pelindung@contoh.example"
    person.save()
    return person


def asked(reviewee: Reviewee, by: Employee, approved_by: Employee | None = None) -> RawAccess:
    """Return a request that waits, or one that another person agreed to today."""
    row = RawAccess(reviewee=reviewee, asked_by=by, asked_at=NOW, reason=REASON)
    if approved_by is not None:
        row.is_approved, row.decided_by, row.decided_at = True, approved_by, NOW
        row.answer, row.open_until = "Perlu untuk pemeriksaan.", TODAY + timedelta(days=7)
    row.save()
    return row


def comment(reviewee: Reviewee, text: str = "Dasar goblok, tidak pernah hadir.", **values: Any) -> Comment:
    """Return a text that waits to be looked at."""
    values = {
        "flag": "Kata kasar atau hinaan",
        "status": CommentStatus.WAITING,
        "theme": "KEMBANGKAN",
        "sides": "REKAN",
        "item": reviewee.round.questionnaire.items.filter(theme="KEMBANGKAN").order_by("number")[0],
    } | values
    return Comment.objects.create(reviewee=reviewee, text=text, **values)


def sealed(invitation: Invitation, text: str) -> None:
    """Answer an invitation with one text."""
    answer(invitation, dict.fromkeys(range(1, 8), 4), {8: text})


def add_safety(scene: Any) -> None:
    """Put a closed round into the scene of the access matrix: about Ani and about Dewi."""
    from tests.multirater.rows import invite
    from tests.multirater.scene import questionnaire

    world = scene.world
    row = Round.objects.create(
        period=world.period,
        questionnaire=questionnaire(),
        purpose="PENGEMBANGAN",
        name="Putaran tertutup",
        status=RoundStatus.RELEASED,
        seed="benih",
        opened_at=NOW,
        closed_at=NOW,
        answer_from=date(2026, 10, 1),
        answer_until=date(2026, 10, 31),
    )
    guard(world.fajar, world.units["kota"])
    for name, superior in (("ani", world.budi), ("dewi", world.hadi)):
        post = world.placements[name]
        reviewee = Reviewee.objects.create(
            round=row, employee=post.employee, placement=post, unit=post.unit, superior=superior
        )
        sealed(invite(reviewee, world.fajar), "Sabar.")
        scene.things[f"reviewee.closed.{name}"] = reviewee
        scene.things[f"comment.{name}"] = comment(reviewee)
        scene.things[f"comment.shown.{name}"] = comment(reviewee, status="TAMPIL", flag="")
    scene.things["round.closed"] = row
    about = scene.things["reviewee.closed.ani"]
    scene.things["access.asked"] = asked(about, world.indra)
    scene.things["access.open"] = asked(about, world.gita, world.indra)


def by_round_and_person(scene: Any, thing: str) -> dict[str, Any]:
    """Return the arguments of an address of a person in a round."""
    reviewee = scene.things[thing]
    return {"pk": reviewee.round_id, "reviewee": reviewee.pk}


ARGUMENTS = {"multirater:raw-access-ask": by_round_and_person}


def guarded_in_city(admin: Employee) -> dict[str, Any]:
    """Return what waits for the BKD admin of the demo city in a released round, made once."""
    others = Employee.objects.filter(role_grants__role=Role.BKD_ADMIN).exclude(pk=admin.pk)
    other = others.order_by("pk")[0]
    written = Invitation.objects.exclude(envelope="").filter(round__status=RoundStatus.RELEASED)
    near = [admin.pk, other.pk]
    people = Reviewee.objects.filter(pk__in=written.values("reviewee")).exclude(employee__in=near)
    asked_to_write = Invitation.objects.filter(rater__in=near).values("reviewee")
    free = people.exclude(pk__in=asked_to_write).exclude(superior__in=near).order_by("pk")
    first, second = free[0], free[1]
    found = {
        "round": first.round,
        "reviewee": first,
        "open": RawAccess.objects.filter(reviewee=first, asked_by=admin).first(),
        "waiting": RawAccess.objects.filter(reviewee=second, asked_by=other).first(),
        "comment": Comment.objects.filter(reviewee=first, status=CommentStatus.WAITING).first(),
    }
    found["open"] = found["open"] or asked(first, admin, other)
    found["waiting"] = found["waiting"] or asked(second, other)
    found["comment"] = found["comment"] or comment(first)
    return found
