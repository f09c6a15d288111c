"""Issuing: who may, once per content, numbered, fingerprinted, replaced and never lost."""

from __future__ import annotations

import hashlib
import io
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from appraisal.pdf import PdfFailed
from indicators.models import Indicator, IndicatorManual, Plan
from indicators.queries import plan_payload
from indicators.rules import fingerprint
from organizations.models import Agency
from reviews import documents
from reviews.documents import printing
from reviews.models import Document, DocumentCounter, DocumentFile, Evaluation, Objection
from reviews.operations import document as operations
from reviews.operations import evaluation as evaluations
from reviews.operations import objection as objections
from reviews.rules.document import DocumentKind
from tests.world import NOW, TODAY, World, agreed_plan


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Print in no time; the list tells what was printed and whether a transaction was open then."""
    printed: list[Any] = []

    def fake(payload: Any) -> Any:
        printed.append(payload)
        pages = f"%PDF {payload['stamp']['number']}".encode()
        return documents.printing.pdf.Rendered("", pages, hashlib.sha256(pages).hexdigest())

    monkeypatch.setattr(documents, "print_document", fake)
    return printed


def frozen_plan(world: World, name: str = "ani") -> Plan:
    """Return an agreed plan with the copy that agreeing leaves."""
    plan = agreed_plan(world, name)
    payload = plan_payload(plan)
    plan.copies.create(
        revision=1, payload=payload, sha256=fingerprint(payload), agreed_at=NOW, agreed_by=world.budi
    )
    return plan


def shared(world: World, plan: Plan | None = None) -> Evaluation:
    evaluation = evaluations.rate(
        plan=plan or frozen_plan(world),
        term=world.final,
        version=None,
        results_rating="SESUAI",
        results_reason="Dua belas laporan terbit.",
        behaviour_rating="DI_ATAS",
        behaviour_reason="Menggantikan rekan di loket.",
        recommendation="Ikut pelatihan arsip.",
        by=world.budi,
        at=NOW,
    )
    return evaluations.share(evaluation=evaluation, version=1, talked_on=TODAY, by=world.budi, at=NOW)


def issue_plan(world: World, plan: Plan, name: str = "ani") -> Document:
    return documents.issue(kind=DocumentKind.PLAN, plan=plan, by=world.people[name], at=NOW, site="http://x/")


# --- Effects ----------------------------------------------------------------------------------------


def test_issuing_keeps_payload_number_code_and_fingerprints(world: World, quick: list[Any]) -> None:
    document = issue_plan(world, frozen_plan(world))

    assert document.number == "SKP-2026-0001"
    assert len(document.code) == 22
    assert document.subject == world.ani
    assert document.payload["owner"]["number"] == "19900101 201503 2 003"
    assert document.payload["stamp"]["site"] == "https://capaian.example.go.id"
    assert document.payload_sha256 == fingerprint(Document.objects.get().payload)
    assert document.pdf_sha256 == hashlib.sha256(bytes(DocumentFile.objects.get().pdf)).hexdigest()
    event = Event.objects.get(action="document.issued")
    assert (event.by, event.after["number"]) == (world.ani, "SKP-2026-0001")


def test_the_same_content_is_issued_once(world: World, quick: list[Any]) -> None:
    plan = frozen_plan(world)

    assert issue_plan(world, plan) == issue_plan(world, plan, "budi")
    assert len(quick) == 1
    assert Event.objects.filter(action="document.issued").count() == 1


def test_changed_content_gives_a_new_document_that_replaces_the_old(world: World, quick: list[Any]) -> None:
    plan = frozen_plan(world)
    old = issue_plan(world, plan)
    Agency.objects.update(name="Pemerintah Kota Arunika Baru")

    new = issue_plan(world, plan)

    old.refresh_from_db()
    assert old.replaced_by == new
    assert (new.number, new.replaced_by) == ("SKP-2026-0002", None)
    assert Event.objects.filter(action="document.issued").last().after["replaces"] == old.number  # type: ignore[union-attr]


def test_a_later_change_of_name_leaves_the_issued_plan_alone(world: World, quick: list[Any]) -> None:
    plan = frozen_plan(world)
    first = issue_plan(world, plan)
    world.ani.name = "Ani Baru"
    world.ani.save()

    assert issue_plan(world, plan) == first


def test_a_copy_from_before_several_perspectives_still_prints(world: World, quick: list[Any]) -> None:
    plan = agreed_plan(world, "citra")
    payload = plan_payload(plan)
    for row in (row for result in payload["results"] for row in result["indicators"]):
        row["perspective"] = row.pop("perspectives")
        del row["target_until"]
    plan.copies.create(revision=1, payload=payload, sha256="", agreed_at=NOW, agreed_by=world.budi)

    issue_plan(world, plan, "citra")

    measure = quick[0]["main"][0]["measures"][0]
    assert (measure["perspective"], measure["target"]) == ("Penerima Layanan", "100 dokumen")


def test_several_perspectives_are_printed_in_one_cell(world: World, quick: list[Any]) -> None:
    plan = agreed_plan(world, "citra")
    Indicator.objects.update(perspectives="PENERIMA_LAYANAN,ANGGARAN")

    issue_plan(world, plan, "citra")

    assert quick[0]["main"][0]["measures"][0]["perspective"] == "Penerima Layanan; Anggaran"


@pytest.mark.parametrize(
    ("name", "approach", "printed"),
    [("ani", "KUALITATIF", "KOLOM"), ("ani", "KUANTITATIF", None), ("citra", "KUALITATIF", None)],
)
def test_the_agency_chooses_the_layout_of_the_qualitative_form_of_staff(
    world: World, quick: list[Any], name: str, approach: str, printed: str | None
) -> None:
    plan = agreed_plan(world, name)
    plan.approach = approach
    plan.save()
    wide = issue_plan(world, plan, name)
    Agency.objects.update(qualitative_layout="KOLOM")

    chosen = issue_plan(world, plan, name)

    assert "layout" not in quick[0], "what was issued before the choice existed keeps its content"
    assert chosen.payload.get("layout") == printed
    assert (chosen == wide) is (printed is None)


def test_an_evaluation_follows_the_layout_of_the_agency(world: World, quick: list[Any]) -> None:
    plan = agreed_plan(world)
    plan.approach = "KUALITATIF"
    plan.save()
    Agency.objects.update(qualitative_layout="KOLOM")

    documents.issue(kind=DocumentKind.EVALUATION, evaluation=shared(world, plan), by=world.ani, at=NOW)

    assert quick[0]["layout"] == "KOLOM"


def test_the_manuals_are_a_document_of_their_own(world: World, quick: list[Any]) -> None:
    plan = agreed_plan(world)
    row = Indicator.objects.get()
    row.result.indicators.create(order=2, text="Tanpa manual", aspect="WAKTU")
    IndicatorManual.objects.create(
        indicator=row, purpose="Melihat beban loket", control="OUTCOME_ANTARA", reporting="FINAL"
    )

    document = documents.issue(kind=DocumentKind.MANUAL, plan=plan, by=world.budi, at=NOW)
    also = issue_plan(world, plan)

    assert (document.number, also.number) == ("MANUAL-2026-0001", "SKP-2026-0001")
    (first, second) = quick[0]["manuals"]
    assert first["measure"] == "Jumlah dokumen yang terbit di loket 1: 100 dokumen"
    assert [text for *_, text in first["lines"]] == [
        *("Melihat beban loket", "-", "-", "-", "Outcome Antara", "-", "Tahunan")
    ]
    assert (second["number"], {text for *_, text in second["lines"]}) == ("1.2", {"-"})


def test_without_manuals_there_is_no_document_of_them(world: World, quick: list[Any]) -> None:
    with pytest.raises(Refused, match="Usulkan perubahan"):
        documents.issue(kind=DocumentKind.MANUAL, plan=agreed_plan(world), by=world.ani, at=NOW)
    assert not Document.objects.exists()


def test_a_copy_from_before_manuals_says_that_there_is_none(world: World, quick: list[Any]) -> None:
    plan = agreed_plan(world)
    payload = plan_payload(plan)
    for row in (row for result in payload["results"] for row in result["indicators"]):
        del row["manual"]
    plan.copies.create(revision=1, payload=payload, sha256="", agreed_at=NOW, agreed_by=world.budi)
    IndicatorManual.objects.create(indicator=Indicator.objects.get(), purpose="Sesudah disepakati")

    with pytest.raises(Refused, match="belum memuat manual"):
        documents.issue(kind=DocumentKind.MANUAL, plan=plan, by=world.ani, at=NOW)


def test_numbers_run_per_kind(world: World, quick: list[Any]) -> None:
    evaluation = shared(world)

    numbers = [
        documents.issue(kind=kind, evaluation=evaluation, by=world.ani, at=NOW).number
        for kind in (DocumentKind.EVALUATION, DocumentKind.EVALUATION_RECORD)
    ]

    assert numbers == ["EVALUASI-2026-0001", "DOKUMEN-2026-0001"]


def test_printing_stands_outside_every_transaction(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.world import build_world

    world = build_world()
    open_transactions = []

    def spy(payload: Any) -> Any:
        open_transactions.append(connection.in_atomic_block)
        return documents.printing.pdf.Rendered("", b"%PDF", hashlib.sha256(b"%PDF").hexdigest())

    monkeypatch.setattr(documents, "print_document", spy)

    issue_plan(world, frozen_plan(world))

    assert open_transactions == [False]


def test_evaluation_says_what_was_reached_said_and_decided(world: World, quick: list[Any]) -> None:
    plan = frozen_plan(world)
    result = plan.results.get()
    indicator = result.indicators.get()
    for number, amount in ((1, 40), (2, 60)):
        indicator.realisations.create(
            term=world.term(number),
            amount=amount,
            note=f"Loket dibuka {number}",
            noted_on=TODAY,
            evidence_url="https://drive.example.go.id/a?token=rahasia",
            reported_at=NOW,
        )
    plan.feedback.create(
        term=world.term(2), result=result, text="Pertahankan.", given_by=world.budi, given_at=NOW
    )
    evaluation = shared(world, plan)
    objections.object_to(evaluation=evaluation, version=2, text="Cuti belum dihitung.", by=world.ani, at=NOW)

    documents.issue(kind=DocumentKind.EVALUATION, evaluation=evaluation, by=world.ani, at=NOW)
    documents.issue(kind=DocumentKind.EVALUATION_RECORD, evaluation=evaluation, by=world.ani, at=NOW)

    form, record = quick
    outcome = form["main"][0]
    assert outcome["measures"][0]["target"] == "100 dokumen"
    assert outcome["measures"][0]["realisation"] == (
        "Triwulan II: 60 dokumen. Loket dibuka 2 (22 November 2026) Bukti dukung: drive.example.go.id.\n"
        "Triwulan I 40 dokumen."
    )
    assert outcome["feedback"] == "Pertahankan."
    assert (form["term"], form["predicate"], form["results_rating"]) == ("AKHIR", "BAIK", "SESUAI")
    assert record["objection"] == "22 November 2026: Cuti belum dihitung."
    assert record["upper"]["name"] == "Citra"
    assert [one["name"] for one in record["signatures"]] == ["Citra", "Ani", "Budi"]


def test_the_record_is_signed_by_who_decided(world: World, quick: list[Any]) -> None:
    evaluation = shared(world)
    Objection.objects.create(
        evaluation=evaluation,
        text="Cuti belum dihitung.",
        filed_at=NOW,
        explanation="Sudah dihitung.",
        explained_by=world.budi,
        explained_at=NOW,
        decision="Rating tetap.",
        decided_by=world.gita,
        decided_at=NOW,
    )

    documents.issue(kind=DocumentKind.EVALUATION_RECORD, evaluation=evaluation, by=world.ani, at=NOW)

    (record,) = quick
    assert record["decision"] == "22 November 2026: Rating tetap."
    assert (record["upper"]["name"], record["signatures"][0]["name"]) == ("Citra", "Gita")
    assert record["signatures"][0]["on"] == "22 November 2026"


# --- Refusals ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        *(("ani", True), ("budi", True), ("citra", True), ("eko", True), ("gita", True)),
        *(("dewi", False), ("hadi", False), ("indra", False)),
    ],
)
def test_who_may_have_a_plan_printed(world: World, quick: list[Any], name: str, allowed: bool) -> None:
    plan = frozen_plan(world)
    if allowed:
        assert issue_plan(world, plan, name).number
        return
    with pytest.raises(Denied):
        issue_plan(world, plan, name)
    assert not Document.objects.exists()
    assert not DocumentCounter.objects.exists()


def test_a_draft_has_no_document(world: World, quick: list[Any]) -> None:
    with pytest.raises(Denied, match="setelah SKP disepakati"):
        issue_plan(world, agreed_plan(world, status="DRAF"))


@pytest.mark.parametrize("name", ["ani", "budi", "gita"])
def test_an_evaluation_has_no_document_before_it_is_shared(world: World, quick: list[Any], name: str) -> None:
    evaluation = shared(world)
    Evaluation.objects.update(status="DRAF")
    evaluation.refresh_from_db()

    with pytest.raises(Denied, match="setelah hasilnya dibagikan"):
        documents.issue(kind=DocumentKind.EVALUATION, evaluation=evaluation, by=world.people[name], at=NOW)


def test_a_failed_print_leaves_nothing_but_a_gap_in_the_numbers(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(payload: Any) -> Any:
        raise PdfFailed("no")

    monkeypatch.setattr(documents, "print_document", fail)

    with pytest.raises(PdfFailed):
        issue_plan(world, frozen_plan(world))
    assert not Document.objects.exists()
    assert DocumentCounter.objects.get().last == 1


# --- Two at once ------------------------------------------------------------------------------------


def racing(world: World, monkeypatch: pytest.MonkeyPatch, *, change: bool) -> tuple[Plan, Any]:
    """Let somebody else issue the same plan while ours is printed, perhaps with another content."""
    plan = frozen_plan(world)
    printed = hashlib.sha256(b"%PDF").hexdigest()
    first: list[Document] = []

    def slow(payload: Any) -> Any:
        if not first:
            first.append(None)  # type: ignore[arg-type]
            if change:
                Agency.objects.update(name="Nama lain")
            first[0] = issue_plan(world, plan, "budi")
        return documents.printing.pdf.Rendered("", b"%PDF", printed)

    monkeypatch.setattr(documents, "print_document", slow)
    return plan, first


@pytest.mark.django_db
def test_second_issuer_gets_the_document_of_the_first(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    plan, first = racing(world, monkeypatch, change=False)

    assert issue_plan(world, plan) == first[0]
    assert Document.objects.count() == 1


def test_second_issuer_with_older_content_is_told(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    plan, _ = racing(world, monkeypatch, change=True)

    with pytest.raises(Conflict, match="baru saja dibuat"):
        issue_plan(world, plan)
    assert Document.objects.count() == 1


# --- The record stays what it is --------------------------------------------------------------------


def test_documents_are_never_deleted(world: World, quick: list[Any]) -> None:
    document = issue_plan(world, frozen_plan(world))

    with pytest.raises(TypeError):
        document.delete()
    with pytest.raises(TypeError):
        Document.objects.all().delete()


def test_the_kept_payload_prints_the_same_bytes_again(world: World) -> None:
    issue_plan(world, frozen_plan(world))
    kept = Document.objects.get()

    assert printing.print_document(kept.payload).sha256 == kept.pdf_sha256


def test_verify_documents_names_the_damaged_and_fails(world: World, quick: list[Any]) -> None:
    plan, other = frozen_plan(world), frozen_plan(world, "fajar")
    document, sound = issue_plan(world, plan), issue_plan(world, other, "gita")
    said = io.StringIO()
    call_command("verify_documents", stdout=said)
    assert said.getvalue() == "2 dokumen utuh.\n"

    DocumentFile.objects.filter(document=document).update(pdf=b"%PDF SKP-2026-0O01")
    faults = io.StringIO()
    with pytest.raises(CommandError, match="1 dari 2"):
        call_command("verify_documents", stderr=faults)

    assert document.number in faults.getvalue()
    assert sound.number not in faults.getvalue()


def test_a_changed_payload_is_noticed_as_well(world: World, quick: list[Any]) -> None:
    document = issue_plan(world, frozen_plan(world))
    document.payload["owner"]["name"] = "Orang lain"
    Document.objects.filter(pk=document.pk).update(payload=document.payload)

    assert [one.pk for one in operations.damaged()] == [document.pk]


@pytest.mark.postgres
def test_two_people_pressing_in_the_same_second_get_one_document(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.world import build_world

    world = build_world()
    plan = frozen_plan(world)
    together = threading.Barrier(2, timeout=20)

    def slow(payload: Any) -> Any:
        together.wait()
        pages = payload["stamp"]["number"].encode()
        return documents.printing.pdf.Rendered("", pages, hashlib.sha256(pages).hexdigest())

    monkeypatch.setattr(documents, "print_document", slow)

    def press(name: str) -> int:
        try:
            return issue_plan(world, Plan.objects.get(pk=plan.pk), name).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        got = set(pool.map(press, ["ani", "budi"]))

    assert got == {Document.objects.get().pk}
    assert DocumentCounter.objects.get().last == 2
