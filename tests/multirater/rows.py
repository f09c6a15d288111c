"""Rows of rounds for the tests: a dinas large enough for a draw, a round, its people and their opinions.

Nothing here goes through the operations: a test names the state that it starts from.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from appraisal.cipher import encrypt
from indicators.models import CoreValue, Period
from multirater.models import Invitation, Item, Opinion, Questionnaire, Reviewee, Round, RoundScope
from multirater.rules import InvitationStatus, Side, Why
from organizations.models import Employee, Placement, Position, Unit
from organizations.operations import refresh_lines
from tests.world import NOW, World

STAFF = 8  # people below each head
SECTIONS = ("umum", "data", "layanan")


@dataclass
class Office:
    """A dinas with three sections of a head and eight people each, beside the world."""

    world: World
    period: Period
    dinas: Unit
    head: Employee
    sections: dict[str, Unit] = field(default_factory=dict)
    heads: dict[str, Employee] = field(default_factory=dict)
    staff: dict[str, list[Employee]] = field(default_factory=dict)
    placements: dict[int, Placement] = field(default_factory=dict)  # by key of the employee

    @property
    def everybody(self) -> list[Employee]:
        """The head of the dinas, the heads of sections and their staff."""
        return [self.head, *self.heads.values(), *(one for group in self.staff.values() for one in group)]


def build_office_of_rounds(world: World, sections: Sequence[str] = SECTIONS, staff: int = STAFF) -> Office:
    """Return the dinas with its lines of superiors; people are called "Umum 1", "Kepala Data" and so on."""
    dinas = Unit.objects.create(
        code="U-sosial", name="Dinas Sosial", parent=world.units["kota"], head_title="Kepala Dinas"
    )
    office = Office(world, world.period, dinas, head=None)  # type: ignore[arg-type]
    office.head = _person(office, 1, "Kepala Sosial", dinas, is_head=True)
    for number, key in enumerate(sections, start=1):
        unit = Unit.objects.create(
            code=f"U-{key}", name=f"Bidang {key.title()}", parent=dinas, head_title="Kepala Bidang"
        )
        office.sections[key] = unit
        office.heads[key] = _person(office, 100 * number, f"Kepala {key.title()}", unit, is_head=True)
        office.staff[key] = [
            _person(office, 100 * number + one, f"{key.title()} {one}", unit) for one in range(1, staff + 1)
        ]
    refresh_lines(on=date(2026, 1, 1), at=NOW)
    return office


def _person(office: Office, number: int, name: str, unit: Unit, *, is_head: bool = False) -> Employee:
    kind = "ADMINISTRATOR" if is_head else "PELAKSANA"
    position, _ = Position.objects.get_or_create(title="Kepala" if is_head else "Pengelola Data", kind=kind)
    person = Employee.objects.create(
        nip=f"19850101201001{1 + number % 2}{number:03d}",
        name=name,
        kind="PNS",
        sex="M" if number % 2 == 0 else "F",
    )
    office.placements[person.pk] = Placement.objects.create(
        employee=person, position=position, unit=unit, is_head=is_head, started_on=date(2024, 1, 1)
    )
    return person


def questionnaire(code: str = "uji", *, behaviours: int = 7, status: str = "BERLAKU") -> Questionnaire:
    """Return a questionnaire with one item per value and the two open questions (numbers 8 and 9)."""
    row = Questionnaire.objects.create(name="Kuesioner uji", code=code, status=status, created_at=NOW)
    values = CoreValue.objects.order_by("number")[:behaviours]
    items = [
        Item(questionnaire=row, number=number, kind="SKALA", text=f"Menunjukkan {value.name}", value=value)
        for number, value in enumerate(values, start=1)
    ]
    for number, theme in ((behaviours + 1, "TERUSKAN"), (behaviours + 2, "KEMBANGKAN")):
        items.append(Item(questionnaire=row, number=number, kind="TEKS", text=theme.title(), theme=theme))
    Item.objects.bulk_create(items)
    return row


def round_of(office: Office, **values: Any) -> Round:
    """Return an open round over the dinas, from 1 November to 30 November 2026."""
    values = {
        "period": office.period,
        "name": "Putaran 2026",
        "purpose": "PENGEMBANGAN",
        "status": "DIBUKA",
        "answer_from": date(2026, 11, 1),
        "answer_until": date(2026, 11, 30),
        "seed": "benih uji",
        "opened_at": NOW,
    } | values
    if "questionnaire" not in values:
        values["questionnaire"] = Questionnaire.objects.filter(code="uji").first() or questionnaire()
    row = Round.objects.create(**values)
    RoundScope.objects.create(round=row, unit=office.dinas)
    return row


def reviewee_of(office: Office, row: Round, person: Employee, superior: Employee | None = None) -> Reviewee:
    """Return a person as reviewed in a round."""
    placement = office.placements[person.pk]
    return Reviewee.objects.create(
        round=row,
        employee=person,
        placement=placement,
        unit=placement.unit,
        superior=superior,
        is_leader=placement.is_head,
    )


def invite(reviewee: Reviewee, rater: Employee, side: str = "REKAN", **values: Any) -> Invitation:
    """Return an invitation that waits for an answer."""
    why = {Side.SUPERIOR: Why.SUPERIOR, Side.SUBORDINATE: Why.SUBORDINATE, Side.SELF: Why.SELF}
    values = {"why": why.get(Side(side), Why.SAME_SUPERIOR)} | values
    return Invitation.objects.create(
        round=reviewee.round, reviewee=reviewee, ratee=reviewee.employee, rater=rater, side=side, **values
    )


def answer(
    invitation: Invitation, scores: dict[int, int | None], words: dict[int, str] | None = None, batch: int = 1
) -> Opinion:
    """Return the opinion of an invitation, sent and in its envelope; answers by number of the item."""
    opinion = Opinion.objects.create(
        id=uuid.uuid4(),
        reviewee=invitation.reviewee,
        side=invitation.side,
        batch=batch,
        scores={str(number): score for number, score in scores.items()},
        words={str(number): text for number, text in (words or {}).items()},
    )
    invitation.envelope = encrypt(str(opinion.pk))
    invitation.status = InvitationStatus.ANSWERED
    invitation.save()
    return opinion
