"""Documents of feedback and of credit points: whose they are, who has them made, who reads them."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from appraisal.errors import Denied, Refused
from organizations.models import Agency
from reviews import documents
from reviews.access.document import Target, visible_documents
from reviews.documents import CreditOf, FeedbackOf
from reviews.documents.printing import pdf
from reviews.models import CreditEntry, Document, Feedback
from reviews.operations import document as operations
from reviews.rules.document import DocumentKind
from tests.documents.test_issue import frozen_plan, quick, shared
from tests.world import NOW, TODAY, World

__all__ = ["quick"]


def spoken(world: World, number: int = 1, text: str = "Pertahankan.") -> FeedbackOf:
    """Return feedback on Ani's only result in a quarter, as Budi gave it."""
    plan = frozen_plan(world)
    term = world.term(number)
    plan.feedback.create(term=term, result=plan.results.get(), text=text, given_by=world.budi, given_at=NOW)
    return FeedbackOf(plan, term)


def issue_feedback(world: World, target: FeedbackOf, name: str = "ani") -> Document:
    return documents.issue(kind=DocumentKind.FEEDBACK, feedback=target, by=world.people[name], at=NOW)


def issue_credit(world: World, target: Target, name: str = "ani") -> Document:
    """Issue a document of credit points with some content and pages that cost nothing."""
    kind = DocumentKind.CREDIT_TOTAL if isinstance(target, CreditOf) else DocumentKind.CREDIT_CONVERSION
    pages = pdf.Rendered("", b"%PDF", hashlib.sha256(b"%PDF").hexdigest())
    return operations.issue(
        kind=kind,
        target=target,
        compose=lambda: {"kind": kind.value},
        render=lambda payload: pages,
        site="",
        by=world.people[name],
        at=NOW,
    )


def entry(world: World) -> CreditEntry:
    return CreditEntry.objects.create(
        employee=world.ani,
        source="DASAR",
        level="AHLI_PERTAMA",
        year=2026,
        points=50,
        basis="PAK 2025",
        set_by=world.gita,
        set_at=NOW,
    )


def test_the_feedback_form_says_what_was_reached_and_said_in_that_term(
    world: World, quick: list[Any]
) -> None:
    target = spoken(world)
    spoken_later = target.plan.feedback.create(
        term=world.term(2), result=target.plan.results.get(), text="Lain.", given_by=world.budi, given_at=NOW
    )
    Feedback.objects.create(
        plan=target.plan,
        term=target.term,
        result=target.plan.results.get(),
        text="Kata pemberi tugas",
        is_from_assigner=True,
        given_by=world.dewi,
        given_at=NOW,
    )

    document = issue_feedback(world, target)
    issue_feedback(world, FeedbackOf(target.plan, spoken_later.term))

    first, second = quick
    assert (document.plan, document.term, document.subject) == (target.plan, target.term, world.ani)
    assert first["main"][0]["feedback"] == "Pertahankan."
    assert (first["term_name"], second["term_name"]) == ("Triwulan I Tahun 2026", "Triwulan II Tahun 2026")
    assert first["superior"]["name"] == "Budi"
    assert not {"grade", "predicate", "results_rating"} & set(first)
    assert Document.objects.valid().count() == 2, "one for each term"


def test_changed_words_replace_the_form_of_that_term(world: World, quick: list[Any]) -> None:
    target = spoken(world)
    old = issue_feedback(world, target)
    Feedback.objects.update(text="Lebih baik lagi.")

    new = issue_feedback(world, target)

    old.refresh_from_db()
    assert (old.replaced_by, new == old) == (new, False)


def test_without_words_of_the_superior_there_is_no_form(world: World, quick: list[Any]) -> None:
    with pytest.raises(Refused, match="Belum ada umpan balik"):
        issue_feedback(world, FeedbackOf(frozen_plan(world), world.term(3)))


CIRCLE = [
    *(("ani", True, True), ("budi", True, True), ("citra", True, True), ("eko", True, True)),
    *(("gita", True, True), ("indra", True, False), ("dewi", False, False), ("hadi", False, False)),
]


@pytest.mark.parametrize(("name", "reads", "issues"), CIRCLE)
@pytest.mark.parametrize("of", ["feedback", "entry", "year"])
def test_who_reads_and_issues(
    world: World, quick: list[Any], of: str, name: str, reads: bool, issues: bool
) -> None:
    if of == "feedback":
        target: Target = spoken(world)
    else:
        target = entry(world) if of == "entry" else CreditOf(world.ani, 2026)
    make: Any = issue_feedback if of == "feedback" else issue_credit
    document = make(world, target)

    assert visible_documents(world.people[name], TODAY).filter(pk=document.pk).exists() is reads
    if issues:
        assert make(world, target, name) == document
        return
    with pytest.raises(Denied):
        make(world, target, name)


def test_credit_of_two_people_in_one_year_stands_apart(world: World) -> None:
    ani, dewi = CreditOf(world.ani, 2026), CreditOf(world.dewi, 2026)

    first, other = issue_credit(world, ani), issue_credit(world, dewi, "dewi")

    assert (first.subject, other.subject) == (world.ani, world.dewi)
    assert issue_credit(world, ani) == first


def test_a_revoked_document_gives_way_to_a_new_one(world: World, quick: list[Any]) -> None:
    target = spoken(world)
    old = issue_feedback(world, target)
    Document.objects.update(revoked_at=NOW, revoked_by=world.gita, revoke_reason="Salah kop")

    new = issue_feedback(world, target)

    old.refresh_from_db()
    assert new != old
    assert old.replaced_by is None


def test_reissue_replaces_every_valid_kind_of_the_evaluation(world: World, quick: list[Any]) -> None:
    evaluation = shared(world)
    old = documents.issue(kind=DocumentKind.EVALUATION_RECORD, evaluation=evaluation, by=world.ani, at=NOW)
    assert documents.reissue(evaluation=evaluation, by=world.gita, at=NOW) == [old]
    evaluation.recommendation = "Ikut pelatihan lain."
    evaluation.save()
    Agency.objects.update(name="Nama lain")

    (new,) = documents.reissue(evaluation=evaluation, by=world.gita, at=NOW)

    old.refresh_from_db()
    assert (old.replaced_by, new.kind) == (new, DocumentKind.EVALUATION_RECORD)
