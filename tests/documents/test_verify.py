"""The public check: what holds, what was replaced, what was revoked, what is unknown; and no flood."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from appraisal.models import Event
from organizations.models import Agency
from reviews.models import Document
from reviews.operations.revocation import revoke
from reviews.views import verify as views
from tests.documents.test_issue import frozen_plan, issue_plan, quick  # noqa: F401 (a fixture)
from tests.world import NOW, World

pytestmark = [pytest.mark.usefixtures("clock"), pytest.mark.once]
PDF = b"%PDF SKP-2026-0001"
REASON = "Salah mencetak rating orang lain"


@pytest.fixture
def document(world: World, quick: list[Any]) -> Document:  # noqa: F811
    return issue_plan(world, frozen_plan(world))


def page_of(client: Any, document: Document) -> str:
    return client.get(reverse("reviews:document-verify", args=[document.code])).content.decode()


def compare(client: Any, document: Document, content: bytes, **extra: Any) -> Any:
    file = SimpleUploadedFile("dokumen.pdf", content, "application/pdf")
    return client.post(reverse("reviews:document-verify", args=[document.code]), {"file": file}, **extra)


@pytest.mark.parametrize("place", [0, len(PDF) // 2, len(PDF) - 1])
def test_one_altered_byte_is_told(client: Any, document: Document, place: int) -> None:
    altered = PDF[:place] + bytes([PDF[place] ^ 1]) + PDF[place + 1 :]

    assert "Berkas ini berbeda." in compare(client, document, altered).content.decode()
    assert "Berkas ini sama." in compare(client, document, PDF).content.decode()


def test_a_replaced_one_names_the_newest(world: World, client: Any, document: Document) -> None:
    plan = document.plan
    assert plan is not None
    for name in ("Kota Dua", "Kota Tiga"):
        Agency.objects.update(name=name)
        newest = issue_plan(world, plan)

    page = page_of(client, document)

    assert "Dokumen ini sudah diganti" in page
    assert f"Penggantinya bernomor {newest.number}, diterbitkan 22 November 2026." in page
    assert newest.code not in page, "whoever holds the old paper gets no key to the new one"
    assert "Berkas ini sama.</strong> Isinya persis seperti saat diterbitkan, tetapi" in (
        compare(client, document, PDF).content.decode()
    )
    revoke(document=newest, reason=REASON, by=world.gita, at=NOW)
    assert "Pengganti itu pun dicabut pada 22 November 2026." in page_of(client, document)


def test_a_revoked_one_tells_the_day_and_not_the_reason(
    world: World, client: Any, document: Document
) -> None:
    revoke(document=document, reason=REASON, by=world.gita, at=NOW)

    page = page_of(client, document)

    assert "Dokumen ini dicabut" in page
    assert "dicabut pada 22 November 2026" in page
    assert REASON not in page
    assert not re.search(r"Gita|Berlaku\b|19900101|\bAni\b", page)


@pytest.mark.parametrize("code", ["x" * 22, "tebakan", "..%2f..", "' or 1=1 --"])
def test_an_unknown_code_says_what_to_do(client: Any, db: None, code: str) -> None:
    response = client.get(reverse("reviews:document-verify", args=[code.replace("/", "")]))

    assert response.status_code == 404
    assert "Periksa lagi setiap huruf" in response.content.decode()


# --- No flood ---------------------------------------------------------------------------------------


def guess(client: Any, number: int, address: str = "10.1.2.3") -> int:
    href = reverse("reviews:document-verify", args=[f"{number:022d}"])
    return int(client.get(href, REMOTE_ADDR=address).status_code)


def test_a_flood_of_guesses_is_put_off_for_the_whole_network(
    client: Any, document: Document, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    most = views.UNKNOWN_CODES.per_minute
    assert {guess(client, number) for number in range(most)} == {404}

    with django_assert_num_queries(0):
        answer = client.get(
            reverse("reviews:document-verify", args=[document.code]), REMOTE_ADDR="10.1.2.250"
        )

    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert "banyak kode yang tidak dikenal" in answer.content.decode()
    assert guess(client, 1, "10.9.9.9") == 404, "another network is not touched"
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(minutes=1))
    assert guess(client, 1) == 404, "a minute later it goes on"


def test_a_day_of_guesses_has_an_end(client: Any, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    small = views.Allowance("verify-code", per_minute=3, per_day=5)
    monkeypatch.setattr(views, "UNKNOWN_CODES", small)
    monkeypatch.setitem(views.LATER, small, "x")
    found = []
    for minute in range(4):
        monkeypatch.setattr(timezone, "now", lambda at=minute: NOW + timedelta(minutes=at))
        found += [guess(client, number) for number in range(2)]

    assert found == [404] * 5 + [429] * 3
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=1))
    assert guess(client, 9) == 404


def test_a_flood_of_files_is_put_off_and_codes_still_answer(
    client: Any, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = views.Allowance("verify-file", per_minute=2, per_day=100)
    monkeypatch.setattr(views, "COMPARED_FILES", small)
    monkeypatch.setitem(views.LATER, small, "Banyak berkas.")

    statuses = [compare(client, document, PDF).status_code for _ in range(3)]

    assert statuses == [200, 200, 429]
    assert "Berlaku" in page_of(client, document)


def test_nothing_about_who_asked_is_kept(client: Any, db: None) -> None:
    from django.core.cache import caches

    guess(client, 1, "10.77.88.99")

    kept = caches["throttle"]._cache  # type: ignore[attr-defined]
    assert len(kept) == 2
    assert not any("10.77" in key for key in kept)
    assert not Event.objects.exists()
