"""The emblem on the letterhead: printed from the bytes that were looked at, named by its fingerprint."""

from __future__ import annotations

import hashlib
import io
from typing import Any

import pytest
from django.template.loader import render_to_string
from PIL import Image
from pypdf import PdfReader

from appraisal import pdf
from appraisal.errors import Conflict
from organizations.models import AgencyEmblem
from reviews.documents import printing
from reviews.models import Document
from tests.documents.test_issue import frozen_plan, issue_plan, quick
from tests.world import NOW, World

__all__ = ["quick"]
pytestmark = pytest.mark.once


def picture(colour: str = "navy") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 50), colour).save(out, format="PNG")
    return out.getvalue()


def put(world: World, image: bytes) -> str:
    AgencyEmblem.objects.update_or_create(
        agency_id=1, defaults={"image": image, "set_by": world.gita, "set_at": NOW}
    )
    return hashlib.sha256(image).hexdigest()


def pictures(made: bytes) -> int:
    pages = PdfReader(io.BytesIO(made)).pages
    return len({image.data for page in pages for image in page.images})


def test_the_emblem_is_printed_and_named_in_the_payload(world: World) -> None:
    sha256 = put(world, picture())

    document = issue_plan(world, frozen_plan(world))

    kept = Document.objects.get()
    template, _ = printing.TEMPLATES[printing.DocumentKind(kept.kind)]
    shown = render_to_string(template, printing.context(kept.payload))
    assert kept.payload["letterhead"]["emblem"] == sha256
    assert pictures(bytes(document.file.pdf)) == 1
    assert 'alt="Lambang Pemerintah Kota Arunika"' in shown


def test_without_an_emblem_the_payload_is_what_it_was(world: World, monkeypatch: Any) -> None:
    plan = frozen_plan(world)
    monkeypatch.setattr(pdf, "to_pdf", lambda *args, **kwargs: b"%PDF")

    first = issue_plan(world, plan)

    assert "emblem" not in first.payload["letterhead"]
    put(world, picture())
    assert issue_plan(world, plan) != first, "another letterhead is another content"


def test_an_emblem_that_was_replaced_meanwhile_is_not_printed(world: World, quick: list[Any]) -> None:
    put(world, picture("red"))
    payload = issue_plan(world, frozen_plan(world)).payload
    put(world, picture("green"))
    printing.emblem.cache_clear()

    with pytest.raises(Conflict, match="baru saja diganti"):
        printing.print_document(payload)


@pytest.mark.parametrize("href", ["given:lain", "given:", "given:lambang/../x", "GIVEN:lambang2"])
def test_only_what_was_given_is_found_under_its_name(href: str) -> None:
    page = f'<!doctype html><html lang="id"><title>x</title><img src="{href}" alt="x"></html>'

    with pytest.raises(pdf.PdfFailed):
        pdf.to_pdf(page, identifier="x", given={"lambang": picture()})
