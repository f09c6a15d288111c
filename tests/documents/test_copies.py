"""Copies by the batch: the same words as a single document, a fixed number of queries, the mark on it."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from appraisal import pdf
from indicators.models import Plan, PlanCopy
from reviews.access.document import FeedbackOf
from reviews.documents import SHEETS
from reviews.documents.copies import compose, with_parties, with_plans
from reviews.documents.payload import to_payload
from reviews.documents.printing import print_copy
from reviews.models import Evaluation
from reviews.rules.document import DocumentKind
from tests.documents.test_bulk import plans
from tests.documents.test_issue import quick
from tests.world import NOW, World

__all__ = ["plans", "quick"]
OF_EVALUATIONS = (DocumentKind.EVALUATION, DocumentKind.EVALUATION_RECORD)


def targets(kind: DocumentKind, some: list[Plan]) -> list[Any]:
    if kind in OF_EVALUATIONS:
        rows = Evaluation.objects.filter(plan__in=some)
        return list(with_parties(rows, is_record=kind == DocumentKind.EVALUATION_RECORD).order_by("pk"))
    return list(with_plans(Plan.objects.filter(pk__in=[plan.pk for plan in some])).order_by("pk"))


@pytest.fixture
def talked(world: World, plans: list[Plan]) -> list[Plan]:
    """The three plans, each with a word of the superior and a report."""
    for number, plan in enumerate(plans, start=1):
        result = plan.results.get()
        row = {"term": world.term(1), "given_by": world.budi, "given_at": NOW}
        plan.feedback.create(result=result, text=f"Baik sekali {number}.", **row)
    return plans


@pytest.mark.parametrize(
    "kind", [DocumentKind.PLAN, *OF_EVALUATIONS, DocumentKind.FEEDBACK], ids=lambda kind: kind.value
)
def test_a_batch_says_what_each_says_alone_with_the_queries_of_one(
    kind: DocumentKind, world: World, talked: list[Plan]
) -> None:
    term = world.term(1)
    alone: dict[int, Any] = {}
    for row in targets(kind, talked):
        target = FeedbackOf(row, term) if kind == DocumentKind.FEEDBACK else row
        alone[row.pk] = to_payload(SHEETS[kind](target))

    with CaptureQueriesContext(connection) as one:
        compose(kind, targets(kind, talked[:1]), term)
    with CaptureQueriesContext(connection) as all_three:
        together = compose(kind, targets(kind, talked), term)

    assert together == alone
    assert len(together) == 3
    assert len(all_three) == len(one)


def test_who_has_said_nothing_is_left_out(world: World, plans: list[Plan]) -> None:
    assert compose(DocumentKind.FEEDBACK, targets(DocumentKind.FEEDBACK, plans), world.term(1)) == {}


@pytest.mark.once
def test_a_copy_bears_no_number_no_code_and_the_mark(world: World, plans: list[Plan]) -> None:
    payload = compose(DocumentKind.PLAN, targets(DocumentKind.PLAN, plans[:1]))[plans[0].pk]
    made = print_copy(payload, NOW)
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(made)).pages]

    assert all("SALINAN dari rancangan, bukan dokumen resmi" in page for page in pages)
    assert "Keaslian" not in "".join(pages)
    assert "tidak bernomor" in pages[-1]
    assert made == print_copy(payload, NOW)


def test_a_plan_that_is_only_submitted_is_copied_without_a_day_of_agreement(
    world: World,
    plans: list[Plan],
) -> None:
    plan = plans[0]
    Plan.objects.filter(pk=plan.pk).update(status="DIAJUKAN", agreed_at=None, agreed_by=None, revision=0)
    PlanCopy.objects.filter(plan=plan)._raw_delete(PlanCopy.objects.db)
    payload = compose(DocumentKind.PLAN, targets(DocumentKind.PLAN, [plan]))[plan.pk]

    assert payload["signatures"][1]["on"] == ""
    assert print_copy(payload, NOW, engine=pdf.Engine.COPY).startswith(b"%PDF")
