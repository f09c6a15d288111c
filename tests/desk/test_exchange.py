"""Files for other systems: their exact names, NIPs as text, nothing unshared, codes and percents as data."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from openpyxl import load_workbook

from appraisal import jobs
from appraisal.errors import Denied, Refused
from appraisal.models import Event, Job
from desk.models import AllowanceRate, Delivery, ExchangeCode
from desk.operations.exchange import begin_file, set_codes, set_rates
from desk.queries.exchange import CODED, Asked, batch, ids_of, tables
from desk.rules.exchange import (
    ALLOWANCE_FIELDS,
    PERIODIC_FIELDS,
    SKP_FIELDS,
    ExchangeKind,
    superior_status,
    worth,
)
from organizations.models import Employee, Upload
from reviews.models import CreditEntry, Document, Evaluation, PastResult
from reviews.rules.evaluation import UNSHARED, Predicate
from tests.world import NOW, TODAY

pytestmark = pytest.mark.django_db

PERCENTS = {
    Predicate.EXCELLENT: Decimal(100),
    Predicate.GOOD: Decimal(100),
    Predicate.NEEDS_IMPROVEMENT: Decimal(85),
    Predicate.POOR: Decimal("60.5"),
    Predicate.VERY_POOR: Decimal(60),
}
CODES = {pair: number % 5 + 1 for number, pair in enumerate(CODED)}


def made(world: Any, work: Any, kind: ExchangeKind, *, form: str = "xlsx", **more: Any) -> tuple[Job, bytes]:
    asked = Asked(kind, world.period, more.get("term"), more.get("only_final", False))
    job = begin_file(asked, form=form, by=world.gita, at=NOW)
    work()
    job.refresh_from_db()
    assert (job.status, job.fault) == (jobs.JobStatus.DONE, "")
    return job, jobs.results.open_result(job).read()


def sheet(content: bytes) -> list[tuple[Any, ...]]:
    book = load_workbook(io.BytesIO(content))
    return [tuple(row) for row in book.worksheets[0].iter_rows()]


# --- Rules -----------------------------------------------------------------------------------------


def test_the_names_are_those_that_siasn_reads_and_writes() -> None:
    """Domain research 7.2, inconsistent capitals included."""
    assert (
        *("hasilKinerjaNilai", "perilakuKerjaNilai", "kuadranKinerjaNilai", "penilaiGolongan"),
        *("penilaiJabatan", "penilaiNama", "penilaiNipNrp", "penilaiUnorNama", "pnsDinilaiOrang"),
        *("statusPenilai", "tahun", "path"),
    ) == SKP_FIELDS
    assert (
        *("tahun", "bulanMulaiPenilaian", "bulanSelesaiPenilaian", "kuadranKinerjaNilai"),
        *("persentase", "jabatan", "koefisen"),
    ) == PERIODIC_FIELDS


@pytest.mark.parametrize(
    ("predicate", "ended_on", "expected"),
    [
        ("BUTUH_PERBAIKAN", date(2025, 12, 31), None),
        ("BUTUH_PERBAIKAN", date(2026, 1, 1), "85"),
        ("BUTUH_PERBAIKAN", date(2026, 6, 30), "85"),
        ("BUTUH_PERBAIKAN", date(2026, 7, 1), "35"),  # another region's figure (domain research 7.3)
        ("KURANG", date(2026, 7, 1), None),
    ],
    ids=["before any table", "its first day", "the day before the next", "the next", "in no table"],
)
def test_a_term_is_worth_what_the_last_table_by_its_end_says(
    predicate: str, ended_on: date, expected: str | None
) -> None:
    rates = [
        AllowanceRate(valid_from=date(2026, 7, 1), predicate="BUTUH_PERBAIKAN", percent=Decimal(35)),
        AllowanceRate(valid_from=date(2026, 1, 1), predicate="BUTUH_PERBAIKAN", percent=Decimal(85)),
    ]
    found = worth(predicate, ended_on, rates)

    assert (found and found.percent) == (Decimal(expected) if expected else None)


def test_a_head_of_a_region_is_no_asn() -> None:
    assert [superior_status("19900101", True), superior_status("PJB-1", False)] == ["ASN", "NON ASN"]


# --- Files ----------------------------------------------------------------------------------------------


def test_the_annual_file_has_a_row_for_each_shared_annual_result(scene: Any, work: Any) -> None:
    world = scene.world
    set_codes(CODES, source="Surat BKN 1/2026", by=world.gita, at=NOW)
    Employee.objects.filter(pk=world.ani.pk).update(siasn_id="A1B2")

    rows = sheet(made(world, work, ExchangeKind.SKP)[1])

    assert [cell.value for cell in rows[0]] == ["nip", *SKP_FIELDS]
    annual = Evaluation.objects.filter(plan__period=world.period, term__kind="FINAL").exclude(
        status__in=UNSHARED
    )
    people = list(
        annual.order_by("plan__placement__employee__nip").values_list(
            "plan__placement__employee__nip", flat=True
        )
    )
    assert [row[0].value for row in rows[1:]] == people
    assert all(isinstance(row[0].value, str) and len(row[0].value) == 18 for row in rows[1:])
    ours = next(row for row in rows if row[0].value == world.ani.nip)
    told = dict(zip(SKP_FIELDS, [cell.value for cell in ours[1:]], strict=True))
    assert told["penilaiNama"] == world.budi.full_name
    assert (told["penilaiNipNrp"], told["statusPenilai"], told["tahun"]) == (world.budi.nip, "ASN", 2026)
    assert (told["pnsDinilaiOrang"], told["penilaiUnorNama"]) == ("A1B2", str(world.placements["budi"].unit))
    result = annual.get(plan__placement__employee=world.ani)
    assert told["kuadranKinerjaNilai"] == CODES["KUADRAN", result.predicate]


def test_the_allowance_file_gives_each_predicate_its_percent(scene: Any, work: Any) -> None:
    world = scene.world
    set_rates(PERCENTS, valid_from=date(2026, 1, 1), basis="Perwali 1/2026", by=world.gita, at=NOW)

    job, content = made(world, work, ExchangeKind.ALLOWANCE, form="csv", term=world.final)
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))

    assert job.file_name == f"tunjangan-2026-{world.final.number}.csv"
    assert tuple(rows[0]) == ALLOWANCE_FIELDS
    words = {"Baik": "100.00", "Sangat Baik": "100.00", "Butuh Perbaikan": "85.00", "Kurang": "60.50"}
    assert rows
    assert all(row["Persentase"] == words[row["Predikat"]] for row in rows)
    assert {row["Dasar"] for row in rows} == {"Perwali 1/2026"}


def test_drafts_never_leave_and_final_alone_on_request(scene: Any, work: Any) -> None:
    world = scene.world
    drafts = Evaluation.objects.filter(plan__period=world.period, status__in=UNSHARED).count()
    shared = Evaluation.objects.filter(plan__period=world.period).exclude(status__in=UNSHARED)
    assert drafts > 0

    everything = sheet(made(world, work, ExchangeKind.PERIODIC)[1])
    final = sheet(made(world, work, ExchangeKind.PERIODIC, only_final=True)[1])

    assert len(everything) - 1 == shared.count()
    assert len(final) - 1 == shared.filter(status="FINAL").count() < shared.count()
    assert [cell.value for cell in final[0]] == ["nip", *PERIODIC_FIELDS]


def test_credit_points_go_out_as_they_were_set(scene: Any, work: Any) -> None:
    CreditEntry.objects.update(year=2026)
    rows = sheet(made(scene.world, work, ExchangeKind.CREDIT)[1])

    assert len(rows) - 1 == CreditEntry.objects.valid().count() > 0
    assert all(isinstance(row[-1].value, (int, float)) and isinstance(row[0].value, str) for row in rows[1:])


def test_text_that_looks_like_a_formula_stays_text(scene: Any, work: Any) -> None:
    Employee.objects.filter(pk=scene.world.budi.pk).update(name="=HYPERLINK(1)", front_title="")
    rows = sheet(made(scene.world, work, ExchangeKind.SKP)[1])

    names = [row[1 + SKP_FIELDS.index("penilaiNama")] for row in rows[1:]]
    assert any(cell.value.startswith("'=HYPERLINK") for cell in names)
    assert {cell.data_type for row in rows for cell in row} <= {"s", "inlineStr", "n"}


def test_what_was_issued_is_named_with_its_address(scene: Any, work: Any) -> None:
    annual = scene.things["evaluation.shared.ani"]
    Document.objects.filter(pk=scene.things["document.ani"].pk).update(evaluation=annual)
    rows = sheet(made(scene.world, work, ExchangeKind.SKP)[1])

    papers = [row[-1].value for row in rows[1:] if row[-1].value]
    assert papers
    for paper in papers:
        (first, *_) = json.loads(paper)
        assert list(first) == ["dok_id", "dok_nama", "dok_uri", "object", "slug"]
        assert first["dok_uri"].startswith("https://capaian.example.go.id/v/")


def test_rows_cost_the_same_queries_however_many_there_are(
    scene: Any, django_assert_max_num_queries: Any
) -> None:

    asked = Asked(ExchangeKind.SKP, scene.world.period, None, False)
    ids, shared = ids_of(asked), tables(asked)
    for some in (ids[:1], ids):
        with django_assert_max_num_queries(6):
            batch(asked, some, shared)


def test_the_same_file_is_not_begun_twice(scene: Any) -> None:
    asked = Asked(ExchangeKind.SKP, scene.world.period, None, True)
    first = begin_file(asked, form="xlsx", by=scene.world.gita, at=NOW)

    assert begin_file(asked, form="xlsx", by=scene.world.gita, at=NOW).pk == first.pk
    assert begin_file(asked, form="csv", by=scene.world.gita, at=NOW).pk != first.pk


# --- Codes and percents ------------------------------------------------------------------------------------


def test_codes_are_replaced_as_a_whole_with_their_source(world: Any) -> None:
    assert set_codes(CODES, source="Surat BKN 1", by=world.gita, at=NOW) == len(CODED)
    fewer = {pair: code for pair, code in CODES.items() if pair[0] != "KUADRAN"}
    assert set_codes(fewer, source="Surat BKN 2", by=world.gita, at=NOW) == 6

    assert set(ExchangeCode.objects.values_list("source", flat=True)) == {"Surat BKN 2"}
    event = Event.objects.filter(action="exchange.codes_set").latest("pk")
    assert len(event.before) == len(CODED) > len(event.after)


@pytest.mark.parametrize(
    ("codes", "source", "sentence"),
    [
        (CODES, " ", "Tulis dari mana kode ini"),
        ({("HASIL", "SESUAI"): 1, ("HASIL", "DI_ATAS"): 1}, "Surat", "kode yang sama"),
    ],
    ids=["no source", "one number for two"],
)
def test_codes_that_cannot_be(world: Any, codes: Any, source: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        set_codes(codes, source=source, by=world.gita, at=NOW)


def test_percents_need_a_basis_and_all_five(world: Any) -> None:
    with pytest.raises(Refused, match="dasar hukumnya"):
        set_rates(PERCENTS, valid_from=TODAY, basis="", by=world.gita, at=NOW)
    with pytest.raises(Refused, match="kelima predikat"):
        set_rates({Predicate.GOOD: Decimal(1)}, valid_from=TODAY, basis="Perwali", by=world.gita, at=NOW)
    for _ in range(2):
        set_rates(PERCENTS, valid_from=TODAY, basis="Perwali", by=world.gita, at=NOW)
    assert AllowanceRate.objects.count() == 5


def test_only_the_bkd_exchanges(world: Any) -> None:
    asked = Asked(ExchangeKind.SKP, world.period, None, True)
    for person in (world.ani, world.eko, world.indra):
        with pytest.raises(Denied):
            begin_file(asked, form="xlsx", by=person, at=NOW)
        with pytest.raises(Denied):
            set_codes(CODES, source="x", by=person, at=NOW)
        with pytest.raises(Denied):
            set_rates(PERCENTS, valid_from=TODAY, basis="x", by=person, at=NOW)


def a_code(world: Any, **more: Any) -> ExchangeCode:
    given = {"kind": "HASIL", "value": "SESUAI", "code": 2, "source": "x"} | more
    return ExchangeCode.objects.create(**given, set_by=world.gita, set_at=NOW)


def a_rate(world: Any, **more: Any) -> AllowanceRate:
    given = {"valid_from": TODAY, "predicate": "BAIK", "percent": Decimal(85), "basis": "x"} | more
    return AllowanceRate.objects.create(**given, set_by=world.gita, set_at=NOW)


def a_past(world: Any, **more: Any) -> PastResult:
    upload = Upload.objects.create(kind="CATATAN", name="x", rows=[], uploaded_by=world.gita, uploaded_at=NOW)
    given = {"employee": world.ani, "year": 2024, "predicate": "BAIK", "source": "x", "upload": upload}
    return PastResult.objects.create(**given | more)


@pytest.mark.parametrize(
    "bad",
    [
        lambda w: a_code(w, kind="LAIN"),
        lambda w: a_code(w, source=""),
        lambda w: [a_code(w), a_code(w, code=3)],
        lambda w: [a_code(w), a_code(w, value="DI_ATAS")],
        lambda w: a_rate(w, predicate="HEBAT"),
        lambda w: a_rate(w, percent=Decimal("200.01")),
        lambda w: a_rate(w, percent=Decimal("-1")),
        lambda w: a_rate(w, basis=""),
        lambda w: [a_rate(w), a_rate(w)],
        lambda w: a_past(w, predicate="HEBAT"),
        lambda w: a_past(w, year=1999),
        lambda w: [a_past(w), a_past(w)],
    ],
    ids=[
        *("code of nothing", "code without source", "value with two codes", "code for two values"),
        *("rate of nothing", "rate too high", "rate below nothing", "rate without basis", "rate twice"),
        *("past predicate unknown", "past year", "past twice"),
    ],
)
def test_the_database_refuses(world: Any, bad: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        bad(world)


@pytest.mark.parametrize("bad", [{}, {"sent_at": NOW, "fault": "x"}], ids=["neither", "both"])
def test_a_delivery_was_taken_or_not(scene: Any, bad: dict[str, Any]) -> None:
    row = Evaluation.objects.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.create(evaluation=row, sha256="0" * 64, **bad)


# --- Pages -------------------------------------------------------------------------------------------------


@pytest.mark.once
def test_the_page_says_what_will_be_missing_and_begins_a_file(scene: Any, enter: Any) -> None:
    browser = enter(scene.world.gita)

    page = browser.get(reverse("desk:exchange")).text
    assert "11 dari 11 kode SIASN belum diisi" in page
    assert "belum punya nomor SIASN" in page
    sent = {"kind": "skp22", "only_final": "on", "form": "xlsx"}
    answer = browser.post(reverse("desk:exchange"), sent)

    job = Job.objects.get(kind="exchange-file")
    assert (answer.status_code, job.arguments["kind"], job.by) == (302, "skp22", scene.world.gita)
    empty = browser.post(reverse("desk:exchange"), {"form": "xlsx"})
    assert (empty.status_code, "Pilih berkas yang dibuat." in empty.text) == (422, True)
