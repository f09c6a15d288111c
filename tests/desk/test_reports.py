"""Reports as jobs: what is in them and why not, who may ask and open, what a crash does."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from appraisal import jobs, pdf
from appraisal.errors import Denied, Refused
from appraisal.jobs import Job, JobStatus
from appraisal.models import Event
from desk.documents import bulk
from desk.operations.report import start_report
from desk.queries.estimate import estimate
from desk.queries.report import Asked, places, posts, seconds_each, shares, top_units
from desk.rules.report import Format, Report
from indicators.models import Plan
from organizations.access import Scope, desk_scope
from organizations.models import RoleGrant, Unit
from reviews.models import Document, DocumentFile
from tests.documents.test_bulk import plans
from tests.documents.test_issue import issue_plan, quick
from tests.world import NOW, TODAY, World

__all__ = ["plans", "quick"]
pytestmark = pytest.mark.django_db


def asked(world: World, report: Report = Report.PLAN, **other: Any) -> Asked:
    chosen = {
        "report": report,
        "period": world.period,
        "term": world.term(1) if report != Report.PLAN else None,
        "roots": (),
        "where": "Seluruh instansi",
        "posts": (),
        "copies": True,
        "final": False,
        "format": Format.XLSX,
        "on": TODAY,
    }
    return Asked(**chosen | other)  # type: ignore[arg-type]


def begin(world: World, wish: Asked, by: Any = None) -> Job:
    return start_report(asked=wish, estimate=estimate(wish), by=by or world.gita, at=NOW)


def made(world: World, wish: Asked) -> Job:
    job = begin(world, wish)
    jobs.run_waiting()
    job.refresh_from_db()
    assert (job.status, job.fault) == (JobStatus.DONE, "")
    return job


def opened(job: Job) -> dict[str, bytes]:
    """Return all files of an archive by their path, those of inner archives as well."""
    found: dict[str, bytes] = {}
    with jobs.results.open_result(job) as file, zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            if name.endswith(".zip"):
                inner = zipfile.ZipFile(io.BytesIO(archive.read(name)))
                found |= {each: inner.read(each) for each in inner.namelist()}
            else:
                found[name] = archive.read(name)
    return found


def contents(job: Job) -> dict[str, tuple[Any, ...]]:
    sheet = openpyxl.load_workbook(io.BytesIO(opened(job)["Daftar isi.xlsx"])).active
    return {str(row[0]): row for row in list(sheet.values)[1:]}


@pytest.fixture(autouse=True)
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Copies that cost nothing; the list of how each was asked for."""
    calls: list[Any] = []

    def fake(payload: Any, at: Any, **how: Any) -> bytes:
        calls.append((payload["owner"]["name"], how))
        return b"%PDF copy of " + payload["owner"]["name"].encode()

    monkeypatch.setattr(bulk, "print_copy", fake)
    return calls


# --- What is in an archive -----------------------------------------------------------------------------


def test_issued_ones_come_byte_for_byte_the_others_as_copies_the_rest_with_a_reason(
    world: World, quick: list[Any], plans: list[Plan], drawn: list[Any]
) -> None:
    issued = issue_plan(world, plans[0])
    Plan.objects.filter(pk=plans[2].pk).update(status="DRAF")

    job = made(world, asked(world))
    files, rows = opened(job), contents(job)

    assert bytes(DocumentFile.objects.get(document=issued).pdf) in files.values()
    assert [name for name, _ in drawn] == ["Fajar"]
    assert rows[world.ani.nip][4:6] == ("Dokumen resmi", issued.number)
    assert rows[world.fajar.nip][4] == "Salinan"
    assert rows[world.fajar.nip][6] in files
    assert rows[world.dewi.nip][6:] == (None, "SKP masih draf")
    assert rows[world.gita.nip][7] == "Belum menyusun SKP"
    assert len(rows) == posts(world.period, (), TODAY).count()
    assert (
        rows[world.ani.nip][6].rpartition("/")[2] == f"{world.ani.nip} {world.ani.full_name} - SKP 2026.pdf"
    )


