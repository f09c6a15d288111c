"""What must be there when a plan is submitted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .plan import (
    ANNEX_LABELS,
    Approach,
    Direction,
    Form,
    IndicatorDraft,
    PlanFacts,
    ResultFacts,
    ResultKind,
)

BEHAVIOUR_COUNT = 7  # BerAKHLAK (SE MenPANRB 20/2021)
WRONG_SUPERIOR = "Laporkan lewat “Atasan saya keliru”."


@dataclass(frozen=True)
class Finding:
    """One thing the check found: a sentence, where to mend it, whether it stops the submission, in brief."""

    sentence: str
    place: str
    blocks: bool = True
    brief: str = ""


def check_plan(plan: PlanFacts) -> list[Finding]:
    """Return what is still missing before the plan can be submitted; advice comes with blocks=False.

    Source: domain research 11.4, built on PermenPANRB 6/2022 and the official forms.
    """
    return [
        *_check_results(plan),
        *_check_people(plan),
        *_check_span(plan),
        *_check_lists(plan),
        *_check_manuals(plan),
    ]


def _check_results(plan: PlanFacts) -> list[Finding]:
    found = []
    if not any(result.kind == ResultKind.MAIN for result in plan.results):
        found.append(
            Finding(
                "Tambahkan paling sedikit satu hasil kerja utama.", "hasil", brief="tambahkan hasil utama"
            )
        )
    for result in plan.results:
        number, place = result.number, f"hasil-{result.number}"
        if not result.text.strip():
            sentence = f"Tulis rencana hasil kerja nomor {number}."
            found.append(Finding(sentence, place, brief=f"tulis hasil {number}"))
        if not result.indicators:
            sentence = f"Tambahkan paling sedikit satu indikator pada hasil {number}."
            found.append(Finding(sentence, place, brief=f"tambahkan indikator hasil {number}"))
        for indicator in result.indicators:
            found += _check_indicator(plan, result.number, indicator)
        found += _check_support(plan, result, place)
    return found


def _check_indicator(plan: PlanFacts, number: int, indicator: IndicatorDraft) -> list[Finding]:
    place = f"hasil-{number}"
    where = f"indikator “{short(indicator.text)}” pada hasil {number}"
    found = _check_target(plan, number, indicator, where)
    if plan.form == Form.LEADER and not indicator.perspectives:
        sentence = f"Pilih perspektif untuk {where}."
        found.append(Finding(sentence, place, brief=f"pilih perspektif hasil {number}"))
    return found


def _check_target(plan: PlanFacts, number: int, indicator: IndicatorDraft, where: str) -> list[Finding]:
    place, brief = f"hasil-{number}", f"tulis target hasil {number}"
    if plan.approach != Approach.QUANTITATIVE:
        return []
    found = []
    if indicator.target is None or not indicator.unit.strip():
        sentence = f"Tulis target dengan angka dan satuan untuk {where}, misalnya 12 laporan."
        found.append(Finding(sentence, place, brief=brief))
    elif indicator.target == 0 and indicator.direction == Direction.HIGHER:
        # Measurement research 6.1: a target of zero has no achievement where higher is better.
        sentence = f"Tulis target di atas 0 untuk {where}, atau pilih “Makin rendah makin baik”."
        found.append(Finding(sentence, place, brief=brief))
    elif indicator.target_until is None and indicator.direction == Direction.RANGE:
        sentence = f"Tulis kedua batas rentang untuk {where}, misalnya 90 sampai 95 persen."
        found.append(Finding(sentence, place, brief=brief))
    if plan.form == Form.STAFF and not indicator.aspect:
        sentence = f"Pilih aspek untuk {where}: kuantitas, kualitas, waktu, atau biaya."
        found.append(Finding(sentence, place, brief=f"pilih aspek hasil {number}"))
    return found


def _check_support(plan: PlanFacts, result: ResultFacts, place: str) -> list[Finding]:
    linked = result.supports or bool(result.reason.strip())
    if plan.form == Form.LEADER and result.supports:
        sentence = f"Kosongkan RHK pimpinan pada hasil {result.number}: formulir JPT tidak memuatnya."
        return [Finding(sentence, place, brief=f"kosongkan RHK pimpinan hasil {result.number}")]
    if plan.form == Form.STAFF and not linked:
        sentence = (
            f"Pilih RHK pimpinan yang didukung hasil {result.number}, atau tulis alasannya bila belum ada."
        )
        return [Finding(sentence, place, brief=f"pilih RHK pimpinan hasil {result.number}")]
    return []


def _check_people(plan: PlanFacts) -> list[Finding]:
    if plan.superior is None:
        cause = "Atasan Anda belum ditetapkan."
    elif plan.superior == plan.owner:
        cause = "Anda tercatat sebagai atasan sendiri."
    elif not plan.superior_active:
        cause = "Atasan Anda tercatat tidak aktif."
    else:
        return []
    return [Finding(f"{cause} {WRONG_SUPERIOR}", "atasan", brief="pastikan atasan Anda")]


def _check_span(plan: PlanFacts) -> list[Finding]:
    span = plan.span
    if span.ended_on is None or span.ended_on < span.started_on:
        fault = "Isi tanggal mulai dan tanggal selesai SKP dengan urutan yang benar."
    elif span.started_on.year != span.ended_on.year:
        fault = "Masa SKP berada dalam satu tahun kalender."
    elif any(span.overlaps(other) for other in plan.other_spans):
        fault = "Masa SKP ini bertumpuk dengan SKP Anda yang lain pada jabatan yang sama."
    else:
        return []
    return [Finding(fault, "masa", brief="periksa masa SKP")]


def _check_lists(plan: PlanFacts) -> list[Finding]:
    found = []
    if plan.behaviours < BEHAVIOUR_COUNT:
        sentence = "Tujuh perilaku BerAKHLAK belum lengkap. Buka kembali bagian perilaku."
        found.append(Finding(sentence, "perilaku", brief="lengkapi perilaku"))
    found += [
        Finding(f"Lampiran {name.lower()} masih kosong. Boleh diajukan dulu.", "lampiran", blocks=False)
        for kind, name in ANNEX_LABELS.items()
        if kind not in plan.annexes
    ]
    return found


def _check_manuals(plan: PlanFacts) -> list[Finding]:
    # Obligatory for JPT and heads of units only from memory (domain research 2.4.4), so nothing stops here.
    if plan.form != Form.LEADER or not plan.without_manual:
        return []
    count = sum(len(result.indicators) for result in plan.results)
    sentence = (
        f"Manual indikator belum ditulis untuk {plan.without_manual} dari {count} indikator. "
        "Formulir JPT memintanya; boleh diajukan dulu."
    )
    return [Finding(sentence, "manual", blocks=False)]


def short(text: str) -> str:
    """Return a text as it is quoted in a sentence: at most 60 letters."""
    return text if len(text) <= 60 else f"{text[:59].rstrip()}…"


def still_needed(findings: Sequence[Finding]) -> list[Finding]:
    """Return what stops the submission, each thing once: three indicators without target are one."""
    once: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        if finding.blocks:
            once.setdefault((finding.place, finding.brief), finding)
    return list(once.values())
