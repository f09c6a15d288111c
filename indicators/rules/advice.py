"""Advice on what a person wrote: calm, at its place, and never a block (domain research 2.4.2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from .check import Finding, short
from .goal import same_words
from .plan import Approach, Direction, Form, IndicatorDraft, PlanFacts, ResultFacts

RESULTS_ADVISED = 10  # decided here: more than a person and the leader keep in mind in a talk
ACTIVITY_WORDS = frozenset(
    {
        *("melaksanakan", "melakukan", "menjalankan", "mengerjakan", "menyiapkan"),
        *("membantu", "mengikuti", "menghadiri", "bertugas"),
    }
)
PAPER_WORDS = frozenset(
    {
        *("laporan", "dokumen", "berkas", "notulen", "notula", "surat", "lembar"),
        *("eksemplar", "buku", "proposal", "rekapitulasi", "foto"),
    }
)
PERCENT = frozenset({"%", "persen"})
Measure = tuple[str, str]  # an indicator's words and unit, as they compare


@dataclass(frozen=True)
class Backdrop:
    """What lies behind a plan: the targets of the year before, and the results of the leader."""

    year: int = 0  # of the earlier targets
    targets: Mapping[Measure, Decimal] = field(default_factory=dict)
    leader: str = ""  # how the leader is spoken of
    leader_texts: frozenset[str] = frozenset()


def same(text: str) -> str:
    """Return a text as advice compares it: as `same_words`, and without the stops at its ends."""
    return same_words(text).strip(" .;,")


def measure_of(text: str, unit: str) -> Measure:
    """Return what makes two indicators of two years the same one."""
    return same(text), same(unit)


def plan_advice(plan: PlanFacts, behind: Backdrop) -> list[Finding]:
    """Return advice on a whole plan, each with its place; nothing of it stops a submission.

    The regulation asks for results and measures; which words show that they are missing is decided here.
    A missing measure (`measure_advice`) is not among it: the check of the plan names that itself.
    """
    found = []
    for result in plan.results:
        found += _result_advice(plan, result, behind)
    return [*found, *_whole_advice(plan, behind)]


def _result_advice(plan: PlanFacts, result: ResultFacts, behind: Backdrop) -> list[Finding]:
    sentences = [wording_advice(result.text), _leader_advice(result, behind)]
    for indicator in result.indicators:
        sentences.append(_repeated_advice(indicator, behind))
    place = f"hasil-{result.number}"
    return [Finding(sentence, place, blocks=False) for sentence in sentences if sentence]


def _leader_advice(result: ResultFacts, behind: Backdrop) -> str:
    if same(result.text) not in behind.leader_texts:
        return ""
    return f"Hasil ini sama persis dengan RHK {behind.leader}. Coba tulis bagian yang Anda kerjakan sendiri."


def _repeated_advice(indicator: IndicatorDraft, behind: Backdrop) -> str:
    if indicator.target is None or indicator.direction in {Direction.STABLE, Direction.RANGE}:
        return ""
    if behind.targets.get(measure_of(indicator.text, indicator.unit)) != indicator.target:
        return ""
    target = f"{written(indicator.target)} {indicator.unit}".strip()
    return (
        f"Target “{short(indicator.text)}” sama dengan SKP {behind.year} ({target}). "
        "Masih tepat untuk tahun ini?"
    )


def _whole_advice(plan: PlanFacts, behind: Backdrop) -> list[Finding]:
    found = []
    if len(plan.results) > RESULTS_ADVISED:
        sentence = (
            f"SKP ini memuat {len(plan.results)} hasil. Tiga sampai tujuh hasil lebih mudah diingat dan "
            "dibicarakan; hasil yang mirip bisa digabung."
        )
        found.append(Finding(sentence, "daftar", blocks=False))
    drafts = [indicator for result in plan.results for indicator in result.indicators]
    if drafts and all(_counts_paper(draft) for draft in drafts):
        sentence = (
            "Semua indikator menghitung laporan atau dokumen. Coba tambahkan yang dirasakan penerimanya, "
            "misalnya lama layanan, ketepatan, atau kepuasan."
        )
        found.append(Finding(sentence, "daftar", blocks=False))
    if len(drafts) > 1 and all(_is_whole(draft) for draft in drafts):
        sentence = (
            "Semua target 100%. Coba pilih satu atau dua ukuran yang bisa tumbuh, misalnya jumlah, waktu, "
            "atau mutu."
        )
        found.append(Finding(sentence, "daftar", blocks=False))
    unlinked = [result.number for result in plan.results if result.could_link]
    if unlinked and behind.leader_texts and plan.form == Form.STAFF:
        sentence = f"RHK {behind.leader} sudah ada. {_named(unlinked)} bisa ditautkan sekarang."
        found.append(Finding(sentence, "tautan", blocks=False))
    return found


def _counts_paper(draft: IndicatorDraft) -> bool:
    return bool(PAPER_WORDS & set(same(draft.unit).split()))


def _is_whole(draft: IndicatorDraft) -> bool:
    return draft.target == 100 and same(draft.unit) in PERCENT


def _named(numbers: list[int]) -> str:
    *first, last = (str(number) for number in numbers)
    return f"Hasil {', '.join(first)} dan {last}" if first else f"Hasil {last}"


def wording_advice(text: str) -> str:
    """Return advice when a result begins like an activity ("melaksanakan …"), else nothing."""
    words = text.split(maxsplit=1)
    if not words or words[0].strip(".,:;“”\"'").lower() not in ACTIVITY_WORDS:
        return ""
    return (
        f"“{words[0].capitalize()} …” menyebut kegiatan. Coba tulis hasilnya, misalnya “Tersusunnya …” "
        "atau “Meningkatnya …”. Boleh disimpan dulu."
    )


def measure_advice(indicator: IndicatorDraft, approach: Approach) -> str:
    """Return advice when an indicator has no measure yet, else nothing."""
    if approach == Approach.QUALITATIVE or (indicator.target is not None and indicator.unit.strip()):
        return ""
    return f"Target “{short(indicator.text)}” belum punya ukuran. Boleh disimpan dulu."


def written(number: Decimal) -> str:
    """Return a number as people in Indonesia write it: "1.240", "1,5"."""
    text = f"{number:,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.translate(str.maketrans(",.", ".,"))