@pytest.mark.parametrize(
    ("report", "word"),
    [
        (Report.EVALUATION, "Evaluasi Triwulan I 2026"),
        (Report.RECORD, "Dokumen evaluasi Triwulan I 2026"),
        (Report.FEEDBACK, "Umpan balik Triwulan I 2026"),
    ],
    ids=str,
)
def test_the_other_kinds_of_a_term(report: Report, word: str, world: World, plans: list[Plan]) -> None:
    given = {"term": world.term(1), "given_by": world.budi, "given_at": NOW}
    plans[0].feedback.create(result=plans[0].results.get(), text="Baik.", **given)

    rows = contents(made(world, asked(world, report)))

    assert rows[world.ani.nip][6].endswith(f" - {word}.pdf")
    reason = "Belum ada umpan balik" if report == Report.FEEDBACK else None
    assert rows[world.fajar.nip][7] == reason


def test_what_is_not_shared_stays_closed_and_only_final_ones_can_be_asked_for(
    world: World, plans: list[Plan], drawn: list[Any]
) -> None:
    plans[0].evaluations.update(status="DRAF", shared_at=None, talked_on=None)

    rows = contents(made(world, asked(world, Report.EVALUATION)))
    assert rows[world.ani.nip][7] == "Hasil belum dibagikan"

    rows = contents(made(world, asked(world, Report.EVALUATION, final=True)))
    assert {row[7] for row in rows.values()} == {"Hasil belum final", "Belum menyusun SKP"}


def test_without_copies_only_what_was_issued_comes(world: World, plans: list[Plan], drawn: list[Any]) -> None:
    rows = contents(made(world, asked(world, copies=False)))

    assert drawn == []
    assert rows[world.ani.nip][7] == "Belum diterbitkan"


def test_a_damaged_file_is_not_handed_out_but_named(
    world: World, quick: list[Any], plans: list[Plan]
) -> None:
    document = issue_plan(world, plans[0])
    DocumentFile.objects.filter(document=document).update(pdf=b"%PDF other")

    job = made(world, asked(world))

    assert b"%PDF other" not in opened(job).values()
    assert contents(job)[world.ani.nip][7] == bulk.DAMAGED
    assert Event.objects.filter(action="document.damaged", target_id=document.pk).count() == 1


@pytest.mark.once
def test_a_handful_costs_the_queries_of_one(world: World, plans: list[Plan]) -> None:
    wanted = bulk.Wanted(Report.EVALUATION, world.period, world.term(1), True, False, NOW)
    rows = list(posts(world.period, (), TODAY).select_related("employee", "position", "unit").order_by("pk"))
    mine = [row for row in rows if row.pk in {plan.placement_id for plan in plans}]
    folders = {place.unit: place.folder for place in places(())}

    def cost(some: Any) -> int:
        with CaptureQueriesContext(connection) as counted:
            found = bulk.documents_of(wanted, some, folders, apart=False, engine=pdf.Engine.COPY)
        assert any(content for _, content in found)
        return len(counted)

    assert cost(mine[:1]) == cost(mine) == cost(rows)


# --- Units, folders, shares ---------------------------------------------------------------------------


def test_folders_follow_the_tree_and_no_share_spans_two_topmost_units(world: World) -> None:
    found = {place.unit: place for place in places(())}
    assert len({place.folder.casefold() for place in found.values()}) == len(found)

    for share in shares(posts(world.period, (), TODAY), ()):
        assert len({place.top for place in share}) == 1
    parts = [place.unit for share in shares(posts(world.period, (), TODAY), ()) for place in share]
    assert sorted(parts) == sorted(set(posts(world.period, (), TODAY).values_list("unit", flat=True)))


def test_two_units_of_one_name_have_two_folders(world: World) -> None:
    unit = Unit.objects.filter(parent__isnull=False).order_by("pk")[0]
    twin = Unit.objects.create(code="kembar", name=unit.name.upper(), parent=unit.parent)
    found = {place.unit: place.folder for place in places(())}

    assert found[twin.pk] != found[unit.pk]
    assert {found[twin.pk][-4:], found[unit.pk][-4:]} & {" (2)"}


