"""Judges moves as a whole, one or hundreds: people, units, one head per unit, dates, loops of superiors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from .move_row import NIP, SINCE, SUPERIOR, TITLE, UNIT, MoveRow, MoveVerdict
from .nip import format_nip
from .position import MANAGERIAL, POSITION_LABELS, PositionKind, functional_level, position_kind
from .superior import find_loops

Lines = Callable[[Sequence[MoveRow]], Mapping[str, str | None]]


@dataclass(frozen=True, slots=True)
class Post:
    """A definitive placement of a person: `unit` is a code."""

    unit: str
    title: str
    is_head: bool
    started_on: date


@dataclass(frozen=True, slots=True)
class Mover:
    """What a move needs to know of a person: the running post, and the last day of those that ended."""

    name: str
    is_active: bool
    post: Post | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Leader:
    """Who leads a unit definitively, now or from a later day on."""

    nip: str
    name: str
    started_on: date
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class Place:
    """What a move needs to know of a unit."""

    name: str
    echelon: str = ""
    closed_on: date | None = None
    leaders: tuple[Leader, ...] = ()


@dataclass(frozen=True, slots=True)
class MoveFacts:
    """Everything that is known: people by NIP, units by code, kinds of positions by title in small letters.

    `lines` says who appraises whom (by NIP) once the given rows were applied.
    """

    people: Mapping[str, Mover]
    units: Mapping[str, Place]
    kinds: Mapping[str, Sequence[PositionKind]] = field(default_factory=dict)
    lines: Lines = field(default=lambda rows: {})


def judge_moves(verdicts: Sequence[MoveVerdict], facts: MoveFacts) -> None:
    """Refuse the rows that do not fit the agency or each other, until no further row falls.

    A row that falls may take others with it: who was to follow a head that stays after all.
    """
    _refuse_twins(verdicts)
    for verdict in verdicts:
        _judge_alone(verdict, facts)
    sound = -1
    while sound != (sound := sum(verdict.row is not None for verdict in verdicts)):
        _refuse_heads(verdicts, facts)
        _refuse_loops(verdicts, facts)
    led = {verdict.row.unit for verdict in verdicts if verdict.row and verdict.row.is_head}
    for verdict in verdicts:
        if verdict.row is not None:
            verdict.notes = _notes(verdict.row, led, facts)


def kind_of(row: MoveRow, facts: MoveFacts) -> PositionKind:
    """Return the kind of a position by its title: as the agency knows it, else as its name and rank say.

    A title with a jenjang is functional; a new post of a head takes its kind from the unit's echelon,
    every other one is a pelaksana. Decided here: the file does not carry the kind.
    """
    if row.kind:
        return PositionKind(row.kind)
    known = facts.kinds.get(row.title.casefold(), ())
    if known:
        fitting = [kind for kind in known if (kind in MANAGERIAL) == row.is_head]
        return (fitting or list(known))[0]
    if functional_level(row.title):
        return PositionKind.FUNCTIONAL
    structural = position_kind("Jabatan Struktural", facts.units[row.unit].echelon)
    return structural if row.is_head and structural else PositionKind.EXECUTIVE


# --- Each row by itself ------------------------------------------------------------------------------


def _refuse_twins(verdicts: Sequence[MoveVerdict]) -> None:
    places: dict[str, list[MoveVerdict]] = defaultdict(list)
    for verdict in verdicts:
        if verdict.nip:
            places[verdict.nip].append(verdict)
    for nip, twins in places.items():
        for verdict in twins if len(twins) > 1 else []:
            others = ", ".join(str(twin.line) for twin in twins if twin is not verdict)
            cause = f"NIP yang sama juga ada di baris {others}."
            verdict.refuse(NIP, format_nip(nip), cause, "Sisakan satu baris untuk tiap orang.")


def _judge_alone(verdict: MoveVerdict, facts: MoveFacts) -> None:
    mover = facts.people.get(verdict.nip)
    verdict.name = mover.name if mover else ""
    row = verdict.row
    if row is None:
        return
    shown = format_nip(row.nip)
    if mover is None:
        cause = "bentuk NIP ini benar, tetapi tidak ada pegawai dengan NIP ini."
        verdict.refuse(NIP, shown, cause, "Cocokkan dengan SIASN, atau impor pegawainya dulu.")
    elif not mover.is_active:
        cause = f"{mover.name} sudah tidak aktif."
        verdict.refuse(NIP, shown, cause, "Hapus baris ini, atau aktifkan lagi lewat impor pegawai.")
    else:
        _judge_date(verdict, row, mover)
    _judge_unit(verdict, row, facts.units.get(row.unit))
    if row.superior:
        _judge_superior(verdict, row, facts.people.get(row.superior))


def _judge_date(verdict: MoveVerdict, row: MoveRow, mover: Mover) -> None:
    post, since = mover.post, f"{row.since:%d-%m-%Y}"
    if post and (post.unit, post.title.casefold(), post.is_head) == (
        row.unit,
        row.title.casefold(),
        row.is_head,
    ):
        cause = "pegawai ini sudah memegang jabatan itu di unit itu."
        verdict.refuse(TITLE, row.title, cause, "Hapus baris ini, atau betulkan jabatan atau unitnya.")
    elif post and row.since <= post.started_on:
        cause = f"jabatan sekarang baru mulai {post.started_on:%d-%m-%Y}."
        verdict.refuse(SINCE, since, cause, "Isi TMT setelah tanggal itu.")
    elif not post and mover.until and row.since <= mover.until:
        cause = f"jabatan sebelumnya masih berjalan sampai {mover.until:%d-%m-%Y}."
        verdict.refuse(SINCE, since, cause, "Isi TMT setelah tanggal itu.")


def _judge_unit(verdict: MoveVerdict, row: MoveRow, place: Place | None) -> None:
    if place is None:
        cause = "tidak ada unit dengan kode ini."
        verdict.refuse(UNIT, row.unit, cause, "Salin kodenya dari daftar unit.")
    elif place.closed_on is not None:
        cause = f"{place.name} sudah ditutup sejak {place.closed_on:%d-%m-%Y}."
        verdict.refuse(UNIT, row.unit, cause, "Isi kode unit penggantinya.")


def _judge_superior(verdict: MoveVerdict, row: MoveRow, superior: Mover | None) -> None:
    shown = format_nip(row.superior)
    if row.superior == row.nip:
        cause = "pegawai tidak menilai dirinya sendiri."
        verdict.refuse(SUPERIOR, shown, cause, "Isi NIP atasannya, atau kosongkan.")
    elif superior is None:
        cause = "bentuk NIP ini benar, tetapi tidak ada pegawai dengan NIP ini."
        verdict.refuse(SUPERIOR, shown, cause, "Cocokkan dengan SIASN, atau kosongkan.")
    elif not superior.is_active:
        verdict.refuse(SUPERIOR, shown, f"{superior.name} sudah tidak aktif.", "Isi atasan yang masih aktif.")


# --- Rows beside each other ---------------------------------------------------------------------------


def _refuse_heads(verdicts: Sequence[MoveVerdict], facts: MoveFacts) -> None:
    """Refuse rows that claim the lead of a unit whose head stays, or that another row claims too."""
    rows = {verdict.nip: verdict.row for verdict in verdicts if verdict.row}
    lines = {verdict.nip: verdict.line for verdict in verdicts}
    claims: dict[str, list[MoveVerdict]] = defaultdict(list)
    for verdict in verdicts:
        if verdict.row and verdict.row.is_head:
            claims[verdict.row.unit].append(verdict)
    for code, claiming in claims.items():
        place = facts.units[code]
        for verdict in claiming if len(claiming) > 1 else []:
            others = ", ".join(str(other.line) for other in claiming if other is not verdict)
            cause = f"baris {others} juga menunjuk kepala {place.name}."
            verdict.refuse(UNIT, code, cause, "Sisakan satu kepala untuk tiap unit.")
        for verdict in claiming if len(claiming) == 1 else []:
            assert verdict.row is not None
            for leader in place.leaders:
                if _stays(leader, verdict.row, rows.get(leader.nip)):
                    sound = rows.get(leader.nip) is not None
                    verdict.refuse(UNIT, code, *_still_led(place, leader, lines.get(leader.nip), sound))
                    break


def _stays(leader: Leader, claim: MoveRow, own: MoveRow | None) -> bool:
    """Say whether a head still leads the unit on some day after the claim begins."""
    if leader.nip == claim.nip or (leader.ended_on is not None and leader.ended_on < claim.since):
        return False
    leaves = own is not None and not (own.is_head and own.unit == claim.unit)
    return not (leaves and own is not None and leader.started_on < own.since <= claim.since)


def _still_led(place: Place, leader: Leader, line: int | None, sound: bool) -> tuple[str, str]:
    """Return why a unit still has its head, and what mends it; `line` is where the file moves the head."""
    if line is not None and not sound:
        cause = f"{place.name} masih dipimpin {leader.name}, yang barisnya ({line}) perlu diperbaiki."
        return cause, f"Perbaiki baris {line} dulu."
    if line is not None:
        cause = f"{place.name} masih dipimpin {leader.name} (baris {line}) pada tanggal itu."
        return cause, f"Samakan TMT-nya dengan baris {line}."
    cause = f"{place.name} masih dipimpin {leader.name}, yang tidak pindah di berkas ini."
    return cause, "Tambahkan baris untuk kepala itu, atau akhiri dulu penempatannya."


def _refuse_loops(verdicts: Sequence[MoveVerdict], facts: MoveFacts) -> None:
    """Refuse the rows that would let people appraise each other in a ring."""
    sound = {verdict.nip: verdict for verdict in verdicts if verdict.row}
    parents = facts.lines([verdict.row for verdict in sound.values() if verdict.row])
    for ring in find_loops(parents):
        inside = [sound[nip] for nip in ring if nip in sound]
        named = [verdict for verdict in inside if verdict.row and verdict.row.superior]
        people = [
            facts.people[nip].name if nip in facts.people else format_nip(nip) for nip in (*ring, ring[0])
        ]
        cause = f"atasan berputar: {' dinilai '.join(people)}."
        for verdict in named or inside:
            assert verdict.row is not None
            if named:
                shown = format_nip(verdict.row.superior)
                verdict.refuse(SUPERIOR, shown, cause, "Isi atasan lain, atau kosongkan.")
            else:
                repair = "Akhiri dulu penetapan atasan yang memutarnya."
                verdict.refuse(UNIT, verdict.row.unit, cause, repair)


def _notes(row: MoveRow, led: Collection[str], facts: MoveFacts) -> list[str]:
    """Return what somebody should know of a sound row: a new position, a unit that stays without head."""
    notes = []
    if row.title.casefold() not in facts.kinds:
        kind = POSITION_LABELS[kind_of(row, facts).value].lower()
        notes.append(f"Jabatan ini baru, dicatat sebagai jabatan {kind}.")
    post = facts.people[row.nip].post
    left = post is not None and post.is_head and (post.unit != row.unit or not row.is_head)
    if post and left and post.unit not in led:
        name = facts.units[post.unit].name if post.unit in facts.units else post.unit
        notes.append(f"{name} belum punya kepala pengganti; yang di atasnya menilai.")
    return notes
