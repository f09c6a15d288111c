"""What the sheet of a calibration meeting says beside each rating, read in bulk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Func, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import ExtractQuarter

from indicators.models import Term
from indicators.rules import Direction, achievement

from ..models import Attachment, Evaluation, Feedback, ItemRating, Note, Realisation, Talk
from ..rules.border import BorderFacts, border_questions
from ..rules.evaluation import Rating


@dataclass
class Beside:
    """What is known about one rating besides its two words."""

    result_items: list[Rating] = field(default_factory=list)
    behaviour_items: list[Rating] = field(default_factory=list)
    shares: dict[int, int] = field(default_factory=dict)  # indicator -> whole percent of its target
    quarters: set[int] = field(default_factory=set)
    notes: int = 0
    questions: list[str] = field(default_factory=list)

    @property
    def percent(self) -> int | None:
        """The mean of the measured targets in whole percent, help for the reader; None without numbers."""
        return sum(self.shares.values()) // len(self.shares) if self.shares else None

    @property
    def tally(self) -> str:
        """How the parts were seen: "2 di atas, 5 sesuai"; nothing where nobody said it."""
        items = [*self.result_items, *self.behaviour_items]
        words = ((Rating.ABOVE, "di atas"), (Rating.MEETS, "sesuai"), (Rating.BELOW, "di bawah"))
        counted = ((items.count(rating), word) for rating, word in words)
        return ", ".join(f"{count} {word}" for count, word in counted if count)


def with_counts(rows: QuerySet[Evaluation]) -> QuerySet[Evaluation]:
    """Add to each evaluation how many files, words of feedback and held talks there are up to its term."""
    until = OuterRef("term__ended_on")
    said = Feedback.objects.filter(plan=OuterRef("plan"), term__ended_on__lte=until)
    held = Talk.objects.filter(plan=OuterRef("plan"), held_on__lte=until)
    days = {"note__noted_on__lte": until, "note__noted_on__gte": OuterRef("term__started_on")}
    noted = {"note__placement": OuterRef("plan__placement"), "note__removed_at__isnull": True}
    reported = {"realisation__indicator__result__plan": OuterRef("plan")}
    files = _counted(Attachment.objects.filter(**noted, **days))
    files += _counted(Attachment.objects.filter(**reported, realisation__term__ended_on__lte=until))
    return rows.annotate(files=files, words=_counted(said), talks=_counted(held))


def _counted(rows: QuerySet[Any]) -> Combinable:
    counted = rows.order_by().annotate(found=Func(F("pk"), function="COUNT"))
    return Subquery(counted.values("found"), output_field=IntegerField())


def beside(rows: Sequence[Evaluation]) -> dict[int, Beside]:
    """Return by evaluation what lies beside it, with its questions (three queries at any number).

    All rows are of one term and come with term, plan and placement.
    """
    found: dict[int, Beside] = {row.pk: Beside() for row in rows}
    if not rows:
        return found
    term = rows[0].term
    _add_items(found)
    _add_reached(found, {row.plan_id: row.pk for row in rows}, term)
    _add_notes(found, rows, term)
    for row in rows:
        found[row.pk].questions = border_questions(_facts(row, found[row.pk]))
    return found


def _facts(row: Evaluation, known: Beside) -> BorderFacts:
    return BorderFacts(
        results=Rating(row.results_rating),
        behaviour=Rating(row.behaviour_rating),
        result_items=known.result_items,
        behaviour_items=known.behaviour_items,
        shares=list(known.shares.values()),
        quarters=len(known.quarters),
        expected=len(_quarters(*days_of(row))),
    )


def days_of(row: Evaluation) -> tuple[date, date]:
    """Return the days that a term and a plan have in common."""
    return max(row.term.started_on, row.plan.started_on), min(row.term.ended_on, row.plan.last_day)


def _quarters(start: date, end: date) -> range:
    """Return the quarters of a year from one day to another; a term lies within one year."""
    return range((start.month + 2) // 3, (end.month + 2) // 3 + 1)


def _add_items(found: dict[int, Beside]) -> None:
    items = ItemRating.objects.filter(evaluation__in=found).order_by("pk")
    for evaluation, result, rating in items.values_list("evaluation", "result", "rating"):
        known = found[evaluation]
        (known.behaviour_items if result is None else known.result_items).append(Rating(rating))


def _add_reached(found: dict[int, Beside], by_plan: dict[int, int], term: Term) -> None:
    """Add the latest amount of each measured target up to the end of the term, and its quarter."""
    rows = Realisation.objects.filter(indicator__result__plan__in=by_plan, term__ended_on__lte=term.ended_on)
    live = rows.filter(indicator__removed_at__isnull=True, indicator__result__removed_at__isnull=True)
    columns = ("target", "target_until", "direction")
    values = live.order_by("term__ended_on", "term__number", "pk").values_list(
        "indicator__result__plan",
        "indicator",
        "noted_on",
        "amount",
        *(f"indicator__{name}" for name in columns),
    )
    for plan, indicator, noted_on, amount, target, until, direction in values:
        known = found[by_plan[plan]]
        if noted_on >= term.started_on:
            known.quarters.add((noted_on.month + 2) // 3)
        share = _share(amount, target, until, direction)
        if share is not None:
            known.shares[indicator] = share


def _share(amount: Decimal | None, target: Decimal | None, until: Decimal | None, way: str) -> int | None:
    if target is None:
        return None
    share = achievement(realised=amount, target=target, until=until, direction=Direction(way))
    return None if share is None else int(share * 100)


def _add_notes(found: dict[int, Beside], rows: Iterable[Evaluation], term: Term) -> None:
    """Add how many notes the placements have in the term, and in which quarters."""
    by_post: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        by_post[row.plan.placement_id].append(row.pk)
    notes = Note.objects.kept().filter(
        placement__in=by_post, noted_on__range=(term.started_on, term.ended_on)
    )
    counted = notes.values_list("placement", ExtractQuarter("noted_on")).annotate(Count("pk")).order_by()
    for post, quarter, count in counted:
        for pk in by_post[post]:
            found[pk].notes += count
            found[pk].quarters.add(quarter)
