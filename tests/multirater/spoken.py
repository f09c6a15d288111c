"""Opinions for the tests of closing and release, said in one line: who scored whom how from which side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from multirater.models import Release, Reviewee, Round
from multirater.operations.closing import close_round
from multirater.operations.release import release_round
from organizations.models import Employee
from tests.multirater.rows import Office, answer, invite, reviewee_of, round_of
from tests.world import NOW

AFTER = NOW + timedelta(days=10)  # 2 December: the day after the last day of answering
LATER = NOW + timedelta(days=30)  # 22 December: after the days for late answers
LATE_UNTIL = date(2026, 12, 15)
Scores = Sequence[int | None]


def late_round(office: Office, **values: object) -> Round:
    """Return an open round that takes late answers until 15 December."""
    return round_of(office, **{"late_until": LATE_UNTIL} | values)


def about(office: Office, row: Round, person: Employee | None = None) -> Reviewee:
    """Return somebody reviewed in a round, by default the head of "umum" below the head of the dinas."""
    return reviewee_of(office, row, person or office.heads["umum"], office.head)


def say(
    reviewee: Reviewee,
    raters: Sequence[Employee],
    forms: Sequence[int | Scores],
    side: str = "REKAN",
    *,
    words: str = "",
    batch: int = 1,
) -> None:
    """Let the raters speak, one form each; a single number is the answer to all seven items.

    Raters beyond the forms are invited and stay silent. `words` answers "Teruskan", followed by a number.
    """
    for at, rater in enumerate(raters):
        invitation = invite(reviewee, rater, side)
        if at < len(forms):
            form = forms[at]
            row = [form] * 7 if isinstance(form, int) else form
            texts = {8: f"{words} {at + 1}"} if words else {}
            answer(invitation, dict(enumerate(row, start=1)), texts, batch)


def close(office: Office, row: Round, at: datetime = AFTER) -> Round:
    """Close a round after its last day."""
    row.refresh_from_db()
    return close_round(row=row, version=row.version, by=office.world.gita, at=at)


def release(office: Office, row: Round, at: datetime = AFTER) -> Release:
    """Release a round as it stands."""
    row.refresh_from_db()
    return release_round(row=row, version=row.version, by=office.world.gita, at=at)
