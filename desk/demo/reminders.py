"""Digests of the demo city on three Mondays, and a few people with a rhythm of their own."""

from __future__ import annotations

from datetime import date
from random import Random

from organizations.models import Employee
from reviews.models import Reminder, ReminderSetting
from reviews.rules.reminder import Rhythm

from .clock import YEAR, moment
from .insert import insert

MONDAYS = [date(YEAR, 11, 2), date(YEAR, 11, 9), date(YEAR, 11, 16)]
TITLES = ["Catat kemajuan Triwulan IV", "Setujui catatan dialog Anda", "Beri umpan balik yang diminta"]
REMINDED, CHOSEN = 0.3, 0.05  # shares of the people


def write_reminders(rng: Random) -> None:
    """Write what was sent on three Mondays, and the settings of a few people."""
    people = list(Employee.objects.active().order_by("pk"))
    insert(
        Reminder(
            employee=person,
            day=day,
            titles=TITLES[: rng.randint(1, len(TITLES))],
            is_mailed=bool(person.email),
            made_at=moment(day, 90),
        )
        for day in MONDAYS
        for person in people
        if rng.random() < REMINDED
    )
    rhythms = [Rhythm.DAILY.value, Rhythm.NEVER.value]
    insert(
        ReminderSetting(employee=person, rhythm=rng.choice(rhythms))
        for person in people
        if rng.random() < CHOSEN
    )
