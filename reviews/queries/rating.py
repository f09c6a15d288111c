"""What lies beside a rating: evidence by quarter, words of the year, self-assessment, and who comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Case, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Value, When

from indicators.models import Plan, Term
from indicators.rules import PlanStatus
from organizations.models import Employee

from ..access.line import may_count, supervised_plans
from ..models import Feedback, ItemRating, Realisation, SelfAssessment, moved_on
from ..rules.evaluation import EvaluationStatus, Rating
from ..rules.remark import GIVER_LABELS, REMARK_LABELS, Giver, RemarkKind
from .action import Quarter
from .evaluation import BehaviourProgress, IndicatorProgress, ResultProgress, plan_progress
from .opinions import Opinions, SaidOfValue, counting_results, opinions_beside
from .remark import remarks_in
from .self_assessment import mark_changed


@dataclass
class PartOfYear:
    """What happened to one result in one term: status and steps, and what was reported."""

    term: Term
    quarter: Quarter | None = None
    reports: list[tuple[IndicatorProgress, Realisation]] = field(default_factory=list)


@dataclass(frozen=True)
class Word:
    """What somebody said about a result or a behaviour during the year."""

    text: str
    who: str
    at: datetime


@dataclass
class Beside:
    """Everything that lies beside the choice for one result or one behaviour, and the choice made before."""

    item: ResultProgress | BehaviourProgress
    parts: list[PartOfYear] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    seen: str = ""
    opinions: list[SaidOfValue] = field(default_factory=list)

    @property
    def label(self) -> str:
        """What a message calls it."""
        item = self.item
        return item.result.text if isinstance(item, ResultProgress) else item.expectation.value.name


@dataclass
class RatingPage:
    """Results and behaviours with what lies beside them, by the names of their fields, and the rest."""

    results: dict[str, Beside]
    behaviours: dict[str, Beside]
    general: list[Word]  # about the work as a whole, or about what a change took out
    opinions: Opinions | None = None

    @property
    def indicators(self) -> list[IndicatorProgress]:
        """All indicators in the order of the plan."""
        items = [beside.item for beside in self.results.values()]
        return [row for item in items if isinstance(item, ResultProgress) for row in item.indicators]

    @property
    def has_words(self) -> bool:
        """Whether anybody said anything during the year."""
        return bool(self.general) or any(beside.words for beside in (self.results | self.behaviours).values())

    @property
    def seen_results(self) -> tuple[Rating, ...]:
        """The choices made per result."""
        return tuple(Rating(beside.seen) for beside in self.results.values() if beside.seen)

    @property
    def seen_behaviours(self) -> tuple[Rating, ...]:
        """The choices made per behaviour."""
        return tuple(Rating(beside.seen) for beside in self.behaviours.values() if beside.seen)


def rating_with_opinions(plan: Plan, term: Term, reader: Employee) -> RatingPage:
    """Return what lies beside each choice, with the released opinions of many sides.

    Five queries, four where nobody was heard.
    """
    page = rating_page(plan, term, reader)
    opinions = page.opinions = opinions_beside(plan, term) if getattr(plan, "was_heard", True) else None
    by_value = opinions.by_value if opinions else {}
    for beside in page.behaviours.values():
        if isinstance(beside.item, BehaviourProgress):
            beside.opinions = by_value.get(beside.item.expectation.value_id, [])
    return page


def rating_page(plan: Plan, term: Term, reader: Employee) -> RatingPage:
    """Return what lies beside each choice on the page of a rating (four queries).

    The superior's official words, the remarks of the plan's days and the reader's own choices are read in
    one. Choices of an earlier superior are none of the reader's.
    """
    progress = plan_progress(plan, has_words=False)
    results = {f"result_{item.result.pk}": Beside(item, _parts(item)) for item in progress.results}
    behaviours = {f"value_{item.expectation.value_id}": Beside(item) for item in progress.behaviours}
    if hasattr(plan, "own_id"):
        mark_changed(progress, self_assessment_of(plan))
    page = RatingPage(results, behaviours, [])
    found = results | behaviours
    for row in sorted(_said(plan, term, reader), key=lambda row: (row.at, row.kind, row.pk)):
        name = f"result_{row.result}" if row.result else f"value_{row.value}"
        if row.kind != CHOICE:
            (found[name].words if name in found else page.general).append(Word(row.text, row.who, row.at))
        elif name in found:
            found[name].seen = row.text
    return page


FEEDBACK, REMARK, CHOICE = 1, 2, 3


class _Said(NamedTuple):
    kind: int
    pk: int
    result: int | None
    value: int | None
    text: str
    label: str  # of official words the term, of a remark its kind
    giver: str
    front_title: str
    name: str
    back_title: str
    at: datetime

    @property
    def who(self) -> str:
        """Where and by whom it was said."""
        person = Employee(front_title=self.front_title, name=self.name, back_title=self.back_title).full_name
        label = self.label if self.kind == FEEDBACK else REMARK_LABELS[RemarkKind(self.label)]
        return f"{label}, {person}" + (f" ({GIVER_LABELS[Giver(self.giver)].lower()})" if self.giver else "")


def _said(plan: Plan, term: Term, reader: Employee) -> list[_Said]:
    """Return official words, remarks and own choices in one shape (one query)."""
    names = ("given_by__front_title", "given_by__name", "given_by__back_title", "given_at")
    giver = Case(When(is_from_assigner=True, then=Value(Giver.ASSIGNER.value)), default=Value(""))
    about = ("pk", "result", "value")
    words = Feedback.objects.filter(plan=plan).values_list(
        Value(FEEDBACK), *about, "text", "term__name", giver, *names
    )
    remarks = remarks_in(plan).values_list(Value(REMARK), *about, "text", "kind", "giver", *names)
    own = ItemRating.objects.filter(
        evaluation__plan=plan, evaluation__term=term, evaluation__appraiser=reader
    ).values_list(Value(CHOICE), *about, "rating", *[Value("")] * 5, "evaluation__rated_at")
    return [_Said(*row) for row in words.union(remarks, own, all=True)]


def _parts(item: ResultProgress) -> list[PartOfYear]:
    """Return what happened to a result term by term, the first quarter first."""
    found: dict[int, PartOfYear] = {}
    for term, quarter in item.quarters:
        found[term.pk] = PartOfYear(term, quarter)
    for indicator in item.indicators:
        for report in indicator.realisations:
            part = found.setdefault(report.term_id, PartOfYear(report.term))
            part.reports.append((indicator, report))
    return sorted(found.values(), key=lambda part: part.term.number)


# --- What the employee says ---------------------------------------------------------------------

SAID = ("id", "strengths", "growth", "support", "confirmed", "sent_at")
TERM = [column.attname for column in Term._meta.concrete_fields]


def with_term(plans: QuerySet[Plan], term: int) -> QuerySet[Plan]:
    """Load with a plan a term of its year, and what its owner sent about it; a draft stays the owner's.

    `was_heard` says whether released opinions of many sides stand beside the rating.
    """
    sent = Q(self_assessments__term=term, self_assessments__sent_at__isnull=False)
    return plans.annotate(
        part=FilteredRelation("period__terms", condition=Q(period__terms__pk=term)),
        own=FilteredRelation("self_assessments", condition=sent),
        moved_on=moved_on(),
        was_heard=Exists(counting_results(OuterRef("placement"), term)),
        **{f"part_{name}": F(f"part__{name}") for name in TERM},
        **{f"own_{name}": F(f"own__{name}") for name in SAID},
    )


def term_with(plan: Plan) -> Term | None:
    """Return the term that came with a plan of `with_term`; None where it is of another year."""
    values = [getattr(plan, f"part_{name}") for name in TERM]
    return Term.from_db(plan._state.db, TERM, values) if values[0] is not None else None


def self_assessment_of(plan: Plan) -> SelfAssessment | None:
    """Return what the owner sent, as it came with a plan of `with_term`."""
    values: dict[str, Any] = {name: getattr(plan, f"own_{name}") for name in SAID}
    return SelfAssessment(plan=plan, term=term_with(plan), **values) if values["id"] is not None else None


# --- The team in a term ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Place:
    """Where one stands in rating a team in a term."""

    rated: int
    count: int
    following: Plan | None  # the next by name without a rating, from the top again after the last
    reasons: tuple[str, ...]  # that the reader gave in the ratings of the others

    @property
    def words(self) -> str:
        """How many are rated, in words."""
        return f"{self.rated} dari {self.count} orang"


def ratable_plans(user: Employee, term: Term, on: date) -> QuerySet[Plan]:
    """Return the agreed plans that a person appraises in a term, by name."""
    plans = supervised_plans(user, on).filter(period=term.period_id, started_on__lte=term.ended_on)
    agreed = plans.filter(status=PlanStatus.AGREED).select_related("placement__employee")
    return agreed.order_by("placement__employee__name", "pk")


def place_in_team(user: Employee, plan: Plan, term: Term, on: date) -> Place:
    """Return how many of the team are rated in a term, and who comes after this plan (one query)."""
    plans = [row for row in with_rating(ratable_plans(user, term, on), user, term) if may_count(row, term)]
    others = _turned(plans, plan)
    rated = [row for row in plans if row.rated_by]  # type: ignore[attr-defined]
    following = next((row for row in others if not row.rated_by), None)  # type: ignore[attr-defined]
    own = [row for row in others if row.rated_by == user.pk]  # type: ignore[attr-defined]
    reasons = tuple(text for row in own for text in (row.why_results, row.why_behaviour))  # type: ignore[attr-defined]
    return Place(len(rated), len(plans), following, reasons)


def with_rating(plans: QuerySet[Plan], user: Employee, term: Term) -> QuerySet[Plan]:
    """Load with each plan who rated it in a term and why; drafts of others are none."""
    readable = Q(evaluations__term=term) & (
        ~Q(evaluations__status=EvaluationStatus.DRAFT) | Q(evaluations__appraiser=user)
    )
    return plans.annotate(
        judged=FilteredRelation("evaluations", condition=readable),
        rated_by=F("judged__appraiser"),
        why_results=F("judged__results_reason"),
        why_behaviour=F("judged__behaviour_reason"),
    )


def _turned(plans: Sequence[Plan], plan: Plan) -> list[Plan]:
    """Return the others, from the one after this plan on."""
    here = next((number for number, row in enumerate(plans) if row.pk == plan.pk), -1)
    return [*plans[here + 1 :], *plans[: max(here, 0)]]
