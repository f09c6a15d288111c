"""One quarter of an own plan: steps, status, realisations with how they came about, notes, feedback."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import F, FilteredRelation, Q
from django.db.models.functions import Substr

from indicators.models import Indicator, Plan, Result, Term
from indicators.rules import Direction, ResultKind, achievement

from ..models import Action, Feedback, HelpRequest, Note, Realisation, ResultOutlook
from ..rules.progress import Counted, Outlook, achieved_in_words, adds_up, counted
from .action import outlook_words
from .counting import how_counted, is_how_counted
from .evaluation import IndicatorProgress, cap_of, policy_cap
from .evidence import reports_with_files

LATEST = 3  # notes that a card shows
SHORT = 160  # letters of a note on a card


@dataclass
class Measured(IndicatorProgress):
    """An indicator with its realisation of the term and what its notes come to."""

    counted: Counted | None = None

    @property
    def how(self) -> str:
        """How the number came about, where it follows from the notes."""
        follows = self.current is not None and self.current.is_counted
        return how_counted(self.counted) if follows and self.counted else ""

    @property
    def said(self) -> str:
        """The owner's words on the realisation of the term; our own sentence is none of them."""
        note = self.current.note if self.current else ""
        return "" if is_how_counted(note) else note

    @property
    def words(self) -> str:
        """The achievement in words with its formula; empty where the target has no number."""
        one = self.indicator
        if one.target is None:
            return ""
        direction = Direction(one.direction)
        share = achievement(
            realised=self.reached,
            target=one.target,
            until=one.target_until,
            direction=direction,
            cap=self.cap,
        )
        return achieved_in_words(share, realised=self.reached, direction=direction)

    @property
    def other(self) -> Decimal | None:
        """What the notes come to, where that is not the number that stands."""
        if self.counted is None or (self.current and self.current.amount == self.counted.amount):
            return None
        return self.counted.amount


@dataclass
class Card:
    """One result in one quarter."""

    result: Result
    actions: list[Action] = field(default_factory=list)
    outlook: ResultOutlook | None = None
    help: HelpRequest | None = None
    indicators: list[Measured] = field(default_factory=list)
    notes: list[tuple[date, str]] = field(default_factory=list)
    feedback: list[Feedback] = field(default_factory=list)

    @property
    def open_steps(self) -> list[Action]:
        """The steps that are not done yet."""
        return [row for row in self.actions if row.done_on is None]

    @property
    def done_steps(self) -> list[Action]:
        """The steps that are done."""
        return [row for row in self.actions if row.done_on is not None]

    @property
    def is_reported(self) -> bool:
        """Whether every indicator has a realisation of the term that agrees with its notes."""
        rows = self.indicators
        return bool(rows) and all(row.current is not None and row.other is None for row in rows)

    @property
    def outlook_words(self) -> tuple[str, str] | None:
        """The status in words with the kind of its tag."""
        return outlook_words(self.outlook)

    @property
    def offers_closing(self) -> bool:
        """Whether help was asked for, and the owner says that none is needed any more."""
        calm = self.outlook is not None and self.outlook.outlook != Outlook.HELP
        return self.help is not None and calm


@dataclass
class QuarterPage:
    """All results of a plan in one quarter, and what was said on behaviours."""

    cards: list[Card]
    behaviours: list[Feedback]
    unfinished: int  # steps of the quarter before that are open and not copied
    before: Term | None

    @property
    def reported(self) -> int:
        """How many indicators have a realisation in the term."""
        return sum(1 for row in self.indicators if row.current is not None)

    @property
    def spoken_terms(self) -> set[int]:
        """The terms in which the superior gave official words: of these there is a feedback form."""
        said = [text for card in self.cards for text in card.feedback] + self.behaviours
        return {text.term_id for text in said if not text.is_from_assigner}

    @property
    def indicators(self) -> list[Measured]:
        """All indicators in the order of the plan."""
        return [row for card in self.cards for row in card.indicators]

    @property
    def steps(self) -> int:
        """How many steps are planned."""
        return sum(len(card.actions) for card in self.cards)


