"""Pages of records and medals: who reads what, what is kept of a look, files and the letter."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from appraisal.models import Event
from awards.models import MedalLetter, MedalPaper, MedalProposal
from organizations.models import DataReport, Employee, Placement, Unit
from reviews.access.evidence import counted, visible_files
from reviews.models import Document, EvidenceFile
from tests.evidence import pdf
from tests.world import TODAY, World

from .test_medal_operations import completed, noted, prepared, sent

pytestmark = pytest.mark.once


def as_(person: Employee) -> Client:
    client = Client()
    client.force_login(person, backend="organizations.backends.NipBackend")
    return client


def test_a_look_at_anothers_records_is_kept_once_a_day_and_the_own_is_none(world: World) -> None:
    noted(world, note="Melapor terlambat.")
    page = reverse("awards:record-person", args=[world.ani.pk])
    for _ in range(2):
        assert "Melapor terlambat." in as_(world.gita).get(page).content.decode()
    assert "Melapor terlambat." in as_(world.ani).get(reverse("awards:record-mine")).content.decode()

    event = Event.objects.get(action="record.viewed")
    assert (event.by_id, event.about_id) == (world.gita.pk, world.ani.pk)


def test_lists_and_files_tell_no_punishment(world: World) -> None:
    noted(world)
    client = as_(world.gita)
    told = client.get(reverse("awards:medal-list") + "?kapan=lewat").content.decode()
    file = client.get(reverse("awards:medal-file") + "?berkas=csv&kapan=lewat").content.decode()
    search = client.get(reverse("awards:record-list") + "?q=ani").content.decode()

    assert "Ani" in told
    assert "Ani" in file
    assert "Ani" in search
    assert "Hukuman disiplin sedang" not in told + file
    assert world.ani.nip in file
    assert Event.objects.filter(action="medal.exported", by=world.gita).count() == 1


def test_a_report_about_records_reaches_the_bkd_and_no_unit_admin(world: World) -> None:
    sent_ = as_(world.ani).post(
        reverse("organizations:report-data"), {"subject": "CATATAN", "message": "Bukan saya."}
    )
    assert sent_.status_code == 302
    report = DataReport.objects.get()
    answer = reverse("organizations:report-answer", args=[report.pk])

    assert as_(world.eko).get(answer).status_code == 404
    assert "Bukan saya." not in as_(world.eko).get(reverse("organizations:report-list")).content.decode()
    shown = as_(world.gita).get(answer)
    assert reverse("awards:record-person", args=[world.ani.pk]) in shown.content.decode()
    assert Event.objects.get(action="data.reported").note == ""


def test_own_page_says_when_and_what_is_missing(world: World) -> None:
    prepared(world)
    told = as_(world.ani).get(reverse("awards:record-mine")).content.decode()

    assert "Anda bisa diusulkan sejak Maret 2025" in told
    assert "SK CPNS: <strong>Belum ada</strong>" in told


def test_a_file_of_a_paper_is_opened_by_the_person_and_the_bkd_and_stays(world: World) -> None:
    proposal = prepared(world)
    upload = SimpleUploadedFile("sk-cpns.pdf", pdf(), "application/pdf")
    data = {"version": proposal.version, "paper": "SK_CPNS", "evidence_file": upload}
    answer = as_(world.gita).post(reverse("awards:medal-attach", args=[proposal.pk]), data)
    assert answer.status_code == 302

    file = EvidenceFile.objects.get()
    assert MedalPaper.objects.get(file=file).state == "ADA"
    may = {
        name for name, one in world.people.items() if visible_files(one, TODAY).filter(pk=file.pk).exists()
    }
    assert may == {"ani", "gita"}
    assert counted(EvidenceFile.objects.all()).exists()


def test_missing_papers_are_named_and_nothing_typed_is_lost(world: World) -> None:
    proposal = prepared(world)
    data = {"version": proposal.version, "to": "LENGKAP", "reason": "Tidak jadi."}
    answer = as_(world.gita).post(reverse("awards:medal-move", args=[proposal.pk]), data)

    assert answer.status_code == 422
    assert "Belum lengkap: SK CPNS, SK PNS" in answer.content.decode()
    assert "Tidak jadi." in answer.content.decode()


def test_the_letter_is_a_document_of_the_bkd(world: World) -> None:
    sent(world)
    letter = MedalLetter.objects.get()
    city = Unit.objects.get(parent=None)
    Placement.objects.filter(employee=world.citra).update(unit=city, is_head=True)  # who signs
    client = as_(world.gita)
    answer = client.post(reverse("awards:medal-document", args=[letter.pk]), follow=True)

    text = PdfReader(io.BytesIO(b"".join(answer.streaming_content) if answer.streaming else answer.content))
    words = " ".join(" ".join(page.extract_text() for page in text.pages).split())
    assert "Kepada Yth. Gubernur" in words
    assert "Ani" in words
    assert "X Tahun" in words
    assert "11 tahun 8 bulan" in words
    assert "Citra NIP" in words
    download = reverse("reviews:document-download", args=[Document.objects.get().code])
    assert {as_(world.people[name]).get(download).status_code for name in ("ani", "eko", "hadi")} == {404}


def test_chosen_proposals_become_a_letter_in_one_press(world: World) -> None:
    rows: list[Any] = [completed(world, name) for name in ("ani", "dewi")]
    data = {"addressee": "", "pilih": [row.pk for row in rows]}
    client, address = as_(world.gita), reverse("awards:medal-letter-new")
    again = client.post(address, data)
    assert again.status_code == 422
    assert again.content.decode().count("checked") == 2

    assert client.post(address, data | {"addressee": "Gubernur"}).status_code == 302
    assert MedalProposal.objects.filter(state="DIUSULKAN", letter=MedalLetter.objects.get()).count() == 2
