"""What BKD decides about a round before it opens, and which settings would not protect or not work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .round import SHOWN_FROM, SPREAD_FROM, Choosing, Purpose, RoundStatus

MOST_INVITED, MOST_FORMS, MOST_MONTHS = 15, 40, 24
Fault = tuple[str, str]  # field, sentence

NEXT: dict[RoundStatus, frozenset[RoundStatus]] = {
    RoundStatus.DRAFT: frozenset({RoundStatus.NOMINATION, RoundStatus.OPEN, RoundStatus.CANCELLED}),
    RoundStatus.NOMINATION: frozenset({RoundStatus.OPEN, RoundStatus.CANCELLED}),
    RoundStatus.OPEN: frozenset({RoundStatus.CLOSED, RoundStatus.CANCELLED}),
    RoundStatus.CLOSED: frozenset({RoundStatus.RELEASED}),
    RoundStatus.RELEASED: frozenset(),
    RoundStatus.CANCELLED: frozenset(),
}


@dataclass(frozen=True)
class Setting:
    """The settings of a round, named as its columns; the defaults are those of measurement research 4."""

    name: str
    purpose: Purpose
    questionnaire_id: int
    answer_from: date
    answer_until: date
    explanation: str = ""
    choosing: Choosing = Choosing.RANDOM
    has_superior: bool = True
    has_peers: bool = True
    has_subordinates: bool = True
    has_self: bool = True
    has_partners: bool = False
    peers: int = 5
    subordinates: int = 5
    partners: int = 3
    cross_percent: int = 33
    rater_cap: int = 8
    acquainted_months: int = 3
    shown_from: int = SHOWN_FROM
    spread_from: int = SPREAD_FROM
    shows_superior: bool = True
    nominate_until: date | None = None
    late_until: date | None = None


def may_become(status: str, wanted: RoundStatus) -> bool:
    """Say whether a round in one state may go to another."""
    return wanted in NEXT[RoundStatus(status)]


def faults(setting: Setting) -> list[Fault]:
    """Return what does not protect raters or cannot work: fields with sentences, none when all is well.

    Thresholds: measurement research 4.1, rules 1 and 2. Counts and days: chapter 4 there, limits from here.
    """
    return [*_words(setting), *_thresholds(setting), *_sides(setting), *_limits(setting), *_days(setting)]


def _words(setting: Setting) -> Iterator[Fault]:
    if not setting.name.strip():
        yield "name", "Beri putaran ini nama, misalnya Umpan balik 360 tahun 2026."
    if setting.purpose not in set(Purpose):
        yield "purpose", "Pilih tujuan putaran."


def _thresholds(setting: Setting) -> Iterator[Fault]:
    if setting.shown_from < SHOWN_FROM:
        yield (
            "shown_from",
            f"Batas paling rendah {SHOWN_FROM} formulir. Di bawahnya, jawaban seseorang bisa ditebak.",
        )
    if setting.spread_from < SPREAD_FROM:
        yield (
            "spread_from",
            f"Rentang jawaban paling rendah mulai {SPREAD_FROM} formulir. Di bawahnya, jawaban seseorang "
            "bisa ditebak.",
        )
    elif setting.spread_from < setting.shown_from:
        yield "spread_from", "Batas rentang tidak boleh di bawah batas untuk ditampilkan."


def _sides(setting: Setting) -> Iterator[Fault]:
    if not (setting.has_superior or setting.has_peers or setting.has_subordinates or setting.has_partners):
        yield "sides", "Pilih sedikitnya satu sisi selain diri sendiri."
    counts = (
        ("peers", setting.has_peers, setting.peers, "rekan"),
        ("subordinates", setting.has_subordinates, setting.subordinates, "bawahan"),
        ("partners", setting.has_partners, setting.partners, "mitra"),
    )
    for field, is_asked, count, word in counts:
        if is_asked and not setting.shown_from <= count <= MOST_INVITED:
            yield (
                field,
                f"Undang {setting.shown_from} sampai {MOST_INVITED} {word}; kurang dari itu tidak bisa "
                "ditampilkan.",
            )


def _limits(setting: Setting) -> Iterator[Fault]:
    if not 0 <= setting.cross_percent <= 100:
        yield "cross_percent", "Tulis bagian dari 0 sampai 100 persen."
    if not 1 <= setting.rater_cap <= MOST_FORMS:
        yield "rater_cap", f"Tulis 1 sampai {MOST_FORMS} formulir per penilai."
    if not 0 <= setting.acquainted_months <= MOST_MONTHS:
        yield "acquainted_months", f"Tulis 0 sampai {MOST_MONTHS} bulan."


def _days(setting: Setting) -> Iterator[Fault]:
    if setting.answer_until < setting.answer_from:
        yield "answer_until", "Hari terakhir pengisian tidak boleh sebelum hari pertama."
    if setting.late_until is not None and setting.late_until <= setting.answer_until:
        yield "late_until", "Jawaban susulan berakhir setelah hari terakhir pengisian."
    if setting.choosing == Choosing.NOMINATION and setting.nominate_until is None:
        yield "nominate_until", "Tulis sampai kapan pegawai mengusulkan penilai."
    if setting.nominate_until is not None and setting.nominate_until >= setting.answer_from:
        yield "nominate_until", "Pengusulan berakhir sebelum hari pertama pengisian."
