"""The pages of documents: issuing and opening a file, and the public check."""

from __future__ import annotations

import hashlib
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from appraisal.models import Event
from organizations.models import Agency
from reviews.models import Document, DocumentFile
from tests.documents.test_issue import frozen_plan, issue_plan, quick, shared  # noqa: F401 (a fixture)
from tests.world import World

pytestmark = [pytest.mark.usefixtures("clock"), pytest.mark.once]
PDF = b"%PDF SKP-2026-0001"


@pytest.fixture
def document(world: World, quick: list[Any]) -> Document:  # noqa: F811
    return issue_plan(world, frozen_plan(world))


def download(document: Document) -> str:
    return reverse("reviews:document-download", args=[document.code])


def verify(document: Document) -> str:
    return reverse("reviews:document-verify", args=[document.code])


# --- Issuing and opening ------------------------------------------------------------------------------


def test_pressing_issue_leads_to_the_file(world: World, enter: Any, quick: list[Any]) -> None:  # noqa: F811
    plan = frozen_plan(world)

    response = enter(world.ani).post(reverse("reviews:document-issue", args=["skp", plan.pk]), follow=True)

    assert response.content == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="SKP-2026-0001.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]


def test_issuing_needs_a_post_and_a_known_kind(world: World, enter: Any) -> None:
    plan = frozen_plan(world)
    client = enter(world.ani)

    assert client.get(reverse("reviews:document-issue", args=["SKP", plan.pk])).status_code == 405
    assert client.post(reverse("reviews:document-issue", args=["GAJI", plan.pk])).status_code == 404
    assert client.post(reverse("reviews:document-issue", args=["PENGHARGAAN", 1])).status_code == 404
    assert client.post(reverse("reviews:document-issue", args=["SKP", 999_999])).status_code == 404


@pytest.mark.parametrize("kind", ["EVALUASI", "DOKUMEN"])
def test_evaluation_is_issued_by_its_address(world: World, enter: Any, quick: list[Any], kind: str) -> None:  # noqa: F811
    evaluation = shared(world)

    response = enter(world.ani).post(reverse("reviews:document-issue", args=[kind, evaluation.pk]))

    assert response.status_code == 302
    assert Document.objects.get().kind == kind


@pytest.mark.parametrize(
    ("name", "status"),
    [
        *(("ani", 200), ("budi", 200), ("citra", 200), ("eko", 200), ("gita", 200), ("indra", 200)),
        *(("dewi", 404), ("hadi", 404), ("fajar", 404)),
    ],
)
def test_who_opens_a_file(world: World, enter: Any, document: Document, name: str, status: int) -> None:
    assert enter(world.people[name]).get(download(document)).status_code == status


@pytest.mark.parametrize(("name", "events"), [("ani", 0), ("budi", 1), ("indra", 1)])
def test_opening_another_ones_file_leaves_an_event(
    world: World, enter: Any, document: Document, name: str, events: int
) -> None:
    enter(world.people[name]).get(download(document))

    assert Event.objects.filter(action="document.downloaded", by=world.people[name]).count() == events


def test_strangers_are_sent_to_the_login(client: Any, document: Document) -> None:
    assert client.get(download(document)).status_code == 302


def test_a_damaged_file_is_kept_back_and_noted(world: World, enter: Any, document: Document) -> None:
    DocumentFile.objects.update(pdf=PDF.replace(b"0001", b"0009"))

    response = enter(world.ani).get(download(document))

    assert response.status_code == 422
    assert "berubah sejak diterbitkan" in response.content.decode()
    assert Event.objects.get(action="document.damaged").target_label == document.number


# --- The public check -----------------------------------------------------------------------------------


def test_public_page_says_what_proves_the_paper_and_nothing_more(client: Any, document: Document) -> None:
    response = client.get(verify(document))

    page = response.content.decode()
    assert response.status_code == 200
    for shown in ("Sasaran Kinerja Pegawai", document.number, "Pemerintah Kota Arunika", "22 November 2026"):
        assert shown in page
    assert document.pdf_sha256 in page
    assert "Berlaku" in page
    assert not re.search(r"19900101|201503|\bAni\b", page)
    assert response["X-Robots-Tag"] == "noindex"


def test_public_page_of_an_evaluation_shows_no_score(
    world: World,
    client: Any,
    quick: list[Any],  # noqa: F811
) -> None:
    from reviews import documents
    from reviews.rules.document import DocumentKind
    from tests.world import NOW

    issued = documents.issue(kind=DocumentKind.EVALUATION, evaluation=shared(world), by=world.ani, at=NOW)

    page = client.get(verify(issued)).content.decode()

    assert not re.search(r"(?i)ekspektasi|predikat|sangat baik|\bbaik\b|\bSESUAI\b", page)


def test_a_replaced_document_says_so(world: World, client: Any, document: Document) -> None:
    Agency.objects.update(city="Kota lain")
    issue_plan(world, document.plan)  # type: ignore[arg-type]

    assert "sudah diganti" in client.get(verify(document)).content.decode()


def test_unknown_code_is_answered_clearly(client: Any, db: None) -> None:
    response = client.get(reverse("reviews:document-verify", args=["x" * 22]))

    assert response.status_code == 404
    assert "Kode ini tidak dikenal" in response.content.decode()


@pytest.mark.parametrize(
    ("content", "sentence"), [(PDF, "Berkas ini sama."), (PDF + b"\n", "Berkas ini berbeda.")]
)
def test_a_file_is_compared_and_not_kept(
    client: Any, document: Document, content: bytes, sentence: str
) -> None:
    file = SimpleUploadedFile("dokumen.pdf", content, "application/pdf")

    response = client.post(verify(document), {"file": file})

    assert sentence in response.content.decode()
    assert Document.objects.count() == DocumentFile.objects.count() == 1


def test_a_large_file_is_refused_with_the_limit(client: Any, document: Document) -> None:
    file = SimpleUploadedFile("besar.pdf", b"0" * (5 * 1024 * 1024 + 1), "application/pdf")

    response = client.post(verify(document), {"file": file})

    assert response.status_code == 422
    assert "lebih dari 5 MB" in response.content.decode()


def test_nothing_chosen_is_answered_with_the_next_step(client: Any, document: Document) -> None:
    response = client.post(verify(document), {})

    assert response.status_code == 422
    assert "Pilih berkas PDF yang ingin dibandingkan." in response.content.decode()


@pytest.mark.parametrize("typed", ["{code}", " {code} ", "https://capaian.example.go.id/v/{code}/"])
def test_typed_code_leads_to_its_page(client: Any, document: Document, typed: str) -> None:
    response = client.post(
        reverse("reviews:document-verify-start"), {"code": typed.format(code=document.code)}
    )

    assert response.status_code == 302
    assert response["Location"] == verify(document)


@pytest.mark.parametrize("typed", ["", "abc", "//evil.id/x", "a" * 400])
def test_what_cannot_be_a_code_is_answered_on_the_page(client: Any, db: None, typed: str) -> None:
    response = client.post(reverse("reviews:document-verify-start"), {"code": typed})

    assert response.status_code == 422


def test_start_page_is_open_to_everybody(client: Any, db: None) -> None:
    assert client.get(reverse("reviews:document-verify-start")).status_code == 200


def test_public_pages_ask_the_database_little(
    client: Any, document: Document, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(3):
        client.get(verify(document))
    assert hashlib.sha256(PDF).hexdigest() == document.pdf_sha256