def quarter_page(plan: Plan, term: Term, terms: Sequence[Term]) -> QuarterPage:
    """Return the results of a plan as one quarter sees them (six queries, however many results)."""
    cards = _cards(plan, term)
    _add_indicators(cards, plan, term)
    _add_notes(cards, plan, term)
    behaviours = []
    said = Feedback.objects.filter(plan=plan).select_related("term", "given_by", "value")
    for text in said.order_by("term__number", "pk"):
        if text.result_id in cards:
            cards[text.result_id].feedback.append(text)
        elif text.value_id is not None:
            behaviours.append(text)
    before = next((row for row in reversed(terms) if row.number < term.number), None)
    unfinished = _add_actions(cards, plan, term, before)
    return QuarterPage(list(cards.values()), behaviours, unfinished, before)


def _cards(plan: Plan, term: Term) -> dict[int, Card]:
    """Return a card per result, main ones first, with the outlook of the term and the open request."""
    rows = Result.objects.filter(plan=plan).annotate(
        now=FilteredRelation("outlooks", condition=Q(outlooks__term=term)),
        asked=FilteredRelation("help_requests", condition=Q(help_requests__closed_at__isnull=True)),
        outlook=F("now__outlook"),
        outlook_note=F("now__note"),
        help_pk=F("asked__pk"),
        help_version=F("asked__version"),
        replied_at=F("asked__replied_at"),
        cap=policy_cap(plan),
    )
    cards = {}
    for row in sorted(rows, key=lambda row: (row.kind != ResultKind.MAIN, row.order, row.pk)):
        card = cards[row.pk] = Card(row)
        if row.outlook:
            card.outlook = ResultOutlook(outlook=row.outlook, note=row.outlook_note)
        if row.help_pk:
            card.help = HelpRequest(pk=row.help_pk, version=row.help_version, replied_at=row.replied_at)
    return cards


def _add_actions(cards: dict[int, Card], plan: Plan, term: Term, before: Term | None) -> int:
    """Put the steps on the cards; return how many of the quarter before are still to be carried over."""
    rows = Action.objects.filter(result__plan=plan, term__in=[term, *([before] if before else [])])
    rest = []
    for row in rows.filter(removed_at__isnull=True).order_by("pk"):
        if row.term_id != term.pk:
            rest += [row] if row.done_on is None and row.result_id in cards else []
        elif row.result_id in cards:
            cards[row.result_id].actions.append(row)
    here = {(row.result_id, row.text) for card in cards.values() for row in card.actions}
    return sum(1 for row in rest if (row.result_id, row.text) not in here)


def _add_indicators(cards: dict[int, Card], plan: Plan, term: Term) -> None:
    reports: dict[int, list[Realisation]] = {}
    rows = Realisation.objects.filter(indicator__result__plan=plan, term__number__lte=term.number)
    for row in reports_with_files(rows.select_related("term").order_by("term__number", "pk")):
        reports.setdefault(row.indicator_id, []).append(row)
    for indicator in Indicator.objects.filter(result__plan=plan).order_by("order", "pk"):
        item = Measured(indicator, reports.get(indicator.pk, []))
        item.cap = cap_of(cards[indicator.result_id].result)
        item.current = next((row for row in item.realisations if row.term_id == term.pk), None)
        cards[indicator.result_id].indicators.append(item)


def _add_notes(cards: dict[int, Card], plan: Plan, term: Term) -> None:
    """Put the latest notes of the term on the cards, and what all of them come to on the indicators."""
    rows = Note.objects.kept().filter(
        placement=plan.placement_id,
        result__in=list(cards),
        noted_on__gte=plan.started_on,
        noted_on__lte=min(term.ended_on, plan.last_day),
    )
    amounts: dict[int, list[tuple[date, Decimal]]] = {}
    facts = ("result", "indicator", "noted_on", "amount", "short")
    for result, indicator, day, amount, text in (
        rows.annotate(short=Substr("text", 1, SHORT)).order_by("noted_on", "pk").values_list(*facts)
    ):
        if day >= term.started_on:
            cards[result].notes = [(day, text), *cards[result].notes[: LATEST - 1]]
        if indicator is not None and amount is not None:
            amounts.setdefault(indicator, []).append((day, amount))
    for card in cards.values():
        for item in card.indicators:
            one = item.indicator
            adds = adds_up(unit=one.unit, aspect=one.aspect)
            item.counted = counted(amounts.get(one.pk, []), adds=adds)
