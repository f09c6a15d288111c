"""Talks between an employee and the superior: who does what in which state, proposed days, soft advice."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from organizations.rules import Span
from organizations.rules.workdays import WEEKEND, is_working_day


class Side(StrEnum):
    """One of the two who talk."""

    EMPLOYEE = "PEGAWAI"
    SUPERIOR = "ATASAN"


SIDE_LABELS = {Side.EMPLOYEE: "Pegawai", Side.SUPERIOR: "Atasan"}


# --- States and moves ---------------------------------------------------------------------------


class TalkState(StrEnum):
    """Where a talk stands; it follows from its columns."""

    PLANNED = "DIRENCANAKAN"
    NOTED = "DICATAT"
    FIXED = "DISETUJUI"
    CANCELLED = "DIBATALKAN"


class TalkMove(StrEnum):
    """What one of the two does with a talk."""

    RESCHEDULE = "ubah waktu"
    CANCEL = "batalkan"
    ADD_POINT = "tambah pokok bahasan"
    WRITE = "tulis catatan"
    CONFIRM = "setujui catatan"
    FINISH = "selesaikan tindak lanjut"


_BOTH = frozenset(Side)
# Both have the same rights in a talk. Only a talk that the superior planned is cancelled by the superior.
MOVES: dict[TalkMove, tuple[frozenset[TalkState], frozenset[Side]]] = {
    TalkMove.RESCHEDULE: (frozenset({TalkState.PLANNED}), _BOTH),
    TalkMove.CANCEL: (frozenset({TalkState.PLANNED}), _BOTH),
    TalkMove.ADD_POINT: (frozenset({TalkState.PLANNED}), _BOTH),
    TalkMove.WRITE: (frozenset({TalkState.PLANNED, TalkState.NOTED}), _BOTH),
    TalkMove.CONFIRM: (frozenset({TalkState.NOTED}), _BOTH),
    TalkMove.FINISH: (frozenset({TalkState.NOTED, TalkState.FIXED}), _BOTH),
}
REFUSALS = {
    TalkState.PLANNED: "Dialog ini belum berlangsung. Catatannya ditulis sesudah dialog.",
    TalkState.NOTED: "Dialog ini sudah berlangsung dan dicatat.",
    TalkState.FIXED: "Catatan dialog ini sudah disetujui kedua pihak dan tidak berubah lagi.",
    TalkState.CANCELLED: "Dialog ini sudah dibatalkan. Rencanakan dialog baru bila masih diperlukan.",
}


def state_of(*, is_cancelled: bool, is_held: bool, confirmed: Collection[Side]) -> TalkState:
    """Return where a talk stands from what its columns say."""
    if is_cancelled:
        return TalkState.CANCELLED
    if not is_held:
        return TalkState.PLANNED
    return TalkState.FIXED if set(confirmed) == set(Side) else TalkState.NOTED


def refusal(move: TalkMove, state: TalkState, side: Side, *, planned_by: Side) -> str:
    """Return why this side may not make the move now; nothing when it may.

    `planned_by` is the side that asked for the talk: what the superior planned, the superior cancels.
    """
    states, sides = MOVES[move]
    if side not in sides:
        return f"Langkah ini dilakukan oleh {SIDE_LABELS[side].lower()}."
    if state not in states:
        return REFUSALS[state]
    if move == TalkMove.CANCEL and (side, planned_by) == (Side.EMPLOYEE, Side.SUPERIOR):
        return "Dialog yang direncanakan atasan dibatalkan oleh atasan. Anda bisa mengusulkan waktu lain."
    return ""


# --- Days and hours -----------------------------------------------------------------------------

OPENS, CLOSES = time(7, 0), time(18, 0)  # outside of these hours a talk is advised against
SLOTS = (time(9, 0), time(13, 30), time(10, 0), time(14, 30))  # two a day as long as the days suffice
AFTERWARDS = 31  # days after a quarter in which its talk is still planned
NOTICE = 3  # days from today to the first proposal, so that both can prepare
AHEAD = 366  # days that are looked through for proposals


def advice(moment: datetime, *, term: Span, is_away: bool, holidays: Mapping[date, str]) -> list[str]:
    """Return what speaks against a planned moment (local time), as sentences; nothing is refused for it."""
    day, found = moment.date(), []
    if day.isoweekday() in WEEKEND:
        found.append(f"Waktunya jatuh pada hari {WEEKEND[day.isoweekday()]}.")
    if day in holidays:
        found.append(f"Tanggal itu hari libur: {holidays[day]}.")
    if not OPENS <= moment.time() <= CLOSES:
        found.append("Waktunya di luar pukul 07.00 sampai 18.00.")
    if not term.holds(day):
        found.append("Tanggalnya di luar masa yang dibicarakan.")
    if is_away:
        found.append("Pegawai tercatat tidak bekerja pada hari itu.")
    return found


def proposals(
    count: int,
    *,
    today: date,
    until: date,
    holidays: Collection[date],
    taken: Collection[datetime] = (),
) -> list[datetime]:
    """Return moments (local, without zone) for so many talks: working days, office hours, none twice.

    Two a day from three days ahead; four a day when the days up to `until` do not suffice. What does
    not fit even then goes on after that day. `taken` are moments the superior has given away.
    """
    first = today + timedelta(days=NOTICE)
    days = sum(is_working_day(day, holidays) for day in _days(first) if day <= until) if first <= until else 0
    slots = SLOTS[:2] if count <= 2 * days else SLOTS
    found: list[datetime] = []
    for day in _days(first):
        if len(found) >= count:
            break
        if is_working_day(day, holidays):
            found += [
                moment for slot in sorted(slots) if (moment := datetime.combine(day, slot)) not in taken
            ]
    return found[:count]


def _days(first: date) -> Iterator[date]:
    """Return a year of days, the first one first."""
    return (first + timedelta(days=number) for number in range(AHEAD))


def can_plan_for(term: Span, *, on: date) -> bool:
    """Say whether a talk is still planned for a quarter: until a month after its last day."""
    return term.ended_on is None or on <= term.ended_on + timedelta(days=AFTERWARDS)


def time_fault(moment: datetime, *, now: datetime, latest: date) -> str:
    """Return why a talk cannot be planned for a moment (both local); nothing when it can."""
    if moment < now:
        return "Pilih waktu yang masih di depan. Dialog yang sudah berlangsung bisa langsung dicatat."
    if moment.date() > latest:
        return f"Pilih tanggal paling lambat {latest:%d-%m-%Y}, hari terakhir evaluasi tahun ini."
    return ""


def held_fault(day: date, *, first: date, today: date) -> str:
    """Return why a talk cannot have been held on a day; nothing when it can."""
    if day > today:
        return "Isi tanggal dialog yang sudah berlangsung, paling akhir hari ini."
    if day < first:
        return f"Isi tanggal sejak {first:%d-%m-%Y}, awal masa yang dibicarakan."
    return ""


# --- What follows -------------------------------------------------------------------------------


@dataclass(frozen=True)
class FollowUpDraft:
    """What one of the two is going to do; `pk` when it stood there before."""

    text: str
    side: Side
    due_on: date
    pk: int | None = None


def due_words(*, due_on: date, done_on: date | None, today: date) -> tuple[str, str]:
    """Return how a follow-up stands, in neutral words, and the kind of tag."""
    if done_on is not None:
        return "Selesai", "ok"
    if due_on < today:
        return "Masih terbuka", "info"
    days = (due_on - today).days
    near = {0: "Hari ini", 1: "Besok"}
    return near.get(days, f"{days} hari lagi"), "info" if days <= 7 else "mute"
