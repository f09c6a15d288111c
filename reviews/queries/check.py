"""What the page before sharing says: quiet prompts, and the numeric view where the policy asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet

from appraisal.templatetags.ui import angka
from indicators.models import PolicyFigure
from indicators.queries import policy
from multirater.rules.result import LEVEL_LABELS

from ..models import Evaluation, SelfAssessment, with_title
from ..rules.evaluation import RELEASED, Rating
from ..rules.numeric import Figures, Numbers, figures_of, numbers
from ..rules.opinions import Heard, unheard
from ..rules.prompts import RatingFacts
from ..rules.rounding import half_up
from .evaluation import IndicatorProgress, PlanProgress
from .opinions import opinions_beside
from .rating import RatingPage

ONE_QUARTER = 100  # days; a term that is not longer has its evidence from one quarter


def with_check(evaluations: QuerySet[Evaluation]) -> QuerySet[Evaluation]:
    """Load with an evaluation its title and what its page asks for before it asks more.

    Whether the self-assessment was sent, numbers are shown, and other results of the year were shared.
    """
    sent = SelfAssessment.objects.filter(plan=OuterRef("plan"), term=OuterRef("term"), sent_at__isnull=False)
    figures = PolicyFigure.objects.filter(period=OuterRef("plan__period"), key="nilai_angka", value=1)
    of_year = Evaluation.objects.filter(
        ~Q(pk=OuterRef("pk")),
        status__in=RELEASED,
        plan__period=OuterRef("plan__period"),
        plan__placement__employee=OuterRef("plan__placement__employee"),
    )
    return with_title(evaluations).annotate(
        has_self_assessment=Exists(sent), has_numbers=Exists(figures), has_year=Exists(of_year)
    )


def rating_facts(evaluation: Evaluation, page: RatingPage, others: Iterable[str]) -> RatingFacts:
    """Return what the prompts look at; the evaluation comes from `with_check`, and no query is needed."""
    plan, term = evaluation.plan, evaluation.term
    days = (min(plan.last_day, term.ended_on) - max(plan.started_on, term.started_on)).days
    rows = [row for item in page.indicators for row in item.realisations]
    return RatingFacts(
        results_rating=Rating(evaluation.results_rating),
        results_reason=evaluation.results_reason,
        behaviour_rating=Rating(evaluation.behaviour_rating),
        behaviour_reason=evaluation.behaviour_reason,
        terms_passed=1 if days <= ONE_QUARTER else 2,
        reported_terms=frozenset(row.term_id for row in rows),
        has_evidence=any(row.evidence_url or row.proofs for row in rows),
        has_feedback=page.has_words,
        has_self_assessment=evaluation.has_self_assessment,  # type: ignore[attr-defined]
        shares=tuple(item.share for item in page.indicators if item.share is not None),
        results=page.seen_results,
        behaviours=page.seen_behaviours,
        others=tuple(others),
    )


@dataclass(frozen=True)
class NumericView:
    """The numbers of PP 30/2019 in words, as a page explains them; nothing of it is stored."""

    lines: list[tuple[str, str, str]]  # what, number, how it follows
    total: str
    band: str
    missing: list[str]  # what is needed before there is a number


def numeric_view(
    evaluation: Evaluation,
    indicators: Sequence[IndicatorProgress],
    seen: Sequence[Rating],
    *,
    is_close: bool = True,
) -> NumericView | None:
    """Return the numeric view, None where the policy of the year shows none (at most two queries).

    The evaluation comes from `with_check`. `seen` are the choices per behaviour. Opinions of others count
    in every number; what each group said stands in a line of its own for who reads that (`is_close`).
    """
    if not evaluation.has_numbers:  # type: ignore[attr-defined]
        return None
    figures = figures_of(policy(evaluation.plan.period))
    opinions = opinions_beside(evaluation.plan, evaluation.term, evaluation.shared_at)
    heard = opinions.heard if opinions else []
    found = numbers(
        achieved=[item.share for item in indicators],
        seen=seen,
        has_idea=bool(evaluation.innovation),
        figures=figures,
        heard=heard,
    )
    measured = sum(item.share is not None for item in indicators)
    weight, rest = _short(found.weight), _short(100 - found.weight)
    article = " (Pasal 41 ayat (4))" if len(found.shares) > 1 else ""
    lines = [
        ("Nilai SKP", found.skp, f"Rata-rata capaian {measured} indikator yang sudah ada realisasinya."),
        *_behaviour_lines(found, figures, len(seen), heard, is_close=is_close),
        ("Nilai akhir", found.total, f"{weight}% nilai SKP ditambah {rest}% nilai perilaku{article}."),
    ]
    shown = [(label, _number(value), how) for label, value, how in lines if value is not None]
    return NumericView(shown, _number(found.total), _called(found), _missing(found))


Line = tuple[str, Decimal | None, str]


def _behaviour_lines(
    found: Numbers, figures: Figures, seen: int, heard: Sequence[Heard], *, is_close: bool
) -> list[Line]:
    """Return how the behaviour value comes about: the superior's view, each group that was heard, the sum."""
    anchors = ", ".join(
        f"{words} {_short(figures.anchor(rating))}"
        for rating, words in ((Rating.ABOVE, "di atas"), (Rating.MEETS, "sesuai"), (Rating.BELOW, "di bawah"))
    )
    how = f"Rata-rata pilihan pada {seen} perilaku: {anchors}."
    if not found.shares:
        return [("Nilai perilaku", found.behaviour, how)]
    without = (
        f" Tanpa pendapat {' dan '.join(names)}; bobot yang ada dibagi ulang."
        if (names := unheard(heard))
        else ""
    )
    if not is_close:
        said = f"Pandangan atasan dan pendapat umpan balik 360, menurut bobot kebijakan.{without}"
        return [("Nilai perilaku", found.behaviour, said)]
    view, *others = found.shares
    total = sum((part.weight for part in found.shares), Decimal(0))
    lines: list[Line] = [(view.label, view.value, how)]
    for part in others:
        assert part.level is not None
        words = LEVEL_LABELS[part.level].lower()
        share = f"bobot {_short(part.weight)} dari {_short(total)}, jadi {_short(part.percent)}%"
        lines.append(
            (f"Pendapat {part.label.lower()}", part.value, f"Hasil 360 secara umum {words}; {share}.")
        )
    parts = " ditambah ".join(f"{_short(part.percent)}% {part.label.lower()}" for part in found.shares)
    return [*lines, ("Nilai perilaku", found.behaviour, f"{parts}.{without}")]


