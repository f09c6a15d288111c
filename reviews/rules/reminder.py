"""Reminders: how often a person wants them, when they may leave, and how they fall silent by themselves.

Source: pages research 2.4 and 2.3 (one digest, weekdays 08.00 to 16.00, no pressing); our own rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum


class Rhythm(StrEnum):
    """How often a person wants the digest by mail."""

    DAILY = "HARIAN"
    WEEKLY = "MINGGUAN"
    NEVER = "TIDAK"


RHYTHM_LABELS = {
    Rhythm.DAILY: "Setiap hari kerja bila ada yang menunggu",
    Rhythm.WEEKLY: "Sekali seminggu",
    Rhythm.NEVER: "Tidak lewat surel",
}
OPENS, CLOSES = time(8), time(16)
STEPS = {Rhythm.DAILY: 1, Rhythm.WEEKLY: 7}  # days between two digests that are not the same
LONGEST_PAUSE = 28  # days
ASKS_FROM = 2  # after two digests that listed the same, the third asks what stands in the way
# A digest older than this changes nothing any more: six daily ones that double, then the longest pause.
MEMORY = timedelta(days=2 * LONGEST_PAUSE + 14)
LATELY = timedelta(days=3)  # who was reminded since hears nothing from a desk
NUMBERS = "Satu Dua Tiga Empat Lima Enam Tujuh Delapan Sembilan Sepuluh".split()  # noqa: SIM905


@dataclass(frozen=True)
class Digest:
    """One digest that was made: the day, and the titles of the tasks in it."""

    day: date
    titles: tuple[str, ...]


def in_office_hours(moment: datetime) -> bool:
    """Say whether a digest may leave at a local moment: Monday to Friday, 08.00 until before 16.00."""
    return moment.weekday() < 5 and OPENS <= moment.time() < CLOSES


def leaves_at(moment: datetime) -> datetime:
    """Return when a reminder of a local moment leaves: at once, or when the next office day opens."""
    while not in_office_hours(moment):
        early = moment.weekday() < 5 and moment.time() < OPENS
        day = moment.date() if early else moment.date() + timedelta(days=1)
        moment = datetime.combine(day, OPENS, tzinfo=moment.tzinfo)
    return moment


class Silence(StrEnum):
    """Why somebody gets no reminder that a desk sends."""

    LATELY = "diingatkan dalam tiga hari terakhir"
    AWAY = "sedang tidak bekerja"
    LEFT = "tidak aktif lagi"
    PAUSED = "menjeda pengingat"
    NEVER = "memilih tanpa surel pengingat"
    ADDRESS = "belum punya alamat surel"


def silence(
    *,
    on: date,
    last: date | None,
    rhythm: Rhythm,
    paused_until: date | None,
    is_active: bool,
    is_away: bool,
    has_address: bool,
) -> Silence | None:
    """Return why a desk's reminder does not reach somebody, None where it does; `last` is the latest one."""
    if not is_active:
        return Silence.LEFT
    if is_away:
        return Silence.AWAY
    if rhythm == Rhythm.NEVER:
        return Silence.NEVER
    if paused_until is not None and on <= paused_until:
        return Silence.PAUSED
    if not has_address:
        return Silence.ADDRESS
    return Silence.LATELY if last is not None and on - last < LATELY else None


def repeats(made: Sequence[Digest], titles: Sequence[str]) -> int:
    """Return how many of the last digests, newest first, listed exactly these tasks."""
    count = 0
    while count < len(made) and set(made[count].titles) == set(titles):
        count += 1
    return count


def earliest(rhythm: Rhythm, last: Digest | None, on: date) -> date | None:
    """Return the first day on which anything could be sent whatever is waiting; None for never."""
    if rhythm == Rhythm.NEVER:
        return None
    return on if last is None else last.day + timedelta(days=STEPS[rhythm])


def pause(rhythm: Rhythm, same: int) -> int:
    """Return the days until the next digest after `same` of them listed the same: 7, 14, 28, 28, …"""
    return min(STEPS[rhythm] << max(0, same - 1), LONGEST_PAUSE)


def is_due(
    rhythm: Rhythm,
    made: Sequence[Digest],
    titles: Sequence[str],
    on: date,
    paused_until: date | None = None,
) -> bool:
    """Say whether a digest of these tasks leaves on a day; `made` are the earlier ones, newest first.

    Nothing waits: nothing leaves. The same as last time and nothing done: the pause doubles up to four weeks.
    """
    if not titles or rhythm == Rhythm.NEVER or (paused_until is not None and on <= paused_until):
        return False
    if not made:
        return True
    same = repeats(made, titles)
    return on >= made[0].day + timedelta(days=pause(rhythm, same))


def asks_what_hinders(made: Sequence[Digest], titles: Sequence[str]) -> bool:
    """Say whether the digest asks "Apakah ada yang menghambat?": from the third with the same tasks on."""
    return repeats(made, titles) >= ASKS_FROM


def subject(count: int) -> str:
    """Return the subject: how many things one can go on with, never which nor how well one does."""
    number = NUMBERS[count - 1] if count <= len(NUMBERS) else str(count)
    return f"{number} hal yang bisa Anda lanjutkan minggu ini"