def test_a_unit_admin_is_asked_for_units_of_the_role(world: World) -> None:
    scope = desk_scope(world.eko, TODAY)
    assert {pk for pk, _ in top_units(scope)} <= scope.unit_ids
    assert top_units(Scope(is_all=True))


# --- Who may ---------------------------------------------------------------------------------------------


def test_outside_the_role_nothing_is_begun(world: World) -> None:
    foreign = Unit.objects.exclude(pk__in=desk_scope(world.eko, TODAY).unit_ids).order_by("pk")[0]
    for by, roots in ((world.ani, ()), (world.eko, ()), (world.eko, (foreign.pk,))):
        with pytest.raises(Denied):
            begin(world, asked(world, roots=roots), by)
    assert not Job.objects.exists()


def test_a_role_that_went_closes_the_work_and_the_result(world: World, plans: list[Plan]) -> None:
    mine = tuple(pk for pk, _ in top_units(desk_scope(world.eko, TODAY)))
    job = begin(world, asked(world, roots=mine), world.eko)
    work = jobs.work_of(job)
    assert work.may_open(job, world.eko, TODAY)
    assert not work.may_open(job, world.gita, TODAY)

    RoleGrant.objects.filter(employee=world.eko).update(ended_on=TODAY.replace(day=1))
    again = type(world.eko).objects.get(pk=world.eko.pk)
    assert not work.may_open(job, again, TODAY)
    jobs.run_waiting()
    job.refresh_from_db()
    assert job.status == JobStatus.FAILED
    assert "admin BKD" in job.fault


def test_asking_twice_begins_once_and_leaves_one_event(world: World, plans: list[Plan]) -> None:
    first, wish = begin(world, asked(world)), asked(world)
    later = NOW + timedelta(minutes=1)
    second = start_report(asked=wish, estimate=estimate(wish), by=world.gita, at=later)

    assert first == second
    event = Event.objects.get(action="report.asked")
    assert (event.by, event.target_id) == (world.gita, world.period.pk)
    assert event.after["title"] == "Formulir SKP 2026, Seluruh instansi"


def test_what_has_nothing_in_it_is_not_begun(world: World) -> None:
    with pytest.raises(Refused, match="Tidak ada data"):
        begin(world, asked(world, Report.CREDIT))


# --- Crashes -----------------------------------------------------------------------------------------------


def test_after_two_takes_without_a_step_copies_are_drawn_apart(
    world: World, plans: list[Plan], drawn: list[Any]
) -> None:
    job = begin(world, asked(world))
    jobs.run(job.pk)
    job.slices.update(attempts=1)  # their worker died in the first step

    jobs.run_waiting()

    assert {how["apart"] for _, how in drawn} == {True}


