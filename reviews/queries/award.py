"""Page-sized reads of award lists: the lists, one list in its groups, one candidate with the evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet

from appraisal.templatetags.ui import angka
from indicators.models import Indicator, Period, PolicyFigure
from indicators.rules import achievement
from organizations.models import Employee

from ..access.award import visible_candidates
from ..models import AwardCandidate, AwardList, Realisation
from ..rules import award as rules
from ..rules.award import CHOICE_LABELS, GROUP_LABELS, Choice, Group
from .eligibility import AGREED, MONTHS_KEY, WEIGHT_KEYS, award_figures

PAGE = 25
IN_GROUP = {
    Group.PROPOSED: Q(is_eligible=True),
    Group.NOT_YET: Q(is_eligible=False, score__isnull=False),
    Group.NO_DATA: Q(is_eligible=False, score__isnull=True),
}
RECOMMENDED = Q(decision=Choice.RECOMMENDED)


def award_lists() -> list[AwardList]:
    """Return every award list, newest first, with its counts of eligible and recommended people."""
    rows = AwardList.objects.select_related("period").annotate(
        eligible=Count("candidates", filter=Q(candidates__is_eligible=True)),
        recommended=Count("candidates", filter=Q(candidates__decision=Choice.RECOMMENDED)),
    )
    return list(rows.order_by("-period__year", "-proposed_at", "-pk"))


# --- Before a proposal ------------------------------------------------------------------------


@dataclass(frozen=True)
class Method:
    """What a proposal would use: the weights and the months with their sources, and what hinders it."""

    figures: list[PolicyFigure]
    fault: str


def method_of(period: Period) -> Method:
    """Return the figures behind a proposal in the order of the score, and what is wrong with them."""
    found = award_figures(period)
    order = [*WEIGHT_KEYS.values(), MONTHS_KEY]
    fault = ""
    try:
        rules.check_weights({part: found[key].value for part, key in WEIGHT_KEYS.items() if key in found})
    except rules.WeightFault as problem:
        fault = str(problem)
    return Method([found[key] for key in order if key in found], fault)


def award_periods() -> list[Period]:
    """Return the years that have been opened, newest first."""
    return list(Period.objects.filter(opened_at__isnull=False).order_by("-year"))


def period_to_award(periods: list[Period], year: str, on: date) -> Period | None:
    """Return the year that was asked for, else the one whose award window holds the day, else the newest."""
    asked = next((period for period in periods if str(period.year) == year), None)
    current = next((period for period in periods if period.award_from <= on <= period.award_until), None)
    return asked or current or (periods[0] if periods else None)


# --- One list ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Card:
    """One candidate as the list shows it."""

    pk: int
    name: str
    position: str
    unit: str
    score: Decimal | None
    tied: int
    mark: str
    sentence: str
    unmet: list[str]
    decision: str
    is_recommended: bool


@dataclass(frozen=True)
class Page:
    """The addresses beside one page of a group."""

    label: str
    prev_href: str
    next_href: str


def list_page(award_list: AwardList, user: Employee, on: date, group: Group, number: int) -> dict[str, Any]:
    """Return one page of a group with counts, ties and what is recommended so far (six queries)."""
    rows = visible_candidates(user, on).filter(award_list=award_list)
    counts = rows.aggregate(
        **{_name(one): Count("pk", filter=condition) for one, condition in IN_GROUP.items()},
        recommended=Count("pk", filter=RECOMMENDED),
    )
    total = counts[_name(group)]
    number = min(max(number, 1), max(-(-total // PAGE), 1))
    candidates = _shown(rows.filter(IN_GROUP[group]), group, number)
    border = _border(rows, award_list.places) if group == Group.PROPOSED else None
    ties = _ties(rows, candidates) if group == Group.PROPOSED else {}
    return {
        "award_list": award_list,
        "group": group,
        "heading": GROUP_LABELS[group],
        "cards": [_card(candidate, ties, border) for candidate in candidates],
        "groups": _groups(counts, group),
        "page": _page(group, number, total),
        "border": border,
        "recommended": _recommended(rows, counts["recommended"]),
        "recommended_count": counts["recommended"],
    }


def _name(group: Group) -> str:
    return f"in_{group.name.lower()}"


def _shown(rows: QuerySet[AwardCandidate], group: Group, number: int) -> list[AwardCandidate]:
    """Return one page: the eligible by score, everybody else and every tie by name; NIP never decides.

    The order is found on keys alone, because sorting whole rows of a city takes ten times as long.
    """
    order = ["-score"] if group == Group.PROPOSED else []
    keys = list(
        rows.order_by(*order, "employee__name", "pk").values_list("pk", flat=True)[
            (number - 1) * PAGE : number * PAGE
        ]
    )
    related = AwardCandidate.objects.select_related("employee", "placement__position", "placement__unit")
    found = related.in_bulk(keys)
    return [found[key] for key in keys]


@dataclass(frozen=True)
class Border:
    """The score at the last place, and whether more people share it than places are left."""

    score: Decimal
    overflows: bool


def _border(rows: QuerySet[AwardCandidate], places: int) -> Border | None:
    scores = rows.filter(IN_GROUP[Group.PROPOSED]).order_by("-score").values_list("score", flat=True)
    around = list(scores[places - 1 : places + 1])
    if not around or around[0] is None:
        return None
    return Border(around[0], overflows=len(around) == 2 and around[0] == around[1])


def _ties(rows: QuerySet[AwardCandidate], shown: list[AwardCandidate]) -> dict[Decimal | None, int]:
    scores = {candidate.score for candidate in shown}
    alike = rows.filter(IN_GROUP[Group.PROPOSED], score__in=scores)
    return dict(alike.order_by().values_list("score").annotate(Count("pk")))


def _card(candidate: AwardCandidate, ties: dict[Decimal | None, int], border: Border | None) -> Card:
    shown = candidate.score if candidate.is_eligible else None
    return Card(
        pk=candidate.pk,
        name=candidate.employee.full_name,
        position=str(candidate.placement.position),
        unit=str(candidate.placement.unit),
        score=shown,
        tied=ties.get(candidate.score, 1) - 1,
        mark=_mark(shown, border),
        sentence=sentence_of(candidate),
        unmet=[answer["fact"] for answer in candidate.criteria if answer["met"] is not True],
        decision=decision_label(candidate),
        is_recommended=candidate.decision == Choice.RECOMMENDED,
    )


def _mark(score: Decimal | None, border: Border | None) -> str:
    """Return the word beside a candidate: inside the number of places, or tied at its edge."""
    if score is None or border is None or score < border.score:
        return ""
    return "Seri di batas jumlah tempat" if border.overflows and score == border.score else "Diusulkan"


def decision_label(candidate: AwardCandidate) -> str:
    """Return what people decided, in words; nothing while nobody did."""
    return CHOICE_LABELS[Choice(candidate.decision)] if candidate.decision else ""


def _groups(counts: dict[str, int], current: Group) -> list[dict[str, Any]]:
    return [
        {
            "label": f"{GROUP_LABELS[one]} ({angka(counts[_name(one)])})",
            "href": f"?kelompok={one.value}",
            "is_current": one == current,
        }
        for one in Group
    ]


def _page(group: Group, number: int, total: int) -> Page:
    def href(to: int) -> str:
        return f"?kelompok={group.value}&halaman={to}"

    first, last = (number - 1) * PAGE + 1, min(number * PAGE, total)
    return Page(
        label=f"{angka(first)}–{angka(last)} dari {angka(total)}",
        prev_href=href(number - 1) if number > 1 else "",
        next_href=href(number + 1) if last < total else "",
    )


def _recommended(rows: QuerySet[AwardCandidate], count: int) -> list[AwardCandidate]:
    if not count:
        return []
    chosen = rows.filter(RECOMMENDED).select_related("employee", "placement__unit", "decided_by")
    return list(chosen.order_by("employee__name", "pk")[:PAGE])


def recommended_of(award_list: AwardList) -> list[AwardCandidate]:
    """Return everybody whom the committee recommends, alphabetically, with who decided."""
    chosen = AwardCandidate.objects.filter(RECOMMENDED, award_list=award_list)
    related = chosen.select_related("employee", "placement__position", "placement__unit", "decided_by")
    return list(related.order_by("employee__name", "pk"))


# --- One candidate ----------------------------------------------------------------------------


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
    score = rules.score({part.part: part.value for part in parts}, {part.part: part.weight for part in parts})
    distance = sum((part.amount for part in parts), Decimal(0))
    lines = [
        _line(rules.PART_LABELS[part.part].capitalize(), part.weight, part.value, part.median, part.amount)
        for part in parts
    ]
    return [*lines, _line("Jumlah berbobot", Decimal(100), score, score - distance, distance)]


def _line(label: str, weight: Decimal, value: Decimal, median: Decimal, amount: Decimal) -> Line:
    return Line(
        label=label,
        weight=f"{rules.number(weight)}%",
        value=angka(rules.half_up(value, 2), 2),
        median=angka(rules.half_up(median, 2), 2),
        amount=rules.signed(rules.half_up(amount, 2)),
    )


def sentence_of(candidate: AwardCandidate) -> str:
    """Return why the candidate is proposed, in a sentence; nothing for those who are not."""
    parts = [rules.restored(row) for row in candidate.contributions]
    return rules.explain(parts) if parts else ""


def evidence_of(candidate: AwardCandidate) -> list[dict[str, Any]]:
    """Return each indicator of the candidate's agreed plan with what was reported (two queries)."""
    indicators = list(
        Indicator.objects.filter(
            result__plan__placement=candidate.placement_id,
            result__plan__period=candidate.award_list.period_id,
            result__plan__status__in=AGREED,
        ).order_by("result__order", "order", "pk")
    )
    reports = Realisation.objects.filter(indicator__in=[one.pk for one in indicators]).select_related("term")
    by_indicator: dict[int, list[Realisation]] = {}
    for report in reports.order_by("term__number", "pk"):
        by_indicator.setdefault(report.indicator_id, []).append(report)
    return [_evidence(one, by_indicator.get(one.pk, [])) for one in indicators]


def _evidence(indicator: Indicator, reports: list[Realisation]) -> dict[str, Any]:
    amount = next((report.amount for report in reversed(reports) if report.amount is not None), None)
    share = None
    if indicator.target is not None:
        share = achievement(realised=amount, target=indicator.target, direction=indicator.direction)  # type: ignore[arg-type]
    target = f"target {angka(indicator.target)} {indicator.unit}" if indicator.target is not None else ""
    reached = f"realisasi {angka(amount)}" if amount is not None else "belum ada angka realisasi"
    percent = f" ({angka(rules.half_up(share * 100, 1))}%)" if share is not None else ""
    return {
        "title": indicator.text,
        "summary": ", ".join(word for word in (target, reached) if word) + percent,
        "entries": [
            {"at": report.noted_on, "text": f"{report.term}: {report.note}", "href": report.evidence_url}
            for report in reversed(reports)
        ],
    }
