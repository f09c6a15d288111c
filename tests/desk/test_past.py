"""Predicates from before this system: read in words, shown first, written once, taken back within a week."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from desk.operations.past import apply_past, undo_past
from desk.queries.past import judged
from desk.resources.past import past_template, upload_past
from desk.rules.past_row import read_past
from organizations.models import Upload
from reviews.models import PastResult
from tests.sheets import workbook
from tests.world import NOW, TODAY

HEADER = ("NIP", "TAHUN", "PREDIKAT", "RATING HASIL KERJA", "SUMBER")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Sangat Baik", "SANGAT_BAIK"),
        ("BAIK", "BAIK"),
        ("Butuh perbaikan", "BUTUH_PERBAIKAN"),
        ("Kurang", "KURANG"),
        ("sangat kurang", "SANGAT_KURANG"),
        ("1", None),  # a code of SIASN whose meaning is not known (domain research 7.2)
        ("Istimewa", None),
        ("", None),
        ("=A1", None),
    ],
)
def test_predicates_are_read_in_words(written: str, read: str | None) -> None:
    cells = {"NIP": "199001012015032003", "TAHUN": "2024", "PREDIKAT": written}
    values, faults = read_past(cells, today=TODAY)

    assert values.get("predicate") == read
    assert bool(faults) == (read is None)


@pytest.mark.parametrize("year", ["2014", "2027", "24", "dua ribu", "", "2024.5"])
def test_a_year_that_cannot_be_is_a_fault_with_a_repair(year: str) -> None:
    cells = {"NIP": "199001012015032003", "TAHUN": year, "PREDIKAT": "Baik"}
    _, (fault,) = read_past(cells, today=TODAY)

    assert (fault.column, fault.repair) == ("TAHUN", "Tulis tahun penilaian antara 2015 dan 2026.")


def test_all_faults_of_a_row_are_told_at_once() -> None:
    _, faults = read_past({"NIP": 1.9e17, "TAHUN": "x", "PREDIKAT": "x"}, today=TODAY)

    assert [fault.column for fault in faults] == ["NIP", "TAHUN", "PREDIKAT"]


def brought(world: Any, *rows: tuple[Any, ...], by: Any = None) -> Upload:
    content = workbook([HEADER, *rows])
    return upload_past(name="riwayat.xlsx", content=content, by=by or world.gita, on=TODAY, at=NOW)


def applied(world: Any, upload: Upload, **more: Any) -> Upload:
    given = {"version": upload.version, "by": world.gita, "at": NOW} | more
    return apply_past(upload=upload, **given)


def stored() -> list[tuple[Any, ...]]:
    return list(PastResult.objects.order_by("employee__nip", "year").values_list("year", "predicate"))


@pytest.mark.django_db
def test_rows_are_new_changed_the_same_or_faulty(world: Any) -> None:
    ani, budi = world.ani.nip, world.budi.nip
    applied(world, brought(world, (ani, "2024", "Baik", None, "SIASN"), (ani, "2025", "Baik", None, "SIASN")))
    upload = brought(
        world,
        (ani, "2024", "Baik", None, "SIASN"),
        (ani, "2025", "Sangat Baik", "Di atas ekspektasi", "SIASN"),
        (budi, "2025", "Baik", None, None),
        (budi, "2025", "Kurang", None, None),
        (budi, "2026", "Baik", None, None),
        ("199901012025031001", "2025", "Baik", None, None),
    )

    assert [row["outcome"] for row in upload.rows] == ["same", "changed", "new", "faulty", "faulty", "faulty"]
    sentences = [row["faults"][0] for row in upload.rows if row["faults"]]
    assert "di baris lain" in sentences[0]
    assert "dinilai di sistem ini" in sentences[1]
    assert "belum ada di data pegawai" in sentences[2]
    assert judged(upload.rows) == upload.rows  # asked again it says the same


@pytest.mark.django_db
def test_what_was_written_can_be_taken_back_within_a_week(world: Any) -> None:
    ani = world.ani.nip
    first = applied(world, brought(world, (ani, "2025", "Baik", None, "SIASN")))
    second = applied(
        world, brought(world, (ani, "2025", "Kurang", None, "Salah"), (ani, "2024", "Baik", None, "x"))
    )
    assert stored() == [(2024, "BAIK"), (2025, "KURANG")]

    with pytest.raises(Refused, match="lebih baru"):
        undo_past(upload=first, version=first.version, by=world.gita, at=NOW)
    undo_past(upload=second, version=second.version, by=world.gita, at=NOW)

    assert stored() == [(2025, "BAIK")]
    assert PastResult.objects.get().upload == first
    assert list(Event.objects.filter(action__startswith="past.").values_list("action", flat=True)) == [
        "past.imported",
        "past.imported",
        "past.undone",
    ]
    with pytest.raises(Conflict):
        undo_past(upload=second, version=second.version, by=world.gita, at=NOW)
    late = NOW + timedelta(days=7, seconds=1)
    with pytest.raises(Refused, match="tujuh hari"):
        undo_past(upload=first, version=first.version, by=world.gita, at=late)


@pytest.mark.django_db
def test_it_is_applied_once_and_only_as_shown(world: Any) -> None:
    ani = world.ani.nip
    upload, other = (brought(world, (ani, "2025", word, None, None)) for word in ("Baik", "Kurang"))
    applied(world, upload)

    with pytest.raises(Conflict):
        applied(world, Upload.objects.get(pk=upload.pk))
    with pytest.raises(Conflict, match="berubah sejak pratinjau"):
        applied(world, other)
    with pytest.raises(Refused, match="sudah sama"):
        applied(world, brought(world, (ani, "2025", "Baik", None, None)))
    assert stored() == [(2025, "BAIK")]


@pytest.mark.django_db
def test_only_the_bkd_brings_in_and_takes_back(world: Any) -> None:
    upload = brought(world, (world.ani.nip, "2025", "Baik", None, None))
    for person in (world.ani, world.eko, world.indra):
        with pytest.raises(Denied):
            brought(world, (world.ani.nip, "2025", "Baik", None, None), by=person)
        with pytest.raises(Denied):
            applied(world, upload, by=person)
        with pytest.raises(Denied):
            undo_past(upload=upload, version=1, by=person, at=NOW)


@pytest.mark.django_db
def test_the_queries_do_not_grow_with_the_rows(world: Any, django_assert_num_queries: Any) -> None:
    rows = [
        {"line": n, "values": {"nip": world.ani.nip, "year": 2016 + n, "predicate": "BAIK"}, "faults": []}
        for n in range(5)
    ]
    for some in (rows[:1], rows):
        with django_assert_num_queries(3):
            judged(some)


@pytest.mark.once
@pytest.mark.django_db
def test_a_person_walks_from_the_file_to_taking_it_back(world: Any, clock: Any, enter: Any) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    browser = enter(world.gita)
    content = workbook(
        [HEADER, (world.ani.nip, "2025", "Baik", None, None), ("x", "2025", "Baik", None, None)]
    )
    sent = {"file": SimpleUploadedFile("riwayat.xlsx", content)}

    preview = browser.get(browser.post(reverse("desk:past-start"), sent)["Location"])
    upload = Upload.objects.get(kind="RIWAYAT")
    assert "1 baris perlu diperbaiki" in preview.text
    for name, version in (("past-apply", upload.version), ("past-undo", upload.version + 1)):
        answer = browser.post(reverse(f"desk:{name}", args=[upload.pk]), {"version": version}, follow=True)
        assert answer.status_code == 200, name
    assert "Riwayat dibatalkan" in answer.text
    assert not PastResult.objects.exists()
    assert past_template()[:2] == b"PK"
    refused = browser.post(reverse("desk:past-start"), {"file": SimpleUploadedFile("x.xlsx", b"MZ")})
    assert refused.status_code == 422
