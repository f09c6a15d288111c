"""A year by months and one by halves: the pages of progress, talks and results name its parts."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest

from indicators.models import Term
from indicators.rules import TermKind, default_terms
from reviews.documents.evaluation import term_word
from reviews.models import Evaluation
from reviews.operations import progress
from tests.pages import text_of
from tests.world import NOW, TODAY, World, agreed_plan

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(
    params=[
        (TermKind.MONTHLY, "November", "Kemajuan bulan"),
        (TermKind.HALF_YEARLY, "Semester II", "Kemajuan semester"),
    ]
)
def rhythm(request: Any, world: World) -> tuple[str, str]:
    """The world's year in other parts; returns the running one and the heading of its progress."""
    kind, running, heading = request.param
    world.period.terms.all().delete()
    Term.objects.bulk_create(Term(period=world.period, **asdict(row)) for row in default_terms(2026, kind))
    return running, heading


def test_pages_name_the_parts_of_the_year(
    world: World, enter: Any, clock: Any, rhythm: tuple[str, str]
) -> None:
    running, heading = rhythm
    plan = agreed_plan(world)
    client = enter(world.ani)

    for href in ("/", "/kemajuan/triwulan/", "/dialog/", "/hasil/", "/kemajuan/"):
        assert client.get(href).status_code == 200, href
    page = text_of(client.get("/kemajuan/triwulan/"))
    assert heading in page
    assert running in page
    assert "riwulan IV" not in page
    client = enter(world.budi)
    for href in ("/tim/", f"/tim/{plan.pk}/", "/dialog/tim/"):
        page = text_of(client.get(href))
        assert "riwulan I" not in page, href
    term = world.period.terms.get(name=running)
    assert running in text_of(client.get(f"/tim/{plan.pk}/umpan-balik/{term.pk}/"))
    assert client.get(f"/tim/{plan.pk}/penilaian/{term.pk}/").status_code == 200
    assert running in text_of(enter(world.gita).get("/bkd/evaluasi/"))


def test_a_part_takes_reports_feedback_and_has_no_quarter_on_paper(
    world: World, rhythm: tuple[str, str]
) -> None:
    plan = agreed_plan(world)
    term = world.period.terms.get(name=rhythm[0])
    indicator = plan.results.get().indicators.get()

    progress.report(
        indicator=indicator,
        term=term,
        version=None,
        amount=3,
        note="Tiga akta terbit.",
        noted_on=TODAY,
        evidence_url="",
        by=world.ani,
        at=NOW,
    )
    result = plan.results.get()
    given = progress.give_feedback(
        plan=plan, term=term, results={result.pk: "Rapi."}, values={}, by=world.budi, at=NOW
    )

    assert given == 1

    assert term_word(Evaluation(plan=plan, term=term)) == ""
    assert term_word(Evaluation(plan=plan, term=world.final)) == "AKHIR"
