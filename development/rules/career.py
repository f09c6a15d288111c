"""Plain answers to what a career asks of the annual predicates: met, not yet, or not known; never a verdict.

Sources: domain research 9.1 and 3.5. The figures are policy (keys karier_*); each use of an answer names its
source and how sure it is. Nothing here says that somebody will be promoted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum

from indicators.rules import CONFIDENCE_LABELS, Confidence
from organizations.rules import PNS_RANKS, years_between
from reviews.rules.evaluation import PREDICATE_LABELS, Predicate

Figures = Mapping[str, Decimal]
YEARS = 5  # of the history, besides the running one (domain research 9.1)
GOOD = frozenset({Predicate.GOOD, Predicate.EXCELLENT})
EXCELLENT = frozenset({Predicate.EXCELLENT})
RANKS = tuple(PNS_RANKS)


class Service(StrEnum):
    """Which rules of a career apply to somebody."""

    CIVIL_SERVANT = "PNS"
    CONTRACT = "PPPK"
    OTHER = "LAIN"


@dataclass(frozen=True)
class Use:
    """What an answer is used for, with the source and how sure it is."""

    text: str
    source: str
    confidence: Confidence

    @property
    def sureness(self) -> str:
        """How sure the rule is, in words."""
        return CONFIDENCE_LABELS[self.confidence]


@dataclass(frozen=True)
class Answer:
    """One question: met (True), not yet (False) or not known (None), the fact, and a date if one counts."""

    key: str
    question: str
    met: bool | None
    fact: str
    uses: tuple[Use, ...]
    on: date | None = None

    @property
    def words(self) -> tuple[str, str]:
        """The answer in words and its kind of tag."""
        if self.met is None:
            return "Belum diketahui", "mute"
        return ("Terpenuhi", "ok") if self.met else ("Belum terpenuhi", "info")


@dataclass(frozen=True)
class Facts:
    """What is known of a person on a day; `years` are the final annual predicates."""

    years: Mapping[int, Predicate]
    on: date
    service: Service = Service.CIVIL_SERVANT
    started_on: date | None = None  # first appointment, by the NIP
    rank: str = ""
    rank_since: date | None = None
    superior_rank: str = ""
    is_functional: bool = False
    ideas: frozenset[int] = frozenset()  # years whose result names a new idea

    @property
    def last_year(self) -> int:
        """The year whose result counts as the last: the running one once it is final, else the one before."""
        return self.on.year if self.on.year in self.years else self.on.year - 1

    def last(self, count: int) -> list[int]:
        """Return the last years whose results count, newest first."""
        return [self.last_year - step for step in range(count)]

    def latest(self, count: int) -> list[Predicate]:
        """Return the predicates of the last years, newest first, up to the first that is missing."""
        found = []
        for year in self.last(count):
            if year not in self.years:
                break
            found.append(self.years[year])
        return found

    def gaps(self, first: int) -> list[int]:
        """Return the years from one on to the last of which no predicate is here, oldest first."""
        return [year for year in range(first, self.last_year + 1) if year not in self.years]


# --- Uses and their sources ----------------------------------------------------------------------

_MANADO = "Laman BKN Manado"
_FILES = "Daftar berkas ATR/BPN, April 2023"
_SRC, _CODE, _MEM = Confidence.SOURCE, Confidence.CODE, Confidence.MEMORY
USES: dict[str, tuple[Use, ...]] = {
    "baik": (
        Use("Kenaikan pangkat reguler", _MANADO, _SRC),
        Use("Kenaikan pangkat pilihan, struktural dan fungsional (fungsional juga PAK)", _FILES, _SRC),
        Use("Prioritas pengembangan kompetensi", "PP 30/2019", _MEM),
    ),
    "baik_terakhir": (Use("Kenaikan jenjang jabatan fungsional", "PerBKN 3/2023", _SRC),),
    "promosi_jf": (Use("Promosi ke dalam dan dari jabatan fungsional", "Kuis BKN", _CODE),),
    "suksesi": (Use("Prioritas kelompok rencana suksesi", "PP 30/2019", _MEM),),
    "inovasi": (Use("Pemeriksaan berkas atas predikat Sangat Baik", "Satu aplikasi instansi", _CODE),),
    "golongan": (
        Use("Kenaikan pangkat reguler", _MANADO, _SRC),
        Use("Usulan diproses dua belas kali setahun sejak 2025", "Suara.com, Desember 2025", _SRC),
    ),
    "atasan": (Use("Kenaikan pangkat reguler", _MANADO, _SRC),),
    "pensiun": (Use("Berkas pensiun", "Lima aplikasi instansi", _CODE),),
    "pengabdian": (Use("Kenaikan pangkat pengabdian", "Satu aplikasi instansi", _CODE),),
    "disiplin": (
        Use("Jenjang JF (3 tahun terakhir)", "Kuis BKN", _CODE),
        Use("Pengabdian dan pensiun (1 tahun terakhir)", "Aplikasi instansi", _CODE),
    ),
    "perpanjangan": (Use("Perpanjangan perjanjian kerja PPPK", "Modul Kemenag", _SRC),),
}


# --- The answers ---------------------------------------------------------------------------------


def answers(facts: Facts, figures: Figures) -> list[Answer]:
    """Return every answer that applies to a person, in the order of the page."""
    if facts.service is Service.OTHER:
        return []
    if facts.service is Service.CONTRACT:
        return [_present("perpanjangan", facts, 1), _succession(facts, figures)]
    good = int(figures["karier_predikat_tahun"])
    found = [
        _regular(facts, figures),
        _streak("baik", facts, good, GOOD, "paling rendah Baik"),
        _above(facts),
        *_excellent(facts, figures),
    ]
    if facts.is_functional:
        found.insert(2, _streak("baik_terakhir", facts, 1, GOOD, "paling rendah Baik"))
    if Predicate.EXCELLENT in facts.latest(good):
        found.append(_idea(facts, good))
    found += [_present("pensiun", facts, int(figures["karier_pensiun_tahun"])), _long_service(facts, figures)]
    said = "Halaman ini tidak membaca catatan disiplin; BKD memeriksanya."
    return [
        *found,
        Answer("disiplin", "Tanpa hukuman disiplin sedang atau berat?", None, said, USES["disiplin"]),
    ]


def _streak(key: str, facts: Facts, count: int, wanted: frozenset[Predicate], word: str) -> Answer:
    """Answer whether the last years were all among some predicates; a gap is not known, a miss is not yet."""
    years = facts.last(count)
    title = (
        "Predikat tahunan terakhir"
        if count == 1
        else f"{_number(count).capitalize()} predikat tahunan terakhir"
    )
    known = [facts.years[year] in wanted for year in years if year in facts.years]
    is_short = facts.started_on is not None and facts.started_on.year > years[-1]
    met = False if not all(known) or is_short else None if len(known) < count else True
    fact = said(facts, years)
    if is_short:
        fact = f"Mulai bekerja {facts.started_on:%Y}, jadi belum {_number(count)} tahun. {fact}"
    return Answer(key, f"{title} {word}?", met, fact, USES[key])


def _excellent(facts: Facts, figures: Figures) -> list[Answer]:
    """Answer for the posts and for succession; in one where the policy asks both for as many years."""
    count = int(figures["karier_promosi_jf_tahun"])
    found = _streak("promosi_jf", facts, count, EXCELLENT, "Sangat Baik")
    if count == int(figures["karier_suksesi_tahun"]):
        return [replace(found, uses=(*found.uses, *USES["suksesi"]))]
    return [found, _succession(facts, figures)]


def _succession(facts: Facts, figures: Figures) -> Answer:
    return _streak("suksesi", facts, int(figures["karier_suksesi_tahun"]), EXCELLENT, "Sangat Baik")


def _present(key: str, facts: Facts, count: int) -> Answer:
    """Answer whether the results that a file needs are here."""
    years = facts.last(count)
    missing = [year for year in years if year not in facts.years]
    title = (
        "Hasil tahun terakhir sudah ada?"
        if count == 1
        else f"Hasil {_number(count)} tahun terakhir sudah ada?"
    )
    return Answer(key, title, None if missing else True, said(facts, years), USES[key])


def _regular(facts: Facts, figures: Figures) -> Answer:
    """Answer when the years in the last rank are over; the months of processing decide the earliest one."""
    count = int(figures["karier_pangkat_tahun"])
    question = f"Sudah {_number(count)} tahun dalam golongan terakhir?"
    if facts.rank == RANKS[-1]:
        return Answer("golongan", question, None, "Golongan ini sudah yang tertinggi.", USES["golongan"])
    if facts.rank_since is None or not facts.rank:
        fact = "TMT golongan belum tercatat, jadi tanggalnya belum bisa dihitung."
        return Answer("golongan", question, None, fact, USES["golongan"])
    due = first_month(years_after(facts.rank_since, count))
    met = due <= facts.on
    fact = f"{facts.rank} sejak {facts.rank_since.year}. Paling awal bisa diusulkan"
    if met:
        fact = f"{facts.rank} sejak {facts.rank_since.year}. Masanya cukup sejak"
    return Answer("golongan", question, met, fact, USES["golongan"], due)


def _above(facts: Facts) -> Answer:
    """Answer whether the next rank stays at or below that of the direct superior."""
    question = "Pangkat berikutnya tidak melampaui pangkat atasan langsung?"
    if facts.rank not in RANKS or facts.superior_rank not in RANKS:
        return Answer("atasan", question, None, "Golongan salah satunya belum tercatat.", USES["atasan"])
    following = RANKS[min(RANKS.index(facts.rank) + 1, len(RANKS) - 1)]
    fact = f"Berikutnya {following}; atasan langsung {facts.superior_rank}."
    met = RANKS.index(following) <= RANKS.index(facts.superior_rank)
    return Answer("atasan", question, met, fact, USES["atasan"])


def _idea(facts: Facts, count: int) -> Answer:
    years = [year for year in facts.last(count) if facts.years.get(year) == Predicate.EXCELLENT]
    without = [year for year in years if year not in facts.ideas]
    fact = "Pejabat penilai mencatat ide baru. Lampirkan buktinya pada berkas."
    if without:
        fact = f"Belum tercatat ide baru pada hasil {_listed(without)}. Siapkan buktinya bila ada."
    met = None if without else True
    return Answer("inovasi", "Sangat Baik disertai bukti inovasi?", met, fact, USES["inovasi"])


def _long_service(facts: Facts, figures: Figures) -> Answer:
    """Answer for the promotion of long service: years of service and the last predicate (domain 9.1)."""
    whole = int(figures["karier_pengabdian_tahun"])
    short = int(figures["karier_pengabdian_singkat_tahun"])
    question = f"Masa kerja {whole} tahun (atau {short}) dan predikat terakhir paling rendah Baik?"
    if facts.started_on is None:
        fact = "Tanggal pengangkatan tidak terbaca dari NIP."
        return Answer("pengabdian", question, None, fact, USES["pengabdian"])
    served = years_between(facts.started_on, facts.on)
    fact = f"Masa kerja menurut NIP {served} tahun. {said(facts, facts.last(1))}"
    predicate = facts.years.get(facts.last_year)
    if served < short or predicate is not None and predicate not in GOOD:
        return Answer("pengabdian", question, False, fact, USES["pengabdian"])
    if served < whole:
        fact += f" Antara {short} dan {whole} tahun bergantung pada pangkat tertinggi jabatannya."
    met = True if served >= whole and predicate is not None else None
    return Answer("pengabdian", question, met, fact, USES["pengabdian"])


# --- Words ---------------------------------------------------------------------------------------


def said(facts: Facts, years: Sequence[int]) -> str:
    """Return what is known of some years in one line: "2025 Baik; 2024 belum ada di sini."."""
    parts = []
    for year in years:
        predicate = facts.years.get(year)
        parts.append(f"{year} {PREDICATE_LABELS[predicate]}" if predicate else f"{year} belum ada di sini")
    return "; ".join(parts) + "."


def gap_sentence(years: Sequence[int]) -> str:
    """Return what is missing and who brings it in, "" where nothing is."""
    return f"{_listed(years)} belum ada di sini: minta BKD memuatnya." if years else ""


def _listed(years: Iterable[int]) -> str:
    *first, last = (str(year) for year in sorted(years))
    return f"{', '.join(first)} dan {last}" if first else last


def _number(count: int) -> str:
    words = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh")
    return words[count] if count < len(words) else str(count)


# --- Dates and paces -----------------------------------------------------------------------------


def years_after(day: date, count: int) -> date:
    """Return the same day some years later; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + count)
    except ValueError:
        return date(day.year + count, 3, 1)


def first_month(day: date) -> date:
    """Return the first day of a month on or after a day: rank counts from such a day."""
    if day.day == 1:
        return day
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def months_to_go(missing: Decimal, *, points: Decimal, months: int) -> int | None:
    """Return the months until missing points are gathered at a pace of points in some months.

    Nothing missing takes no month; without a pace there is no answer.
    """
    if missing <= 0:
        return 0
    if points <= 0 or months <= 0:
        return None
    return int((missing * months / points).to_integral_value(ROUND_CEILING))
