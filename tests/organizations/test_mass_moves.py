"""A mass inauguration: a file of 354 moves is shown, applied in one step, and undone in one step."""

from __future__ import annotations

import time
from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from organizations import operations, resources
from organizations.access import superior_of
from organizations.models import (
    Employee,
    Placement,
    RoleGrant,
    SuperiorOverride,
    Supervision,
    Unit,
    Upload,
)
from tests.organizations.move_files import (
    SINCE,
    SK,
    City,
    build_city,
    faulty_inauguration,
    file_of,
    inauguration,
    row,
)
from tests.organizations.test_moves import end, override, transfer
from tests.world import NOW, TODAY, World

DAY = timedelta(days=1)
SECONDS = 5  # for 354 moves on a busy machine; measured below one


@pytest.fixture
def city(office: World) -> City:
    return build_city(office)


def preview(world: World, rows: list[list[Any]], name: str = "pelantikan.xlsx") -> Upload:
    return resources.upload_moves(name=name, content=file_of(rows), by=world.gita, at=NOW)


def apply(world: World, upload: Upload, **changes: Any) -> Upload:
    values = {"upload": upload, "version": upload.version, "by": world.gita, "at": NOW}
    return operations.apply_moves(**(values | changes))


def undo(world: World, upload: Upload, **changes: Any) -> Upload:
    values = {"upload": upload, "version": upload.version, "by": world.gita, "at": NOW}
    return operations.undo_moves(**(values | changes))


def snapshot() -> list[Any]:
    """Return everything that moves may change, without the keys of lines, which are derived."""
    lines = Supervision.objects.values_list(
        "placement", "superior", "upper", "is_override", "started_on", "ended_on"
    )
    return [
        sorted(map(repr, lines)),
        list(Placement.objects.order_by("pk").values()),
        list(SuperiorOverride.objects.order_by("pk").values()),
        list(Employee.objects.order_by("pk").values_list("pk", "status", "is_active")),
    ]


def line(person: Employee, on: date) -> str:
    found = superior_of(Placement.objects.on(on).definitive().get(employee=person), on)
    return found.superior.name if found and found.superior else "-"


def faults(upload: Upload) -> dict[int, list[str]]:
    return {row["line"]: [fault["column"] for fault in row["faults"]] for row in upload.rows if row["faults"]}


# --- 354 moves -----------------------------------------------------------------------------------


def test_the_whole_file_is_applied_and_undone_in_one_step_each(office: World, city: City) -> None:
    before = snapshot()
    upload = preview(office, inauguration(city))
    assert (upload.outcome["moved"], upload.outcome["left_out"]) == (354, 0)
    assert snapshot() == before, "a preview writes nothing"

    spent = {}
    for name, act in (("apply", apply), ("undo", undo)):
        started = time.process_time()  # of ours: a busy machine does not change it
        upload = act(office, upload)
        spent[name] = time.process_time() - started
        if name == "apply":
            assert Placement.objects.filter(started_on=SINCE).count() == 354
            assert Event.objects.filter(action="employee.placed").count() == 354
            assert len(set(Event.objects.filter(action="employee.placed").values_list("note"))) == 1

    assert snapshot() == before, "as if nothing had been"
    assert max(spent.values()) < SECONDS, spent
    assert Counter(Event.objects.values_list("action", flat=True)) == {
        "employee.placed": 354,
        "moves.applied": 1,
        "moves.undone": 1,
        "employee.returned": 354,
    }


def test_superiors_are_right_on_each_date(office: World, city: City) -> None:
    left, taken = city.divisions[29], city.divisions[30]  # the head of the one follows in the other
    stays, goes = city.clerks[taken][0], city.clerks[city.divisions[0]][0]
    apply(office, preview(office, inauguration(city, 100)))

    assert line(stays, SINCE - DAY) == city.heads[taken].name
    assert line(stays, SINCE) == line(stays, TODAY) == city.heads[left].name
    assert line(goes, SINCE - DAY) == city.heads[city.divisions[0]].name
    home = Placement.objects.on(SINCE).get(employee=goes).unit
    head = Placement.objects.on(SINCE).get(unit=home, is_head=True).employee
    assert line(goes, SINCE) == head.name


def test_queries_do_not_grow_with_the_file(office: World, city: City) -> None:
    counts = {}
    for size in (90, 354):
        with CaptureQueriesContext(connection) as shown:
            upload = preview(office, inauguration(city, size))
        with CaptureQueriesContext(connection) as applied:
            upload = apply(office, upload)
        with CaptureQueriesContext(connection) as undone:
            undo(office, upload)
        counts[size] = (len(shown), len(applied), len(undone))

    # Only what is written goes in batches of a few hundred rows; nothing is asked per person.
    assert all(large <= few + 10 for few, large in zip(counts[90], counts[354], strict=True)), counts


