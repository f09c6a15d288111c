"""One candidate of an award list: the words, the visible arithmetic, and the evidence."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from appraisal.templatetags.ui import angka
from indicators.models import Indicator
from indicators.queries import promised
from indicators.rules import Direction, achievement
from reviews.models import Realisation
from reviews.queries.evidence import reports_with_files
from reviews.rules.rounding import half_up

from ..models import AwardCandidate
from ..rules import award as rules
from ..rules.award import CHOICE_LABELS, Choice
from ..rules.scheme import Source
from .criteria import criteria_of
from .eligibility import AGREED


def decision_label(candidate: AwardCandidate) -> str:
    """Return what people decided, in words; nothing while nobody did."""
    return CHOICE_LABELS[Choice(candidate.decision)] if candidate.decision else ""


_OF_SUPERIOR = {Source.RESULTS.value, Source.BEHAVIOUR.value, Source.IMPROVEMENT.value}


@dataclass(frozen=True)
class Line:
    """One line of the visible arithmetic, rounded half up for display only."""

    label: str
    weight: str
    value: str
    median: str
    amount: str


def arithmetic(candidate: AwardCandidate) -> list[Line]:
    """Return the sum behind an eligible candidate's score: a line for each part and one that closes it."""
    parts = [rules.restored(row) for row in candidate.contributions]
    if not parts:
        return []
    score = rules.score({part.key: part.value for part in parts}, parts)
    distance = sum((part.amount for part in parts), Decimal(0))
    lines = [_line(part.label, part.weight, part.value, part.median, part.amount) for part in parts]
    return [*lines, _line("Jumlah berbobot", Decimal(100), score, score - distance, distance)]


def _line(label: str, weight: Decimal, value: Decimal, median: Decimal, amount: Decimal) -> Line:
    return Line(
        label=label,
        weight=f"{rules.number(weight)}%",
        value=angka(half_up(value, 2), 2),
        median=angka(half_up(median, 2), 2),
        amount=rules.signed(half_up(amount, 2)),
    )


def sentence_of(candidate: AwardCandidate, places: int, trials: int) -> str:
    """Return why the candidate is proposed, in a sentence; nothing for those who are not."""
    parts = [rules.restored(row) for row in candidate.contributions]
    if not parts:
        return ""
    sentence = rules.explain(parts)
    if candidate.share is None:
        return sentence
    raters = sum(one.get("raters") or 0 for key, one in candidate.basis.items() if key not in _OF_SUPERIOR)
    told = rules.firmness(candidate.share, places, trials, raters + _superiors(candidate))
    return f"{sentence} {told}"


def _superiors(candidate: AwardCandidate) -> int:
    """Return one when the superior's rating counts in the score."""
    return int(any(candidate.basis.get(key, {}).get("raters") for key in _OF_SUPERIOR))


def change_of(candidate: AwardCandidate) -> str:
    """Return what would change the score, in a sentence; nothing for those who have none."""
    parts = [rules.restored(row) for row in candidate.contributions]
    return rules.what_changes(parts) if parts else ""


def basis_of(candidate: AwardCandidate, hidden: str = "") -> list[dict[str, Any]]:
    """Return what the points of each criterion rest on, in the order of the scheme (one query).

    `hidden` are the words that stand for points of the jury which the reader does not read yet.
    """
    return [
        {"label": one.label, "points": None, "fact": hidden}
        if hidden and one.source is Source.JURY
        else {
            "label": one.label,
            "points": None if kept["points"] is None else Decimal(kept["points"]),
            "fact": kept["fact"],
        }
        for one in criteria_of(candidate.award_list.scheme)
        if (kept := candidate.basis.get(one.key))
    ]


def evidence_of(candidate: AwardCandidate) -> list[dict[str, Any]]:
    """Return each indicator of the candidate's agreed plan with what was reported (two queries)."""
    indicators = list(
        Indicator.objects.filter(
            result__plan__placement=candidate.placement_id,
            result__plan__period=candidate.award_list.scheme.period_id,
            result__plan__status__in=AGREED,
            result__plan__revises__isnull=True,
        ).order_by("result__order", "order", "pk")
    )
    reports = Realisation.objects.filter(indicator__in=[one.pk for one in indicators]).select_related("term")
    by_indicator: dict[int, list[Realisation]] = {}
    for report in reports_with_files(reports.order_by("term__number", "pk")):
        by_indicator.setdefault(report.indicator_id, []).append(report)
    return [_evidence(one, by_indicator.get(one.pk, [])) for one in indicators]


def _evidence(indicator: Indicator, reports: list[Realisation]) -> dict[str, Any]:
    amount = next((report.amount for report in reversed(reports) if report.amount is not None), None)
    share = None
    if indicator.target is not None:
        share = achievement(
            realised=amount,
            target=indicator.target,
            until=indicator.target_until,
            direction=Direction(indicator.direction),
        )
    words = promised(indicator.target, indicator.target_until, indicator.unit)
    target = f"Target {words}" if indicator.target is not None else ""
    reached = f"realisasi {angka(amount)}" if amount is not None else "belum ada angka realisasi"
    percent = f" ({angka(half_up(share * 100, 1))}%)" if share is not None else ""
    return {
        "title": indicator.text,
        "summary": ", ".join(word for word in (target, reached) if word) + percent,
        "entries": [
            {"at": report.noted_on, "text": _said(report), "href": report.evidence_url}
            for report in reversed(reports)
        ],
    }


def _said(report: Realisation) -> str:
    """Return a report with the names of its files, which stay between the person and the line."""
    names = ", ".join(file.name for file in report.proofs)
    return f"{report.term}: {report.note}" + (f"\nBerkas: {names}" if names else "")
