"""The feedback form is offered where feedback is given, on the own progress page, and with the result."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from reviews.models import Document, Evaluation
from tests.documents.test_issue import frozen_plan, quick
from tests.pages import form_of
from tests.world import NOW, TODAY, World

__all__ = ["quick"]
pytestmark = [pytest.mark.usefixtures("clock"), pytest.mark.once]


@pytest.mark.parametrize("spoken", [True, False])
@pytest.mark.parametrize(("name", "page"), [("budi", "give"), ("ani", "progress"), ("ani", "result")])
def test_the_form_is_offered_once_the_superior_spoke(
    world: World,
    enter: Any,
    quick: list[Any],
    name: str,
    page: str,
    spoken: bool,
) -> None:
    plan, term = frozen_plan(world), world.term(3)
    if spoken:
        plan.feedback.create(
            term=term, result=plan.results.get(), text="Pertahankan.", given_by=world.budi, given_at=NOW
        )
    evaluation = Evaluation.objects.create(
        plan=plan,
        term=term,
        appraiser=world.budi,
        results_rating="SESUAI",
        results_reason="Terbit.",
        behaviour_rating="SESUAI",
        behaviour_reason="Hadir.",
        predicate="BAIK",
        status="DISAMPAIKAN",
        rated_at=NOW,
        shared_at=NOW,
        talked_on=TODAY,
    )
    href = {
        "give": reverse("reviews:feedback-give", args=[plan.pk, term.pk]),
        "progress": reverse("reviews:progress-mine") + "?masa=3",
        "result": reverse("reviews:evaluation-detail", args=[evaluation.pk]),
    }[page]
    action = reverse("reviews:document-feedback", args=[plan.pk, term.pk])
    client = enter(world.people[name])

    shown = client.get(href)

    assert (action in shown.content.decode()) is spoken
    if spoken:
        answer = client.post(action, form_of(shown, action).fields, follow=True)
        document = Document.objects.get()
        assert (document.kind, document.term) == ("UMPAN_BALIK", term)
        assert answer["Content-Disposition"] == f'attachment; filename="{document.number}.pdf"'
