"""Released opinions of many sides beside a rating: information for the superior, who decides alone.

Only of rounds that said before the first question that they serve the evaluation, and that the superior
reads; a round for development leaves nothing here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import F, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast

from indicators.models import Plan, Term
from indicators.rules import TermKind
from multirater.models import Comment, CommentStatus, Item, Result, Reviewee
from multirater.queries.result import ThemeWords, speaking, themes_of
from multirater.rules import Purpose, RoundStatus, Side
from multirater.rules.answering import IN_TIME
from multirater.rules.result import ItemWords, ResultWords

from ..rules.opinions import Heard

RESULT, COMMENT, ITEM = 1, 2, 3


@dataclass(frozen=True)
class SaidOfValue:
    """What the groups say of the behaviours of one value."""

    label: str
    item: ItemWords


@dataclass(frozen=True)
class Opinions:
    """The released words of one round, by core value and by theme."""

    reviewee: int
    round: str
    by_value: dict[int, list[SaidOfValue]]
    themes: list[ThemeWords]
    heard: list[Heard]

    @property
    def count(self) -> int:
        """How many texts there are."""
        return sum(theme.count for theme in self.themes)


class _Row(NamedTuple):
    kind: int
    reviewee: int
    number: int
    value: int  # 0 for none
    theme: str
    sides: str
    text: str
    key: str


def counting_results(placement: int | OuterRef, term: int | OuterRef) -> QuerySet[Reviewee]:
    """Return who was reviewed in the released rounds that stand beside a rating of a placement in a term.

    In a part of the year only rounds that were answered in it, in the annual term those of the whole year.
    """
    days = {"gte": F("round__period__terms__started_on"), "lte": F("round__period__terms__ended_on")}
    return Reviewee.objects.filter(
        Q(round__period__terms__kind=TermKind.FINAL.value)
        | Q(**{f"round__answer_until__{name}": day for name, day in days.items()}),
        round__period__terms=term,
        placement=placement,
        round__purpose=Purpose.EVALUATION.value,
        round__shows_superior=True,
        round__status=RoundStatus.RELEASED.value,
    )


def opinions_beside(plan: Plan, term: Term, until: datetime | None = None) -> Opinions | None:
    """Return the released words of the round opened last, None where there are none (one query).

    `until` is when a result was shared: what is released afterwards changes nothing of it.
    """
    people = counting_results(plan.placement_id, term.pk).values("pk")
    told = Q(release__released_at__lte=until) if until else Q()
    nothing, text = Value("", output_field=TextField()), TextField()
    results = Result.objects.filter(told, reviewee__in=people, release__number=IN_TIME).values_list(
        Value(RESULT),
        "reviewee",
        Value(IN_TIME),
        Value(0),
        nothing,
        F("release__round__name"),
        Cast("payload", text),
        nothing,
    )
    comments = Comment.objects.filter(
        reviewee__in=people, status=CommentStatus.SHOWN, batch=IN_TIME
    ).values_list(
        Value(COMMENT),
        "reviewee",
        "batch",
        Value(0),
        "theme",
        "sides",
        "text",
        Cast("pk", text),
    )
    items = Item.objects.filter(questionnaire__rounds__reviewees__in=people, value__isnull=False).values_list(
        Value(ITEM), "questionnaire__rounds__reviewees", "number", "value", nothing, nothing, nothing, nothing
    )
    rows = [_Row(*row) for row in results.union(comments, items, all=True)]
    found = {row.reviewee: row for row in rows if row.kind == RESULT}
    if not found:
        return None
    last = max(found)
    return _opinions(found[last], [row for row in rows if row.reviewee == last])


def _opinions(result: _Row, rows: list[_Row]) -> Opinions:
    words = ResultWords.from_json(json.loads(result.text))
    groups = [group for group in speaking(words) if group.is_shown]
    values = {row.number: row.value for row in rows if row.kind == ITEM}
    by_value: dict[int, list[SaidOfValue]] = {}
    for group in groups:
        for item in group.items:
            value = values.get(item.number)
            if value and item.is_shown:
                by_value.setdefault(value, []).append(SaidOfValue(group.label, item))
    texts = sorted((row for row in rows if row.kind == COMMENT), key=lambda row: row.key)
    return Opinions(
        reviewee=result.reviewee,
        round=result.sides,
        by_value=by_value,
        themes=themes_of(((row.theme, row.sides, row.text) for row in texts), groups),
        heard=[
            Heard(group.label, tuple(Side(side) for side in group.sides), group.composite)
            for group in words.groups
        ],
    )
