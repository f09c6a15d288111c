"""What must be there when a plan is submitted, and advice on wording that never blocks."""

from __future__ import annotations

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
    """One thing the check found: a sentence, where to mend it, and whether it stops the submission."""

    sentence: str
    place: str
    blocks: bool = True


def check_plan(plan: PlanFacts) -> list[Finding]:
    """Return what is still missing before the plan can be submitted; advice comes with blocks=False.

    Source: domain research 11.4, built on PermenPANRB 6/2022 and the official forms.
    """
    return [*_check_results(plan), *_check_people(plan), *_check_span(plan), *_check_lists(plan)]


def _check_results(plan: PlanFacts) -> list[Finding]:
    found = []
    if not any(result.kind == ResultKind.MAIN for result in plan.results):
        found.append(Finding("Tambahkan paling sedikit satu hasil kerja utama.", "hasil"))
    for result in plan.results:
        place = f"hasil-{result.number}"
        if not result.text.strip():
            found.append(Finding(f"Tulis rencana hasil kerja nomor {result.number}.", place))
        if not result.indicators:
            found.append(
                Finding(f"Tambahkan paling sedikit satu indikator pada hasil {result.number}.", place)
            )
        for indicator in result.indicators:
            found += _check_indicator(plan, result.number, indicator)
        found += _check_support(plan, result, place)
    return found


def _check_indicator(plan: PlanFacts, number: int, indicator: IndicatorDraft) -> list[Finding]:
    place = f"hasil-{number}"
    where = f"indikator “{_short(indicator.text)}” pada hasil {number}"
    found = _check_target(plan, indicator, where, place)
    if plan.form == Form.LEADER and not indicator.perspectives:
        found.append(Finding(f"Pilih perspektif untuk {where}.", place))
    return found


def _check_target(plan: PlanFacts, indicator: IndicatorDraft, where: str, place: str) -> list[Finding]:
    if plan.approach != Approach.QUANTITATIVE:
        return []
    found = []
    if indicator.target is None or not indicator.unit.strip():
        sentence = f"Tulis target dengan angka dan satuan untuk {where}, misalnya 12 laporan."
        found.append(Finding(sentence, place))
    elif indicator.target == 0 and indicator.direction == Direction.HIGHER:
        # Measurement research 6.1: a target of zero has no achievement where higher is better.
        sentence = f"Tulis target di atas 0 untuk {where}, atau pilih “Makin rendah makin baik”."
        found.append(Finding(sentence, place))
    if plan.form == Form.STAFF and not indicator.aspect:
        found.append(Finding(f"Pilih aspek untuk {where}: kuantitas, kualitas, waktu, atau biaya.", place))
    return found


def _check_support(plan: PlanFacts, result: ResultFacts, place: str) -> list[Finding]:
    linked = result.supports or bool(result.reason.strip())
    if plan.form == Form.LEADER and result.supports:
        sentence = f"Kosongkan RHK pimpinan pada hasil {result.number}: formulir JPT tidak memuatnya."
        return [Finding(sentence, place)]
    if plan.form == Form.STAFF and not linked:
        sentence = (
            f"Pilih RHK pimpinan yang didukung hasil {result.number}, atau tulis alasannya bila belum ada."
        )
        return [Finding(sentence, place)]
    return []


def _check_people(plan: PlanFacts) -> list[Finding]:
    if plan.superior is None:
        return [Finding(f"Atasan Anda belum ditetapkan. {WRONG_SUPERIOR}", "atasan")]
    if plan.superior == plan.owner:
        return [Finding(f"Anda tercatat sebagai atasan sendiri. {WRONG_SUPERIOR}", "atasan")]
    if not plan.superior_active:
        return [Finding(f"Atasan Anda tercatat tidak aktif. {WRONG_SUPERIOR}", "atasan")]
    return []


def _check_span(plan: PlanFacts) -> list[Finding]:
    span = plan.span
    if span.ended_on is None or span.ended_on < span.started_on:
        return [Finding("Isi tanggal mulai dan tanggal selesai SKP dengan urutan yang benar.", "masa")]
    if span.started_on.year != span.ended_on.year:
        return [Finding("Masa SKP berada dalam satu tahun kalender.", "masa")]
    if any(span.overlaps(other) for other in plan.other_spans):
        return [Finding("Masa SKP ini bertumpuk dengan SKP Anda yang lain pada jabatan yang sama.", "masa")]
    return []


def _check_lists(plan: PlanFacts) -> list[Finding]:
    found = []
    if plan.behaviours < BEHAVIOUR_COUNT:
        sentence = "Tujuh perilaku BerAKHLAK belum lengkap. Buka kembali bagian perilaku."
        found.append(Finding(sentence, "perilaku"))
    found += [
        Finding(f"Lampiran {name.lower()} masih kosong. Boleh diajukan dulu.", "lampiran", blocks=False)
        for kind, name in ANNEX_LABELS.items()
        if kind not in plan.annexes
    ]
    return found


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59].rstrip()}…"


# --- Wording (domain research 2.4.2: results, not activities; advice and never a block) --------------

ACTIVITY_WORDS = frozenset(
    {
        *("melaksanakan", "melakukan", "menjalankan", "mengerjakan", "menyiapkan"),
        *("membantu", "mengikuti", "menghadiri", "bertugas"),
    }
)


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
    return f"Target “{_short(indicator.text)}” belum punya ukuran. Boleh disimpan dulu."
