"""Reads around one plan: its progress by result."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import F, FilteredRelation, Q, Subquery

from indicators.models import BehaviourExpectation, Indicator, Plan, PolicyFigure, Result, Term
from indicators.queries import promised
from indicators.rules import CAP, Direction, ResultKind, achievement

from ..models import Feedback, HelpRequest, Realisation
from .action import Quarter, plan_year
from .evidence import reports_with_files


@dataclass
class IndicatorProgress:
    """An indicator with what was reported on it, oldest term first."""

    indicator: Indicator
    realisations: list[Realisation]
    current: Realisation | None = None
    cap: Decimal = CAP  # of the achievement, by the policy of the year
    is_changed: bool = False  # since the employee confirmed it in a self-assessment

    @property
    def reached(self) -> Decimal | None:
        """The latest amount, counted from the start of the year; None while nothing was reported."""
        return next((row.amount for row in reversed(self.realisations) if row.amount is not None), None)

    @property
    def target(self) -> str:
        """The target in words; nothing where it stands in the sentence of the indicator."""
        one = self.indicator
        return promised(one.target, one.target_until, one.unit) if one.target is not None else ""

    @property
    def share(self) -> Decimal | None:
        """The share of the target by the achievement helper, 0 to the cap; None without numbers."""
        target = self.indicator.target
        if target is None:
            return None
        return achievement(
            realised=self.reached,
            target=target,
            until=self.indicator.target_until,
            direction=Direction(self.indicator.direction),
            cap=self.cap,
        )

    @property
    def percent(self) -> int | None:
        """The share in whole percent; None without numbers."""
        share = self.share
        return None if share is None else int(share * 100)


@dataclass
class ResultProgress:
    """A result with its indicators and the superior's feedback."""

    result: Result
    indicators: list[IndicatorProgress] = field(default_factory=list)
    feedback: list[Feedback] = field(default_factory=list)
    quarters: list[tuple[Term, Quarter]] = field(default_factory=list)  # steps and status, latest first


@dataclass
class BehaviourProgress:
    """A behaviour with the leader's expectation and the feedback."""

    expectation: BehaviourExpectation
    feedback: list[Feedback] = field(default_factory=list)


@dataclass
class PlanProgress:
    """Everything that was reported and said on one plan."""

    results: list[ResultProgress]
    behaviours: list[BehaviourProgress]
    said: list[Feedback] = field(default_factory=list)  # all of it, also on what a change took out
    requests: list[HelpRequest] = field(default_factory=list)  # for help, as long as they are open

    def superiors(self, term: Term) -> list[Feedback]:
        """Return the superior's own words of a term."""
        return [text for text in self.said if text.term_id == term.pk and not text.is_from_assigner]

    @property
    def spoken_terms(self) -> set[int]:
        """The terms in which the superior gave official words: of these there is a feedback form."""
        return {text.term_id for text in self.said if not text.is_from_assigner}

    @property
    def reported(self) -> int:
        """How many indicators have a report for the current term."""
        return sum(1 for item in self.indicators if item.current is not None)

    @property
    def indicators(self) -> list[IndicatorProgress]:
        """All indicators in the order of the plan."""
        return [item for result in self.results for item in result.indicators]


def plan_progress(plan: Plan, term: Term | None = None, *, has_words: bool = True) -> PlanProgress:
    """Return results, indicators, realisations, behaviours, feedback and files of a plan (four queries).

    With a term, `current` of each indicator is the report of that term. Without words, the feedback stays
    unread (three queries), for a page that reads it together with what else was said.
    """
    promised_results = results_with_indicators(plan)
    results = {row.pk: ResultProgress(row) for row, _ in promised_results}
    reports: dict[int, list[Realisation]] = defaultdict(list)
    rows = Realisation.objects.filter(indicator__result__plan=plan).select_related("term")
    for row in reports_with_files(rows.order_by("term__number", "pk")):
        reports[row.indicator_id].append(row)
    for result, indicators in promised_results:
        for indicator in indicators:
            item = IndicatorProgress(indicator, reports[indicator.pk], cap=cap_of(result))
            if term is not None:
                item.current = next((row for row in item.realisations if row.term_id == term.pk), None)
            results[result.pk].indicators.append(item)
    year = plan_year(plan)
    for key, progress in results.items():
        progress.quarters = year.quarters.get(key, [])
    behaviours = {row.value_id: BehaviourProgress(row) for row in year.expectations}
    rows_said = Feedback.objects.filter(plan=plan).select_related("term", "given_by")
    said = list(rows_said.order_by("term__number", "pk")) if has_words else []
    for text in said:
        if text.result_id in results:
            results[text.result_id].feedback.append(text)
        elif text.value_id in behaviours:
            behaviours[text.value_id].feedback.append(text)
    return PlanProgress(list(results.values()), list(behaviours.values()), said, year.requests)


def policy_cap(plan: Plan) -> Subquery:
    """Return the most that an achievement shows in the year of a plan, in percent, as an expression."""
    figures = PolicyFigure.objects.filter(period=plan.period_id, key="capaian_maks")
    return Subquery(figures.values("value")[:1])


def cap_of(result: Result) -> Decimal:
    """Return the cap that came with a result as a share; 1.20 where the year has no figure."""
    cap: Decimal | None = result.cap  # type: ignore[attr-defined]
    return CAP if cap is None else cap / 100


def results_with_indicators(plan: Plan) -> list[tuple[Result, list[Indicator]]]:
    """Return the results of a plan, main ones first, each with its indicators in order; all in one query."""
    names = [column.attname for column in Indicator._meta.concrete_fields]
    live = FilteredRelation("indicators", condition=Q(indicators__removed_at__isnull=True))
    rows = plan.results.annotate(
        live=live, cap=policy_cap(plan), **{f"of_{name}": F(f"live__{name}") for name in names}
    )
    found: dict[int, tuple[Result, list[Indicator]]] = {}
    for row in rows.order_by("order", "pk", "live__order", "live__pk"):
        result, indicators = found.setdefault(row.pk, (row, []))
        values = [getattr(row, f"of_{name}") for name in names]
        if values[0] is not None:
            one = Indicator.from_db(rows.db, names, values)
            one.result = result
            indicators.append(one)
    return sorted(found.values(), key=lambda each: each[0].kind != ResultKind.MAIN)
