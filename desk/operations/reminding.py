"""Remind whom a list waits for: at once, or as work in steps where they are many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils import timezone

from appraisal import audit, jobs, mail
from appraisal.access import require
from appraisal.errors import Refused
from organizations.access import grants_of
from organizations.models import Employee, Unit
from organizations.rules import Role
from reviews.operations.reminder import Word, remind_asked
from reviews.rules.reminder import leaves_at

from ..access.completeness import may_remind, reminding_scope
from ..queries.receivers import Receivers, receivers
from ..queries.waiting_list import People
from ..rules.tone import tone_faults

AT_ONCE = 500  # receivers; more go as work in steps
KIND = "desk-reminders"


@dataclass(frozen=True)
class Sent:
    """What a press brought about: reminders written, or the work that writes them, and when they leave."""

    receivers: int
    leaves: datetime
    job: jobs.Job | None = None


def within_reach(asked: People, by: Employee) -> People:
    """Return the posts of a list whose people this person may remind."""
    return replace(asked, rows=reminding_scope(by, asked.on).filter(asked.rows, "unit"))


def outlook(asked: People, chosen: Sequence[int] | None, by: Employee, at: datetime) -> Receivers:
    """Return whom a reminder about these posts would reach if it were asked for now."""
    leaves = leaves_at(timezone.localtime(at))
    return receivers(within_reach(asked, by), chosen, leaves.date())


@transaction.atomic
def remind_waiting(
    *, asked: People, chosen: Sequence[int] | None, text: str, by: Employee, at: datetime
) -> Sent:
    """Write the digest of whom these posts wait for, each person once; beyond 500 people begin a job.

    Safe to press twice: who was reminded within three days gets nothing. Raise Denied for auditors, Refused
    with the field for words that press, while letters are off, of a closed year, and where nobody is reached.
    """
    require(may_remind(by, asked.on))
    faults = tone_faults(text)
    if faults:
        raise Refused(" ".join(faults), "kalimat")
    if not asked.found.period.is_open:
        raise Refused("Tahun ini sudah ditutup, jadi tidak ada yang perlu diingatkan.")
    if not mail.is_on():
        raise Refused("Surel belum dinyalakan di instalasi ini. Yang ditunggu tetap melihatnya di Beranda.")
    found = outlook(asked, chosen, by, at)
    reached, leaves = found.reached, leaves_at(timezone.localtime(at))
    if not reached:
        raise Refused("Tidak ada yang perlu disurati: semuanya sudah diingatkan atau tidak bisa disurati.")
    word = Word(_sender(by, asked), text.strip())
    job = None
    if len(reached) > AT_ONCE:
        job = _begin(asked, chosen, reached, word, by, at, leaves)
    else:
        remind_asked(asked={pk: found.matters[pk] for pk in reached}, word=word, at=leaves)
    after: dict[str, Any] = {
        "stage": asked.asked.stage.value,
        "posts": found.posts,
        "receivers": len(reached),
    }
    after |= {"silent": dict(found.reasons), "filters": asked.asked.params(), "leaves": leaves}
    audit.record(action="reminder.asked", by=by, at=at, target=_unit(asked, by), after=after, note=word.text)
    return Sent(len(reached), leaves, job)


def _begin(
    asked: People,
    chosen: Sequence[int] | None,
    reached: list[int],
    word: Word,
    by: Employee,
    at: datetime,
    leaves: datetime,
) -> jobs.Job:
    params = asked.asked.params()
    arguments = {
        "params": params,
        "chosen": None if chosen is None else list(chosen),
        "people": reached,
        "word": [word.sender, word.text],
        "leaves": leaves.isoformat(),
    }
    key = sha256(f"{by.pk} {sorted(params.items())} {chosen}".encode()).hexdigest()[:40]
    title = f"Pengingat untuk {len(reached)} orang"
    return jobs.start(KIND, arguments, by=by, at=at, title=title, key=f"{KIND}-{key}")


def _sender(by: Employee, asked: People) -> str:
    roles = {grant.role for grant in grants_of(by, asked.on)}
    return "BKD" if Role.BKD_ADMIN in roles else "admin unit Anda"


def _unit(asked: People, by: Employee) -> Unit | None:
    """Return the unit that a reminder is about: the one asked for, else the top of the own ones."""
    if asked.asked.unit is not None:
        found: Unit | None = Unit.objects.filter(pk=asked.asked.unit).first()
        return found
    return next((grant.unit for grant in grants_of(by, asked.on)), None)
