"""The health of the appraisal itself (monev): its figures, what a change is, what follows for trust.

Measurement research 5.6: changes against the last period are told, never a place among others. The borders
are decided here, except those of agreement and habit (multirater/rules/reliability.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from .equal import LEVEL, Tally, fisher


class Figure(StrEnum):
    """What is watched."""

    COMPLETE = "LENGKAP"  # people with a plan who have a shared annual result
    ON_TIME = "TEPAT_WAKTU"  # results shared up to the last day of the annual evaluation
    PEERS = "TIGA_REKAN"  # reviewed people with three forms of peers
    LINKED = "TERHUBUNG"  # people with a rater who rated in another unit too
    AGREEMENT = "KESEPAKATAN"  # of a person's peers, their mean
    HABIT = "KEBIASAAN"  # share of all differences that lies in the raters
    FLAT = "SERAGAM"  # official forms with all behaviours alike
    CORRELATION = "SEJALAN"  # rating of results and mean realisation
    GUIDE = "PANDUAN"  # graded units whose predicates agree with the guide
    CALIBRATED = "KALIBRASI"  # cases that a meeting changed
    RAISED = "DINAIKKAN"  # of the changed cases, those that went up
    OBJECTED = "KEBERATAN"  # shared results that were objected to
    ACCEPTED = "DIUBAH"  # decided objections that changed the result
    DAYS = "HARI"  # median from objection to decision
    LOOKS = "DILIHAT"  # days on which somebody opened another person's record


LEAST = 10  # people behind a share that is told
MATTERS = 5  # points of change that are worth a word
HIGH_SHARE, LOW_HABIT, HIGH_HABIT, MOSTLY_FLAT, CONNECTED = 90, 15, 35, 50, 50  # per cent
SOUND, USABLE = Decimal("0.70"), Decimal("0.50")


@dataclass(frozen=True)
class Reading:
    """One figure of one year: a share as `count` of `people`, or a number with or without an interval."""

    figure: Figure
    count: int | None = None
    people: int = 0
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def percent(self) -> int | None:
        """The share in whole per cent, rounded half up; None for numbers and for few people."""
        least = 1 if self.figure is Figure.GUIDE else LEAST  # units, not people
        if self.count is None or self.people < least:
            return None
        return (200 * self.count + self.people) // (2 * self.people)

    @property
    def is_known(self) -> bool:
        """Whether there is anything to tell."""
        return self.percent is not None if self.count is not None else self.value is not None

    def to_json(self) -> dict[str, Any]:
        """Return what is stored; `from_json` reads it."""
        numbers = {name: getattr(self, name) for name in ("value", "low", "high")}
        texts = {name: str(number) for name, number in numbers.items() if number is not None}
        return texts | ({} if self.count is None else {"count": self.count}) | {"people": self.people}

    @classmethod
    def from_json(cls, figure: Figure, data: Mapping[str, Any]) -> Reading:
        """Return the reading that `to_json` wrote down."""
        numbers = {name: Decimal(data[name]) for name in ("value", "low", "high") if name in data}
        return cls(figure, data.get("count"), data["people"], **numbers)


@dataclass(frozen=True)
class Change:
    """How a figure lies to the last year: points or steps up or down, and whether chance explains it."""

    by: Decimal
    is_marked: bool


def change(now: Reading, before: Reading | None) -> Change | None:
    """Return the change of a figure, None without both.

    A share is marked when it moved five points or more and the exact p is below .05; a number with
    intervals when they lie apart; other numbers never.
    """
    if before is None or not now.is_known or not before.is_known:
        return None
    if now.count is not None and before.count is not None:
        assert now.percent is not None
        assert before.percent is not None
        points = now.percent - before.percent
        two = Tally(now.people, now.count), Tally(before.people, before.count)
        return Change(Decimal(points), abs(points) >= MATTERS and fisher(*two) < LEVEL)
    if now.value is None or before.value is None:
        return None
    ends = (now.low, now.high, before.low, before.high)
    apart = False
    if None not in ends:
        apart = now.low > before.high or now.high < before.low  # type: ignore[operator]
    return Change(now.value - before.value, apart)


# --- What follows -----------------------------------------------------------------------------------


@dataclass
class Lessons:
    """What can be trusted this year, what cannot, and what to change."""

    trusted: list[str] = field(default_factory=list)
    doubtful: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)


def lessons(found: Mapping[Figure, Reading]) -> Lessons:
    """Return what the figures of a year say in plain words; a figure that is not known is a doubt itself."""
    told = Lessons()
    for figure, judge in JUDGES.items():
        judge(found.get(figure) or Reading(figure), told)
    return told


def _complete(one: Reading, told: Lessons) -> None:
    if one.percent is None:
        told.doubtful.append("Hasil tahunan belum cukup banyak untuk dibaca.")
    elif one.percent >= HIGH_SHARE:
        told.trusted.append(f"Gambaran instansi hampir lengkap: {one.percent}% pegawai punya hasil tahunan.")
    else:
        told.doubtful.append(f"Baru {one.percent}% pegawai punya hasil tahunan; sisanya bisa berbeda.")
        told.steps.append("Selesaikan hasil yang belum dibagikan sebelum angka dipakai untuk keputusan.")


def _on_time(one: Reading, told: Lessons) -> None:
    if one.percent is not None and one.percent < HIGH_SHARE:
        told.steps.append(
            f"{100 - one.percent}% hasil dibagikan sesudah masa evaluasi tahunan. Mulai dialog lebih awal."
        )


def _linked(one: Reading, told: Lessons) -> None:
    if one.percent is not None and one.percent >= CONNECTED:
        told.trusted.append(f"Standar antarunit dapat dibandingkan untuk {one.percent}% pegawai.")
        return
    told.doubtful.append("Nilai antarunit belum dapat dibandingkan: penilai lintas unit terlalu sedikit.")
    told.steps.append("Tambah rekan dari unit lain pada putaran 360 berikutnya; lihat Keterbandingan.")


def _agreement(one: Reading, told: Lessons) -> None:
    if one.value is None:
        told.doubtful.append("Kesepakatan penilai 360 belum dapat dihitung.")
    elif one.value >= SOUND:
        told.trusted.append("Umpan balik rekan cukup sepakat untuk dipakai sebagai bahan.")
    else:
        weak = "hanya untuk pengembangan" if one.value >= USABLE else "belum untuk keputusan apa pun"
        told.doubtful.append(f"Umpan balik rekan kurang sepakat; pakai {weak}.")
        told.steps.append("Minta lebih banyak formulir per orang, tentang perilaku yang terlihat.")


def _habit(one: Reading, told: Lessons) -> None:
    if one.value is None:
        told.doubtful.append("Kebiasaan penilai dan kinerja belum dapat dipisahkan.")
    elif one.value < LOW_HABIT:
        told.trusted.append("Kebiasaan penilai hanya sebagian kecil dari perbedaan nilai.")
    else:
        share = f"{one.value.to_integral_value()}%"
        told.doubtful.append(f"{share} perbedaan nilai berasal dari kebiasaan penilai.")
        if one.value >= HIGH_HABIT:
            told.steps.append("Ajak para atasan berlatih menilai (Belajar) dan perluas rapat kalibrasi.")


def _flat(one: Reading, told: Lessons) -> None:
    if one.percent is None or one.percent < MOSTLY_FLAT:
        return
    told.doubtful.append(f"{one.percent}% formulir memberi rating sama untuk semua perilaku.")
    told.steps.append("Minta satu kejadian nyata untuk perilaku yang menonjol.")


def _correlation(one: Reading, told: Lessons) -> None:
    if one.low is not None and one.low > 0:
        told.trusted.append("Rating hasil kerja sejalan dengan realisasi target.")
    elif one.value is not None:
        told.doubtful.append("Rating hasil kerja belum terlihat sejalan dengan realisasi target.")
        told.steps.append("Periksa apakah target terlalu mudah, atau realisasi tidak dipakai saat menilai.")


JUDGES = {
    Figure.COMPLETE: _complete,
    Figure.ON_TIME: _on_time,
    Figure.LINKED: _linked,
    Figure.AGREEMENT: _agreement,
    Figure.HABIT: _habit,
    Figure.FLAT: _flat,
    Figure.CORRELATION: _correlation,
}