def numeric_beside(evaluation: Evaluation, progress: PlanProgress, *, is_close: bool) -> NumericView | None:
    """Return the numeric view of a shared result (three queries where the policy shows it, else none)."""
    if not evaluation.has_numbers:  # type: ignore[attr-defined]
        return None
    chosen = evaluation.items.filter(value__isnull=False).order_by("pk").values_list("rating", flat=True)
    return numeric_view(evaluation, progress.indicators, [Rating(word) for word in chosen], is_close=is_close)


def _called(found: Numbers) -> str:
    if found.band is None:
        return ""
    if found.lacks_idea:
        return f"{found.band}, karena Sangat Baik juga meminta ide baru yang bermanfaat"
    return found.band.value


def _missing(found: Numbers) -> list[str]:
    sentences = []
    if found.skp is None:
        sentences.append("Belum ada indikator bertarget angka yang sudah ada realisasinya.")
    if found.behaviour is None:
        sentences.append("Belum ada pilihan per perilaku dari pejabat penilai.")
    return sentences


def _number(value: Decimal | None) -> str:
    """Return a number rounded half up, once and for display only."""
    return "" if value is None else angka(half_up(value, 2), 2)


def _short(value: Decimal) -> str:
    return angka(half_up(value, 2).normalize() + 0)