def test_the_order_of_the_rows_is_of_no_matter(office: World, city: City) -> None:
    rows = inauguration(city, 120)
    apply(office, preview(office, rows))
    one = {
        row[1:] for row in Placement.objects.filter(started_on=SINCE).values_list("pk", "employee", "unit")
    }
    undo(office, Upload.objects.get())

    apply(office, preview(office, rows[::-1]))

    again = {
        row[1:] for row in Placement.objects.filter(started_on=SINCE).values_list("pk", "employee", "unit")
    }
    assert again == one


# --- Faults in the file -----------------------------------------------------------------------------


def test_wrong_numbers_closed_units_and_a_loop_stay_out_and_the_rest_is_applied(
    office: World, city: City
) -> None:
    closed = [f"D-tutup-{number}" for number in (1, 2)]
    for code in closed:
        Unit.objects.create(code=code, name=f"Unit {code}", closed_on=date(2026, 1, 1))

    upload = preview(office, faulty_inauguration(city, closed))

    assert Counter(column for columns in faults(upload).values() for column in columns) == {
        "NIP": 3,
        "KODE UNIT BARU": 2,
        "NIP ATASAN": 2,
    }
    said = {fault["cause"] for row in upload.rows for fault in row["faults"]}
    for part in (
        "NIP terdiri dari 18 angka. Di sini ada 14.",
        "bukan tanggal lahir yang ada",
        "tidak ada pegawai dengan NIP ini",
        "sudah ditutup sejak 01-01-2026",
        "atasan berputar: ",
    ):
        assert any(part in cause for cause in said), part
    assert apply(office, upload).outcome["moved"] == 347
    assert Placement.objects.filter(started_on=SINCE).count() == 347


def test_a_file_without_a_sound_row_is_not_applied(office: World) -> None:
    upload = preview(office, [row("123", "Lurah", "U-lain")])

    with pytest.raises(Refused, match="Belum ada baris"):
        apply(office, upload)
    assert Upload.objects.get().applied_at is None


def test_a_file_that_is_no_list_of_moves_is_refused_with_the_columns(office: World) -> None:
    with pytest.raises(Refused, match="kolom NIP, JABATAN BARU"):
        resources.upload_moves(name="a.csv", content=b"NAMA;UNIT\nAni;x\n", by=office.gita, at=NOW)
    assert not Upload.objects.exists()


def test_the_faulty_rows_come_back_to_be_repaired_and_uploaded_again(office: World) -> None:
    upload = preview(office, [row(office.ani, "Lurah", "TIDAK-ADA"), row(office.fajar, "Lurah", "U-lain")])

    header, rows = resources.faulty_moves(upload)
    [cells] = list(rows)
    by_column = dict(zip(header, cells, strict=True))

    assert by_column["BARIS"] == "2"
    assert by_column["PENYEBAB"] == "tidak ada unit dengan kode ini."
    assert by_column["NIP"] == "19900101 201503 2 003", "text, so that no spreadsheet cuts it"
    by_column["KODE UNIT BARU"] = "U-lain"
    again = resources.upload_moves(
        name="b.csv",
        content="\n".join(";".join(line) for line in (header, list(by_column.values()))).encode(),
        by=office.gita,
        at=NOW,
    )
    assert faults(again) == {}


# --- Named superiors ----------------------------------------------------------------------------------


def test_a_named_superior_counts_where_the_tree_says_otherwise(office: World) -> None:
    upload = preview(
        office,
        [
            row(office.ani, "Pengadministrasi Perkantoran", "U-lain", superior=office.hadi.nip),
            row(office.fajar, "Arsiparis Mahir", "U-lain", superior=office.dewi.nip),
        ],
    )

    apply(office, upload)

    written = SuperiorOverride.objects.get()
    assert (written.employee, written.superior, written.started_on) == (office.ani, office.hadi, SINCE)
    assert (written.reason, written.ended_on) == (SK, None)
    assert (line(office.ani, SINCE), line(office.fajar, SINCE)) == ("Hadi", "Dewi")
    undo(office, Upload.objects.get())
    assert not SuperiorOverride.objects.exists()


def test_a_loop_through_the_tree_is_found(office: World) -> None:
    """Budi shall be appraised by Ani, who is a clerk below him."""
    upload = preview(office, [row(office.budi, "Kepala", "U-bidang", head="YA", superior=office.ani.nip)])

    [found] = [fault for row in upload.rows for fault in row["faults"]]
    assert found["column"] == "NIP ATASAN"
    assert "Budi dinilai Ani" in found["cause"]


def test_a_loop_that_an_override_of_somebody_else_closes_is_found(office: World) -> None:
    override(office, employee=office.dewi, superior=office.ani)

    upload = preview(office, [row(office.ani, "Pengadministrasi Perkantoran", "U-lain")])

    assert faults(upload) == {2: ["KODE UNIT BARU"]}


def test_overrides_of_who_moves_end_and_come_back(office: World) -> None:
    old = override(office)
    before = snapshot()

    upload = apply(office, preview(office, [row(office.ani, "Pengadministrasi Perkantoran", "U-lain")]))
    assert SuperiorOverride.objects.get(pk=old.pk).ended_on == SINCE - DAY
    undo(office, upload)

    assert snapshot() == before


