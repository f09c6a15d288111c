"""The own results by year and term: what was shared, what is coming, and the self-assessment before it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import F
from django.urls import reverse

from appraisal.templatetags.ui import tanggal
from indicators.models import Plan, Term
from indicators.rules import PlanStatus
from organizations.models import Employee

from ..access.line import may_count
from ..access.self_assessment import closes_on, opens_on
from ..models import Evaluation, SelfAssessment, moved_on, name_of
from ..rules.evaluation import RELEASED

TERM = [column.attname for column in Term._meta.concrete_fields]
SETTLED = (PlanStatus.AGREED, PlanStatus.CLOSED)


@dataclass(frozen=True)
class ResultRow:
    """One plan in one term, as its owner finds it in the list."""

    plan: Plan
    term: Term
    evaluation: Evaluation | None
    assessment: SelfAssessment | None
    on: date
    opens: date  # the days on which the self-assessment is asked for
    closes: date
    several: bool = False  # the year has more than one plan, so each is named

    @property
    def title(self) -> str:
        """The term, with the post where the year has more than one plan."""
        name = name_of(self.plan, self.term)
        what = f"Hasil {name}" if self.evaluation else name
        return f"{what}, {self.plan.placement.label}" if self.several else what

    @property
    def is_open(self) -> bool:
        """Whether the self-assessment can be written on this day."""
        opened = self.plan.status == PlanStatus.AGREED and self.opens <= self.on
        return self.evaluation is None and self.plan.period.is_open and opened

    @property
    def is_asked(self) -> bool:
        """Whether the self-assessment is still to be sent, in the days in which the term is rated."""
        sent = self.assessment is not None and self.assessment.sent_at is not None
        return self.is_open and not sent and self.on <= self.closes

    @property
    def href(self) -> str:
        """The result, or before that the self-assessment; nothing while neither is open."""
        if self.evaluation:
            return reverse("reviews:evaluation-detail", args=[self.evaluation.pk])
        if self.is_open or self.assessment:
            return reverse("reviews:self-assessment", args=[self.plan.pk, self.term.pk])
        return ""

    @property
    def hint(self) -> str:
        """What stands behind it, or when it opens."""
        one = self.evaluation
        if one is not None and one.shared_at:
            return f"Dibagikan oleh {one.appraiser.full_name} pada {tanggal(one.shared_at)}."
        if self.assessment and self.assessment.sent_at:
            return f"Penilaian diri terkirim {tanggal(self.assessment.sent_at)}."
        if self.is_asked:
            return f"Tulis penilaian diri, paling baik sebelum {tanggal(self.term.due_on)}."
        if self.is_open:
            return "Penilaian diri masih bisa ditulis sampai hasil dibagikan."
        return f"Penilaian diri dibuka {tanggal(self.opens)}."

    @property
    def words(self) -> tuple[str, str]:
        """The state in words and its kind of tag; never a rating."""
        if self.evaluation:
            return self.evaluation.status_words
        if self.assessment:
            return ("Menunggu dialog", "mute") if self.assessment.sent_at else ("Draf penilaian diri", "info")
        return ("Bisa ditulis", "info") if self.is_asked else ("Belum dibagikan", "mute")


def own_results(user: Employee, on: date) -> dict[int, list[ResultRow]]:
    """Return by year, the latest first, every term with a result or one to come (three queries)."""
    mine = Plan.objects.with_people().filter(placement__employee=user, status__in=SETTLED)
    parts = mine.annotate(
        moved_on=moved_on(), **{f"part_{name}": F(f"period__terms__{name}") for name in TERM}
    )
    pairs = [
        (plan, _term(plan)) for plan in parts.order_by("-period__year", "-started_on", "-pk", "-part_number")
    ]
    if not pairs:
        return {}
    plans = {plan.pk: plan.period_id for plan, _ in pairs}
    released = Evaluation.objects.filter(status__in=RELEASED, plan__in=plans).select_related("appraiser")
    results = {(row.plan_id, row.term_id): row for row in released}
    words = {(row.plan_id, row.term_id): row for row in SelfAssessment.objects.filter(plan__in=plans)}
    found: dict[int, list[ResultRow]] = defaultdict(list)
    for plan, term in pairs:
        several = list(plans.values()).count(plan.period_id) > 1
        days = opens_on(plan, term), closes_on(plan, term)
        key = (plan.pk, term.pk)
        row = ResultRow(plan, term, results.get(key), words.get(key), on, *days, several)
        if row.evaluation or row.assessment or _is_coming(row):
            found[plan.period.year].append(row)
    return dict(found)


def _term(plan: Plan) -> Term:
    """Return the term that came with a plan."""
    return Term.from_db(plan._state.db, TERM, [getattr(plan, f"part_{name}") for name in TERM])


def _is_coming(row: ResultRow) -> bool:
    """Say whether a term that has begun can still bring a result."""
    begun = row.term.started_on <= row.on and bool(may_count(row.plan, row.term))
    return begun and row.plan.status == PlanStatus.AGREED and row.plan.period.is_open


def next_to_assess(user: Employee, on: date) -> ResultRow | None:
    """Return the self-assessment that is due first, None when nothing is open (three queries)."""
    rows = [row for rows in own_results(user, on).values() for row in rows if row.is_asked]
    return min(rows, key=lambda row: (row.term.due_on, row.term.number, row.plan.pk), default=None)
