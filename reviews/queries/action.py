"""The action plan: steps and outlook per result and quarter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from indicators.models import Plan, Result, Term
from indicators.rules import TermKind

from ..models import Action, HelpRequest, ResultOutlook
from ..rules.progress import OUTLOOK_LABELS, Outlook
from .evaluation import PlanProgress

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
    def done(self) -> int:
        """How many steps are done."""
        return sum(1 for row in self.actions if row.done_on is not None)

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


def add_quarters(progress: PlanProgress, plan: Plan, terms: Iterable[Term]) -> PlanProgress:
    """Put steps and status beside the results, latest quarter first (two queries); return the progress."""
    stored, latest_first = quarters_of(plan), sorted(terms, key=lambda term: -term.number)
    for item in progress.results:
        quarters = stored.get(item.result.pk, {})
        item.quarters = [(term, quarters[term.pk]) for term in latest_first if term.pk in quarters]
    return progress


def quarters_of(plan: Plan) -> dict[int, dict[int, Quarter]]:
    """Return the quarters of all results of a plan: by result, then by term (two queries)."""
    found: dict[int, dict[int, Quarter]] = {}
    for row in Action.objects.filter(result__plan=plan, removed_at__isnull=True).order_by("pk"):
        found.setdefault(row.result_id, {}).setdefault(row.term_id, Quarter()).actions.append(row)
    for outlook in ResultOutlook.objects.filter(result__plan=plan):
        found.setdefault(outlook.result_id, {}).setdefault(outlook.term_id, Quarter()).outlook = outlook
    return found