# --- Whoever comes second, and what is no longer true ------------------------------------------------------


@pytest.fixture
def small(office: World) -> Upload:
    return preview(office, [row(office.ani, "Pengadministrasi Perkantoran", "U-lain")])


def test_a_second_press_returns_the_first_result(office: World, small: Upload) -> None:
    first = apply(office, small)
    events = Event.objects.count()

    second = apply(office, small)

    assert (second.applied_at, second.outcome) == (first.applied_at, first.outcome)
    assert Event.objects.count() == events
    undone = undo(office, first)
    assert undo(office, first).undone_at == undone.undone_at
    assert Event.objects.filter(action="moves.undone").count() == 1


def test_a_preview_that_is_no_longer_true_is_shown_anew_first(office: World, small: Upload) -> None:
    transfer(office, unit=office.units["inspektorat"])

    with pytest.raises(resources.OutOfDate):
        apply(office, small)
    fresh = operations.renew_moves(upload=small, version=small.version, by=office.gita, at=NOW)

    assert fresh.rows[0]["before"] == "", "nobody leads the inspectorate"
    with pytest.raises(Conflict):
        apply(office, small, version=1)
    assert apply(office, fresh).applied_at == NOW


def test_only_the_admin_who_uploaded_applies_and_any_admin_undoes(office: World, small: Upload) -> None:
    hadi = Employee.objects.get(pk=office.hadi.pk)
    for by in (office.eko, office.budi, hadi):
        with pytest.raises(Denied):
            apply(office, small, by=by)
    RoleGrant.objects.create(
        employee=hadi, role="ADMIN_BKD", unit=office.units["kota"], started_on=date(2026, 1, 1)
    )
    hadi = Employee.objects.get(pk=hadi.pk)
    with pytest.raises(Denied):
        apply(office, small, by=hadi)

    applied = apply(office, small)

    with pytest.raises(Denied):
        undo(office, applied, by=office.eko)
    with pytest.raises(Conflict):
        undo(office, applied, by=hadi, version=99)
    assert undo(office, applied, by=hadi).undone_by == hadi


def test_a_preview_of_three_days_ago_is_not_applied(office: World, small: Upload) -> None:
    with pytest.raises(Refused, match="dua hari"):
        apply(office, small, at=NOW + timedelta(days=3))


# --- Undoing ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "allowed"), [(7, True), (8, False)])
def test_undoing_is_open_for_seven_days(office: World, small: Upload, days: int, allowed: bool) -> None:
    applied = apply(office, small)
    later = NOW + timedelta(days=days)
    if allowed:
        assert undo(office, applied, at=later).undone_at == later
        return
    with pytest.raises(Refused, match="Pembatalan dibuka sampai 29 November 2026"):
        undo(office, applied, at=later)


def test_what_was_not_applied_cannot_be_undone(office: World, small: Upload) -> None:
    with pytest.raises(Refused, match="belum diterapkan"):
        undo(office, small)


def test_an_undoing_names_what_was_built_on_the_moves(office: World) -> None:
    upload = preview(
        office,
        [
            row(office.budi, "Kepala", "U-inspektorat", head="YA"),
            row(office.ani, "Pengadministrasi Perkantoran", "U-lain"),
            row(office.fajar, "Arsiparis Mahir", "U-lain"),
        ],
    )
    upload = apply(office, upload)
    office.placements["fajar"] = Placement.objects.get(employee=office.fajar, ended_on=None)
    transfer(office, "fajar", unit=office.units["dinas"], on=TODAY)
    transfer(office, "eko", unit=office.units["bidang"], is_head=True, on=TODAY)
    override(office, started_on=TODAY, superior=office.citra, at=NOW + timedelta(minutes=1))
    before = snapshot()

    with pytest.raises(Refused) as refused:
        undo(office, upload)

    for part in (
        "Fajar sudah dipindahkan atau diakhiri lagi.",
        "Bidang Pelayanan Pendaftaran Penduduk sekarang dipimpin Eko.",
        "Atasan Ani ditetapkan khusus sejak 22 November 2026.",
    ):
        assert part in str(refused.value)
    assert "Budi" not in str(refused.value)
    assert snapshot() == before


def test_who_retired_since_is_in_the_way(office: World, small: Upload) -> None:
    applied = apply(office, small)
    office.placements["ani"] = Placement.objects.get(employee=office.ani, ended_on=None)
    end(office, "ani", on=TODAY)

    with pytest.raises(Refused, match="Ani sudah dipindahkan"):
        undo(office, applied)


def test_what_happened_to_others_meanwhile_stays(office: World, small: Upload) -> None:
    applied = apply(office, small)
    transfer(office, "fajar", unit=office.units["inspektorat"], on=TODAY)
    placed = Placement.objects.get(employee=office.fajar, ended_on=None).pk

    undo(office, applied)

    assert Placement.objects.get(employee=office.fajar, ended_on=None).pk == placed
    assert line(office.ani, TODAY) == "Budi"
