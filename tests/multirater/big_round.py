"""A round large enough for figures: 60 people in six units, each reviewed by six others."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import numpy as np

from appraisal.cipher import encrypt
from multirater.models import Invitation, Opinion, Reviewee, Round
from organizations.models import Employee, Placement, Position, Unit
from tests.multirater.rows import Office, round_of

PEOPLE, UNITS = 60, 6


def big_round(office: Office, people: int = PEOPLE, units: int = UNITS, **values: Any) -> Round:
    """Return a closed round with lasting differences between people and between raters, all rows in bulk."""
    row = round_of(office, name="Putaran besar", status="DITUTUP", closed_at="2026-12-01T00:00:00Z", **values)
    random = np.random.default_rng(8)
    homes = Unit.objects.bulk_create(
        Unit(code=f"B{n}", name=f"Balai {n}", parent=office.dinas) for n in range(units)
    )
    position = Position.objects.create(title="Pengolah Uji", kind="PELAKSANA")
    staff = Employee.objects.bulk_create(
        Employee(nip=_nip(n), name=f"Orang {n}", kind="PNS", sex="FM"[n % 2 == 0]) for n in range(people)
    )
    placements = Placement.objects.bulk_create(
        Placement(employee=one, position=position, unit=homes[n % units], started_on=date(2024, 1, 1))
        for n, one in enumerate(staff)
    )
    reviewees = Reviewee.objects.bulk_create(
        Reviewee(round=row, employee=post.employee, placement=post, unit=post.unit, superior=office.head)
        for post in placements
    )
    level, habit = random.normal(3.3, 0.8, people), random.normal(0, 0.5, people)
    opinions, invitations = [], []
    for n, reviewee in enumerate(reviewees):
        for side, step in [
            ("ATASAN", 0),
            *[("REKAN", s) for s in (1, units, 2 * units, 3 * units, 4 * units)],
        ]:
            rater = (n + step) % people
            mean = level[n] + (habit[rater] if step else 0) + random.normal(0, 0.4)
            scores = np.clip(np.rint(mean + random.normal(0, 0.5, 7)), 1, 5).astype(int)
            one = Opinion(id=uuid.uuid4(), reviewee=reviewee, side=side)
            one.scores = {str(number): int(score) for number, score in enumerate(scores, start=1)}
            opinions.append(one)
            invitations.append(
                Invitation(
                    round=row,
                    reviewee=reviewee,
                    ratee=reviewee.employee,
                    rater=staff[rater] if step else office.head,
                    side=side,
                    why="ATASAN" if not step else "ATASAN_SAMA",
                    status="TERKIRIM",
                    envelope=encrypt(str(one.pk)),
                )
            )
    Opinion.objects.bulk_create(opinions)
    Invitation.objects.bulk_create(invitations)
    return row


def _nip(n: int) -> str:
    return f"1990{1 + n // 1000 % 12:02d}{1 + n // 12000:02d}201501{1 + n % 2}{n % 1000:03d}"
