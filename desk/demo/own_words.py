"""Self-assessments of the demo year: those of the named people and their teams, a few of everybody else."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from indicators.models import Period, Plan
from indicators.rules import PlanStatus, TermKind
from organizations.models import Supervision
from reviews.models import Evaluation, Realisation, SelfAssessment
from reviews.rules.evaluation import UNSHARED

from .clock import Calendar, Stage, moment, working_day
from .people import NIPS

SHARE = 0.1
MOST = 600  # of everybody else
DRAFTS = 0.15  # of those whose result was not shared yet
SAID = (
    (
        "Semua laporan terbit tepat waktu, dan rekan di loket ikut memakai rekapnya.",
        "Menjelaskan syarat layanan dengan bahasa yang lebih sederhana.",
        "",
    ),
    (
        "Antrean pagi lebih pendek sejak pembagian nomor dimulai pukul 07.30.",
        "Menata arsip digital supaya mudah dicari.",
        "Satu pemindai untuk bersama.",
    ),
    ("Target setahun tercapai tanpa lembur panjang.", "", ""),
    (
        "Dua permintaan data dari unit lain selesai pada hari yang sama.",
        "Menyusun rencana bulanan lebih awal.",
        "Jadwal rapat yang tidak berbenturan dengan jam layanan.",
    ),
)
EARLIER = "Menunggu rekap bulan terakhir."  # what stood there before one realisation was corrected


def write_own_words(period: Period, dates: Calendar, seed: int) -> None:
    """Write the annual self-assessments that came before the rating, and some that are still drafts."""
    if dates.stage < Stage.EVALUATION:
        return
    rng, term = Random(seed), period.terms.get(kind=TermKind.FINAL.value)
    waiting = _waiting(period)
    sent_on = working_day(dates.rated_from - timedelta(days=1))
    plans = _plans(period, rng)
    stands = _standing(plans)
    rows, is_first = [], True
    for plan in plans:
        strengths, growth, support = rng.choice(SAID)
        is_draft = plan in waiting and rng.random() < DRAFTS
        confirmed = {} if is_draft else stands.get(plan, {})
        if is_first and plan in waiting and confirmed:
            confirmed[min(confirmed)]["note"], is_first = EARLIER, False
        sent_at = None if is_draft else moment(sent_on, rng.randrange(360))
        texts = {"strengths": strengths, "growth": growth, "support": support}
        rows.append(SelfAssessment(plan_id=plan, term=term, confirmed=confirmed, sent_at=sent_at, **texts))
    SelfAssessment.objects.bulk_create(rows, batch_size=500)


def _plans(period: Period, rng: Random) -> list[int]:
    """Return the plans that get one: all near the named people, some of the others."""
    named = set(Supervision.objects.filter(superior__nip__in=NIPS).values_list("placement", flat=True))
    plans = Plan.objects.filter(period=period, status=PlanStatus.AGREED, started_on=period.started_on)
    near, others = [], []
    rows = plans.order_by("pk").values_list("pk", "placement", "placement__employee__nip")
    for pk, placement, nip in rows:
        if nip in NIPS or placement in named:
            near.append(pk)
        elif rng.random() < SHARE:
            others.append(pk)
    return near + others[:MOST]


def _waiting(period: Period) -> set[int]:
    """Return the plans whose annual result was not shared."""
    shared = Evaluation.objects.filter(plan__period=period).exclude(status__in=UNSHARED)
    plans = Plan.objects.filter(period=period).exclude(pk__in=shared.values("plan"))
    return set(plans.values_list("pk", flat=True))


def _standing(plans: list[int]) -> dict[int, dict[str, dict[str, str]]]:
    """Return by plan what its owner confirms: the latest report of each indicator."""
    found: dict[int, dict[str, dict[str, str]]] = {}
    rows = Realisation.objects.filter(
        indicator__result__plan__in=plans, indicator__removed_at__isnull=True
    ).order_by("term__number", "pk")
    for plan, key, amount, note, term in rows.values_list(
        "indicator__result__plan", "indicator", "amount", "note", "term__name"
    ):
        told = "" if amount is None else f"{amount.normalize():f}"
        found.setdefault(plan, {})[str(key)] = {"amount": told, "note": note, "term": term}
    return found