def test_what_cannot_be_drawn_is_left_out_and_named(
    world: World, plans: list[Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = bulk.print_copy

    def fail(payload: Any, at: Any, **how: Any) -> bytes:
        if payload["owner"]["name"] == "Ani":
            raise pdf.PdfFailed("The engine ended with -11.")
        return fake(payload, at, **how)

    monkeypatch.setattr(bulk, "print_copy", fail)
    rows = contents(made(world, asked(world)))

    assert rows[world.ani.nip][7] == "Salinan tidak dapat dicetak: The engine ended with -11."
    assert rows[world.fajar.nip][4] == "Salinan"


def test_a_step_done_twice_puts_nothing_in_twice(world: World, plans: list[Plan]) -> None:
    job = begin(world, asked(world))
    jobs.run(job.pk)
    for share in job.slices.order_by("pk"):
        jobs.work_of(share).prepare(share, 0)  # a worker that was killed behind its part

    jobs.run_waiting()
    job.refresh_from_db()

    rows = contents(job)
    assert len(rows) == posts(world.period, (), TODAY).count()
    assert sum(name.endswith(".pdf") for name in opened(job)) == 3


def test_the_estimate_is_measured_from_past_runs(world: World, plans: list[Plan]) -> None:
    assert seconds_each("report-documents") == 0.03
    job = made(world, asked(world))
    count = posts(world.period, (), TODAY).count()
    Job.objects.filter(pk=job.pk).update(started_at=NOW, ended_at=NOW.replace(hour=NOW.hour + 1))

    assert seconds_each("report-documents") == pytest.approx(3600 / count)
    assert estimate(asked(world)).sentence == f"sekitar 1 jam, {count} berkas"


# --- Tables ------------------------------------------------------------------------------------------------


@pytest.mark.once
@pytest.mark.parametrize("report", [Report.RECAP, Report.DISTRIBUTION, Report.COMPLETENESS, Report.CREDIT])
def test_each_table_comes_in_each_format(report: Report, world: World, plans: list[Plan]) -> None:
    wish = asked(world, report, format=Format.CSV)
    if not estimate(wish).count:
        assert report == Report.CREDIT
        return
    text = jobs.results.open_result(made(world, wish)).read().decode("utf-8-sig")
    book = made(world, asked(world, report, format=Format.XLSX))
    rows = list(openpyxl.load_workbook(io.BytesIO(jobs.results.open_result(book).read())).active.values)

    assert book.file_name.endswith(", Seluruh instansi.xlsx")
    assert len(rows) == len(text.splitlines()) == estimate(wish).count + 1
    if report == Report.RECAP:
        assert world.ani.nip in {row[0] for row in rows}
    if report == Report.DISTRIBUTION:
        assert sum(row[-1] for row in rows[1:]) == 3


@pytest.mark.once
def test_a_short_table_is_printed_and_a_long_one_offered_otherwise(
    world: World, plans: list[Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    wish = asked(world, Report.DISTRIBUTION, format=Format.PDF)
    assert jobs.results.open_result(made(world, wish)).read().startswith(b"%PDF")

    monkeypatch.setattr("desk.queries.estimate.PDF_ROWS", 1)
    with pytest.raises(Refused, match="PDF dibuat sampai 1 baris; pilih XLSX"):
        begin(world, wish)


def test_parts_name_every_post_once(world: World, plans: list[Plan]) -> None:
    job = begin(world, asked(world))
    jobs.run(job.pk)
    listed = []
    for share in job.slices.order_by("pk"):
        jobs.run(share.pk)
        for name in jobs.results.parts_of(share):
            with jobs.results.open_part(share, name) as part, zipfile.ZipFile(part) as small:
                listed += [row["nip"] for row in json.loads(small.read("isi.json"))]

    assert sorted(listed) == sorted(posts(world.period, (), TODAY).values_list("employee__nip", flat=True))
    assert Document.objects.count() == 0


# --- Issuing -----------------------------------------------------------------------------------------------


def test_documents_of_record_are_issued_once_and_said_in_a_list(
    world: World, quick: list[Any], plans: list[Plan]
) -> None:
    first = made(world, asked(world, Report.ISSUE))
    numbers = sorted(Document.objects.values_list("number", flat=True))
    again = made(world, asked(world, Report.ISSUE))

    def said(job: Job) -> list[Any]:
        sheet = openpyxl.load_workbook(io.BytesIO(jobs.results.open_result(job).read())).active
        return [row[3] for row in list(sheet.values)[1:]]

    assert said(first) == ["Terbit"] * 6
    assert said(again) == ["Tetap, sudah terbit"] * 6
    assert sorted(Document.objects.values_list("number", flat=True)) == numbers


def test_auditors_issue_nothing(world: World, plans: list[Plan]) -> None:
    with pytest.raises(Denied, match="diterbitkan oleh admin"):
        begin(world, asked(world, Report.ISSUE), world.indra)


def test_without_an_address_of_the_site_nothing_is_issued(
    world: World, plans: list[Plan], settings: Any
) -> None:
    settings.SITE_URL = ""
    with pytest.raises(Refused, match="SITE_URL"):
        begin(world, asked(world, Report.ISSUE))
