"""Ready-made starting schemes: a complete draft of each category, which the desk then changes as it likes.

Decided by the house on measurement research 6.3 (eligibility) and domain research 9.3 (criteria by which the
state honours its servants: results with effect, innovation, example, integrity; two years at least Baik).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from .anchors import ANCHORS, STARTING_JURY
from .scheme import SOURCE_LABELS, Category, Condition, Measured, RuleKind, Source


@dataclass(frozen=True)
class Starting:
    """What a new draft begins with."""

    name: str
    purpose: str
    places: int
    conditions: tuple[Condition, ...]
    criteria: tuple[Measured, ...]


def _by(source: Source, weight: int) -> Measured:
    return Measured(source, SOURCE_LABELS[source], Decimal(weight), ANCHORS[source])


def _jury(label: str, weight: int) -> Measured:
    return Measured(Source.JURY, label, Decimal(weight), STARTING_JURY[label])


def _is(kind: RuleKind, amount: int | None = None, word: str = "") -> Condition:
    return Condition(kind, word, None if amount is None else Decimal(amount))


_FAIR = (_is(RuleKind.OBJECTION), _is(RuleKind.COMMITTEE), _is(RuleKind.CONFLICT))
_PROVEN = (_is(RuleKind.SETTLED), _is(RuleKind.REPORTED), _is(RuleKind.EVIDENCE))
_CLEAN = _is(RuleKind.DISCIPLINE, 1)

STARTING: dict[Category, Starting] = {
    Category.YEAR: Starting(
        "Pegawai berprestasi {year}",
        "Menghargai pegawai yang hasilnya paling terasa sepanjang tahun dan cara kerjanya patut dicontoh.",
        10,
        (
            _is(RuleKind.PREDICATE, 2, "BAIK"),
            _is(RuleKind.MONTHS, 6),
            _CLEAN,
            *_PROVEN,
            _is(RuleKind.REVIEWERS, 3),
            *_FAIR,
            _is(RuleKind.REST, 1),
        ),
        (
            _by(Source.ACHIEVEMENT, 30),
            _by(Source.RESULTS, 20),
            _by(Source.CONTRIBUTION, 15),
            _by(Source.TEAMWORK, 15),
            _by(Source.ATTENDANCE, 5),
            _jury("Teladan bagi rekan", 15),
        ),
    ),
    Category.QUARTER: Starting(
        "Pegawai berprestasi {term} {year}",
        "Menghargai hasil yang baru saja dicapai, supaya apresiasi tidak menunggu akhir tahun.",
        3,
        (_is(RuleKind.PREDICATE, 1, "BAIK"), _is(RuleKind.MONTHS, 3), _CLEAN, *_FAIR, _is(RuleKind.REST, 1)),
        (
            _by(Source.ACHIEVEMENT, 40),
            _by(Source.RESULTS, 30),
            _by(Source.ATTENDANCE, 10),
            _jury("Teladan bagi rekan", 20),
        ),
    ),
    Category.UNIT: Starting(
        "Unit berprestasi {year}",
        "Menghargai unit yang bersama-sama mencapai sasaran dan didengar baik oleh warganya.",
        3,
        (_is(RuleKind.CONFLICT), _is(RuleKind.REST, 1)),
        (
            _by(Source.CONTRIBUTION, 40),
            _by(Source.VOICE, 25),
            _by(Source.ATTENDANCE, 10),
            _jury("Perubahan cara kerja unit", 25),
        ),
    ),
    Category.TEAM: Starting(
        "Tim berprestasi {year}",
        "Menghargai tim yang hasilnya lahir dari kerja sama, juga lintas unit.",
        3,
        (_is(RuleKind.COMMITTEE), _is(RuleKind.CONFLICT), _is(RuleKind.REST, 1)),
        (
            _jury("Hasil tim", 40),
            _jury("Kerja sama dalam tim", 30),
            _jury("Manfaat bagi warga", 30),
        ),
    ),
    Category.INNOVATION: Starting(
        "Inovasi {year}",
        "Menghargai gagasan yang sudah berjalan dan manfaatnya bisa ditunjukkan.",
        5,
        (_is(RuleKind.PREDICATE, 1, "BAIK"), _CLEAN, *_FAIR),
        (
            _jury("Manfaat bagi warga", 40),
            _jury("Kebaruan", 25),
            _jury("Bisa diteruskan dan ditiru", 25),
            _by(Source.ACHIEVEMENT, 10),
        ),
    ),
    Category.SERVICE: Starting(
        "Pelayanan kepada warga {year}",
        "Menghargai pegawai yang membuat warga merasa dilayani.",
        5,
        (_is(RuleKind.PREDICATE, 1, "BAIK"), _is(RuleKind.MONTHS, 6), _CLEAN, *_FAIR, _is(RuleKind.REST, 1)),
        (
            _jury("Sikap melayani", 40),
            _by(Source.VOICE, 20),
            _by(Source.BEHAVIOUR, 20),
            _by(Source.ATTENDANCE, 10),
            _by(Source.TEAMWORK, 10),
        ),
    ),
    Category.IMPROVEMENT: Starting(
        "Kemajuan {year}",
        "Menghargai pegawai yang paling jauh melangkah dibandingkan tahun lalu.",
        5,
        (_is(RuleKind.PREDICATE, 1, "BAIK"), _is(RuleKind.MONTHS, 12), _CLEAN, *_PROVEN, *_FAIR),
        (
            _by(Source.IMPROVEMENT, 50),
            _by(Source.ACHIEVEMENT, 20),
            _by(Source.BEHAVIOUR, 15),
            _jury("Teladan bagi rekan", 15),
        ),
    ),
}
