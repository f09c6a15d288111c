"""The action plan: steps and outlook per result and quarter."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import DateField, DateTimeField, IntegerField, Value
from django.db.models.functions import Cast

from indicators.models import BehaviourExpectation, CoreValue, Plan, Result, Term
from indicators.rules import TermKind

from ..models import Action, HelpRequest, ResultOutlook
from ..rules.progress import OUTLOOK_LABELS, Outlook

OUTLOOK_KINDS = {Outlook.ON_TRACK: "ok", Outlook.ATTENTION: "warn", Outlook.HELP: "info"}


@dataclass
class Quarter:
    """Steps and outlook of one result in one quarter."""

    actions: list[Action] = field(default_factory=list)
    outlook: ResultOutlook | None = None
    help: HelpRequest | None = None  # the open one, of any quarter
    version: int = 0  # grows with every change

    @property
    def outlook_words(self) -> tuple[str, str] | None:
        """The outlook in words with the kind of its tag."""
        return outlook_words(self.outlook)

    @property
    def told(self) -> dict[str, str]:
        """What is stored, for who was second."""
        texts = {f"Langkah {number}": row.text for number, row in enumerate(self.actions, start=1)}
        if self.outlook is not None:
            label = OUTLOOK_LABELS[Outlook(self.outlook.outlook)]
            texts["Status"] = f"{label}. {self.outlook.note}".strip()
        return texts


def outlook_words(row: ResultOutlook | None) -> tuple[str, str] | None:
    """Return an outlook in words with the kind of its tag, None where nobody chose one."""
    if row is None:
        return None
    return OUTLOOK_LABELS[Outlook(row.outlook)], OUTLOOK_KINDS[Outlook(row.outlook)]


def quarter_of(result: Result, term: Term) -> Quarter:
    """Return steps, outlook and open request of one result in one quarter (three queries)."""
    rows = list(Action.objects.filter(result=result, term=term).order_by("pk"))
    outlook = ResultOutlook.objects.filter(result=result, term=term).first()
    request = HelpRequest.objects.filter(result=result, closed_at__isnull=True).first()
    return _quarter(rows, outlook, request)


def _quarter(rows: list[Action], outlook: ResultOutlook | None, request: HelpRequest | None) -> Quarter:
    version = sum(row.version for row in rows) + (outlook.version if outlook else 0)
    return Quarter([row for row in rows if row.removed_at is None], outlook, request, version)


def previous_term(term: Term) -> Term | None:
    """Return the part of the year before a term, None before the first."""
    parts = Term.objects.filter(period=term.period_id, number__lt=term.number)
    return parts.exclude(kind=TermKind.FINAL).order_by("-number").first()


@dataclass
class PlanYear:
    """What stands beside the results of a plan: steps and status, open requests, behaviours."""

    quarters: dict[int, list[tuple[Term, Quarter]]]  # by result, the latest first
    requests: list[HelpRequest]
    expectations: list[BehaviourExpectation]


def plan_year(plan: Plan) -> PlanYear:
    """Return steps, outlooks, open requests and behaviours of a plan (one query).

    Four small tables are read as one: the pages that show them have no query to spare.
    """
    found: dict[int, dict[int, Quarter]] = defaultdict(lambda: defaultdict(Quarter))
    terms: dict[int, Term] = {}
    requests, expectations = [], []
    for row in _rows_of(plan):
        if row.kind == HELP:
            requests.append(HelpRequest(pk=row.pk, plan=plan, text=row.text, replied_at=row.replied_at))
        elif row.kind == BEHAVIOUR:
            value = CoreValue(pk=row.part, number=row.number, name=row.name, guidance=row.words)
            expectations.append(BehaviourExpectation(pk=row.pk, plan=plan, value=value, text=row.text))
        elif row.kind == STATUS:
            found[row.part][row.term or 0].outlook = ResultOutlook(
                pk=row.pk, outlook=row.words, note=row.text
            )
        else:
            step = Action(pk=row.pk, text=row.text, due_on=row.due_on, done_on=row.done_on)
            found[row.part][row.term or 0].actions.append(step)
        if row.term is not None:
            terms[row.term] = Term(pk=row.term, number=row.number, name=row.name)
    quarters = {
        result: sorted(((terms[key], each) for key, each in of.items()), key=lambda each: -each[0].number)
        for result, of in found.items()
    }
    return PlanYear(quarters, requests, sorted(expectations, key=lambda each: each.value.number))


STEP, STATUS, HELP, BEHAVIOUR = 1, 2, 3, 4


class _Row(NamedTuple):
    kind: int
    pk: int
    part: int  # the result, or the core value of a behaviour
    term: int | None
    number: int  # of the term, or of the core value
    name: str
    text: str
    words: str
    due_on: date | None
    done_on: date | None
    replied_at: datetime | None


def _rows_of(plan: Plan) -> list[_Row]:
    """Return the rows of the four tables in one shape, each kind in its order."""
    none = Cast(Value(None), IntegerField())
    no_day, no_moment = Cast(Value(None), DateField()), Cast(Value(None), DateTimeField())
    in_term = ("pk", "result", "term", "term__number", "term__name")
    in_plan = ("pk", "result", none, none, Value(""), "text", Value(""))
    in_value = ("pk", "value", none, "value__number", "value__name", "text", "value__guidance")
    steps = Action.objects.filter(result__plan=plan, removed_at__isnull=True)
    outlooks = ResultOutlook.objects.filter(result__plan=plan)
    requests = HelpRequest.objects.filter(plan=plan, closed_at__isnull=True)
    nothing = (no_day, no_day, no_moment)
    rows = steps.values_list(Value(STEP), *in_term, "text", Value(""), "due_on", "done_on", no_moment).union(
        outlooks.values_list(Value(STATUS), *in_term, "note", "outlook", *nothing),
        requests.values_list(Value(HELP), *in_plan, no_day, no_day, "replied_at"),
        plan.behaviours.values_list(Value(BEHAVIOUR), *in_value, *nothing),
        all=True,
    )
    return [_Row(*row) for row in sorted(rows, key=lambda row: row[:2])]
