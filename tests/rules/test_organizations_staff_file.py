"""Rows of staff files: what is refused, what is noted, what is accepted, and the list as a whole."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizations.rules import EmploymentKind, PositionKind, Sex
from organizations.rules.cell import Fault, Unreadable, date_of, shown, text_of
from organizations.rules.staff_list import UnitFact, judge_staff, reason_to_stop
from organizations.rules.staff_row import StaffRow, StaffVerdict, read_person
from organizations.rules.unit_row import judge_units
from tests.sheets import NIP, person, unit

TODAY = date(2026, 11, 22)
UNITS = {"U1": UnitFact("Dinas Uji", "Kepala Dinas", "")}


def read(**values: Any) -> StaffVerdict:
    return read_person(2, person(**values), today=TODAY)


def accepted(**values: Any) -> StaffRow:
    verdict = read(**values)
    assert verdict.person is not None, [fault.sentence for fault in verdict.faults]
    return verdict.person


def fault(**values: Any) -> Fault:
    verdict = read(**values)
    assert verdict.person is None
    assert len(verdict.faults) == 1
    return verdict.faults[0]


# --- Cells ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("  dua\t kata \n", "dua kata"),
        (12, "12"),
        (1.5, "1.5"),
        (True, "True"),
        (datetime(2026, 1, 2), "02-01-2026"),
        ("a\u200bb\x07c\ufeff", "abc"),
        ("e\u0301", "é"),
    ],
)
def test_cell_becomes_one_clean_line(cell: Any, text: str) -> None:
    assert text_of({"X": cell}, "X", limit=20) == text


@pytest.mark.parametrize("cell", ["=1+1", " =A1", "@SUM(1)", "#REF!", "#n/a", "x" * 21, object()])
def test_cell_that_is_no_data_is_refused_with_column_cause_and_repair(cell: Any) -> None:
    with pytest.raises(Unreadable) as caught:
        text_of({"X": cell}, "X", limit=20)

    found = caught.value.fault
    assert found.column == "X"
    assert found.cause.endswith(".")
    assert found.repair.endswith(".")


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("27-07-1973", date(1973, 7, 27)),
        ("7/2/1973", date(1973, 2, 7)),
        ("1973-07-27", date(1973, 7, 27)),
        ("1973-07-27 00:00:00", date(1973, 7, 27)),
        (datetime(1973, 7, 27, 12), date(1973, 7, 27)),
        (date(1973, 7, 27), date(1973, 7, 27)),
        ("", None),
        (None, None),
    ],
)
def test_dates_in_their_usual_dress(cell: Any, day: date | None) -> None:
    assert date_of({"X": cell}, "X") == day


@pytest.mark.parametrize(
    ("cell", "cause"),
    [
        (26872, "angka, bukan tanggal"),
        (26872.5, "angka, bukan tanggal"),
        ("31-02-1973", "tidak ada di kalender"),
        ("Juli 1973", "belum dikenal sebagai tanggal"),
        ("٢٧-٠٧-١٩٧٣", "belum dikenal sebagai tanggal"),
    ],
)
def test_impossible_dates_are_refused(cell: Any, cause: str) -> None:
    with pytest.raises(Unreadable) as caught:
        date_of({"X": cell}, "X")

    assert cause in caught.value.fault.cause


def test_shown_cells_are_short() -> None:
    assert shown("x" * 200) == "x" * 79 + "…"
    assert shown(datetime(2026, 11, 22)) == "22-11-2026"


# --- One person --------------------------------------------------------------------------------------


def test_clean_row_is_read_whole() -> None:
    row = accepted(EMAIL="Ani@Contoh.go.id")

    assert (row.nip, row.name, row.back_title) == (NIP, "Ani Wijaya", "S.Sos.")
    assert (row.kind, row.rank, row.sex) == (EmploymentKind.PNS, "III/c", Sex.FEMALE)
    assert (row.position, row.title) == (PositionKind.EXECUTIVE, "Pengadministrasi Perkantoran")
    assert (row.birth_on, row.since) == (date(1990, 1, 1), date(2024, 2, 1))
    assert (row.email, row.unit, row.is_active, row.is_head) == ("ani@contoh.go.id", "U1", True, False)


REFUSED = [
    ({"NIP_BARU": 1.99001012015032e17}, "NIP BARU", "angka terakhirnya hilang"),
    ({"NIP_BARU": 199001012015032003}, "NIP BARU", "angka terakhirnya hilang"),
    ({"NIP_BARU": "1,99001E+17"}, "NIP BARU", "angka terakhirnya hilang"),
    ({"NIP_BARU": None}, "NIP BARU", "tanpa NIP"),
    ({"NIP_BARU": "  "}, "NIP BARU", "tanpa NIP"),
    ({"NIP_BARU": "19900101201503200"}, "NIP BARU", "Di sini ada 17"),
    ({"NIP_BARU": "1990010120150320031"}, "NIP BARU", "Di sini ada 19"),
    ({"NIP_BARU": "199013012015032003"}, "NIP BARU", "bukan tanggal lahir"),
    ({"NIP_BARU": "١٩٩٠٠١٠١٢٠١٥٠٣٢٠٠٣"}, "NIP BARU", "angka 0-9"),
    ({"NIP_BARU": "=1"}, "NIP BARU", "rumus"),
    ({"NAMA": None}, "NAMA", "tanpa nama"),
    ({"NAMA": '=HYPERLINK("http://x.invalid","KLIK")'}, "NAMA", "rumus"),
    ({"NAMA": "+62812"}, "NAMA", "rumus"),
    ({"NAMA": "x" * 151}, "NAMA", "151 huruf"),
    ({"NAMA": "#REF!"}, "NAMA", "galat"),
    ({"GOL_AKHIR_NAMA": "III/f"}, "GOL AKHIR NAMA", "tidak ada untuk PNS"),
    ({"GOL_AKHIR_NAMA": "IX"}, "GOL AKHIR NAMA", "tidak ada untuk PNS"),
    ({"GOL_AKHIR_NAMA": "III/c", "JENIS_PEGAWAI_NAMA": "PPPK"}, "GOL AKHIR NAMA", "tidak ada untuk PPPK"),
    ({"JENIS_PEGAWAI_NAMA": "Honorer"}, "JENIS PEGAWAI NAMA", "belum dikenal"),
    ({"JENIS_KELAMIN": "X"}, "JENIS KELAMIN", "belum dikenal"),
    ({"UNOR_ID": None}, "UNOR ID", "tanpa unit"),
    ({"JABATAN_NAMA": ""}, "JABATAN NAMA", "tanpa jabatan"),
    ({"JENIS_JABATAN_NAMA": "Jabatan Lain"}, "JENIS JABATAN NAMA", "belum dikenal"),
    ({"JENIS_JABATAN_NAMA": None}, "JENIS JABATAN NAMA", "belum dikenal"),
    ({"TANGGAL_LAHIR": 26872}, "TANGGAL LAHIR", "angka, bukan tanggal"),
    ({"TMT_JABATAN": "31-02-2024"}, "TMT JABATAN", "kalender"),
    ({"TMT_JABATAN": "01-01-2034"}, "TMT JABATAN", "di luar masa kerja"),
    ({"GELAR_BELAKANG": "x" * 61}, "GELAR BELAKANG", "61 huruf"),
]


@pytest.mark.parametrize(("values", "column", "cause"), REFUSED)
def test_row_is_refused_naming_column_cause_and_repair(
    values: dict[str, Any], column: str, cause: str
) -> None:
    found = fault(**values)

    assert found.column == column
    assert cause in found.cause
    assert found.repair


def test_row_names_all_its_faults_at_once() -> None:
    verdict = read(NAMA=None, UNOR_ID=None, GOL_AKHIR_NAMA="V/z")

    assert [found.column for found in verdict.faults] == ["NAMA", "UNOR ID", "GOL AKHIR NAMA"]


def test_sentence_of_a_fault_shows_what_stands_in_the_cell() -> None:
    assert fault(GOL_AKHIR_NAMA="III/f").sentence == (
        "Kolom GOL AKHIR NAMA berisi “III/f”: golongan ini tidak ada untuk PNS. Isi golongan I/a sampai IV/e."
    )
    assert fault(NAMA=None).sentence.startswith("Kolom NAMA kosong: ")


NOTED = [
    ({"TANGGAL_LAHIR": datetime(1985, 3, 7)}, "07-03-1985 berbeda dari NIP (01-01-1990)"),
    ({"JENIS_KELAMIN": "P", "NIP_BARU": "199001012015031003"}, "berbeda dari angka ke-15"),
    ({"KEDUDUKAN_HUKUM_NAMA": "Pensiun"}, "tidak ikut penilaian"),
    ({"KEDUDUKAN_HUKUM_NAMA": "Entah"}, "belum dikenal"),
    ({"GOL_AKHIR_NAMA": None}, "Golongan kosong"),
    ({"TMT_JABATAN": None}, "sejak tanggal impor"),
    ({"EMAIL": "bukan surel"}, "bukan alamat surel"),
    ({"NIP_BARU": "199001012015992003"}, "belum dikenal"),
]


@pytest.mark.parametrize(("values", "note"), NOTED)
def test_doubt_is_noted_and_the_row_accepted(values: dict[str, Any], note: str) -> None:
    verdict = read(**values)

    assert verdict.person is not None
    assert any(note in sentence for sentence in verdict.notes)


@pytest.mark.parametrize(
    ("written", "sex"), [("L", "M"), ("P", "F"), ("m", "M"), ("Perempuan", "F"), ("", None)]
)
def test_sex_in_its_usual_dress(written: str, sex: str | None) -> None:
    assert accepted(JENIS_KELAMIN=written).sex == sex


@pytest.mark.parametrize(
    ("written", "stage", "kind"),
    [
        ("PNS Daerah Kab/Kota", "PNS", "PNS"),
        ("PNS Daerah Kab/Kota", "CPNS", "CPNS"),
        ("CPNS", None, "CPNS"),
        ("PNS Pusat", "C", "CPNS"),
    ],
)
def test_kinds_of_employment(written: str, stage: str | None, kind: str) -> None:
    assert accepted(JENIS_PEGAWAI_NAMA=written, STATUS_CPNS_PNS=stage).kind == kind


def test_contract_staff_have_ranks_of_their_own() -> None:
    assert accepted(JENIS_PEGAWAI_NAMA="PPPK", GOL_AKHIR_NAMA="ix").rank == "IX"
    part_time = accepted(JENIS_PEGAWAI_NAMA="PPPK Paruh Waktu", GOL_AKHIR_NAMA="V")
    assert part_time.kind == EmploymentKind.PPPK_PART_TIME


def test_nip_with_spaces_is_accepted_without_them() -> None:
    assert accepted(NIP_BARU="19900101 201503 2 003").nip == NIP


def test_markup_is_kept_as_text() -> None:
    assert accepted(NAMA="<script>alert(1)</script>").name == "<script>alert(1)</script>"


@given(
    st.dictionaries(
        st.sampled_from(sorted(person())), st.one_of(st.text(max_size=30), st.integers(), st.none())
    )
)
def test_no_row_breaks_the_rules(values: dict[str, Any]) -> None:
    verdict = read_person(2, person() | values, today=TODAY)

    assert (verdict.person is None) == bool(verdict.faults)


# --- The list as a whole -------------------------------------------------------------------------------

OTHER = "198505052010031002"
HEAD: dict[str, Any] = {
    "JENIS_JABATAN_NAMA": "Jabatan Struktural",
    "JABATAN_NAMA": "KEPALA DINAS",
    "ESELON_NAMA": "II.b",
}


def judge(
    *people: dict[str, Any], units: dict[str, UnitFact] | None = None, **options: Any
) -> list[StaffVerdict]:
    rows = list(enumerate(people, 2))
    return judge_staff(rows, units or UNITS, lost=options.pop("lost", {}), today=TODAY, **options)


def test_twins_are_refused_both_and_name_each_other_whatever_the_spaces() -> None:
    first, other, second = judge(person(), person(NIP_BARU=OTHER), person(NIP_BARU="19900101 201503 2 003"))

    assert first.person is None
    assert "baris 4" in first.faults[0].sentence
    assert "baris 2" in second.faults[0].sentence
    assert other.person is not None


def test_unknown_unit_and_unit_that_was_refused_are_told_apart() -> None:
    unknown, lost = judge(person(UNOR_ID="U9"), person(NIP_BARU=OTHER, UNOR_ID="U8"), lost={"U8": 113})

    assert "tidak ada di daftar unit" in unknown.faults[0].cause
    assert "berkas unit baris 113" in lost.faults[0].cause


def test_refused_rows_keep_their_cells_only_when_asked() -> None:
    kept, good = judge(person(NAMA=None), person(NIP_BARU=OTHER), keep_cells=True)
    dropped, _ = judge(person(NAMA=None), person(NIP_BARU=OTHER))

    assert kept.cells["UNOR ID"] == "U1"
    assert good.cells == {}
    assert dropped.cells == {}


def heads(*people: dict[str, Any], head: str = "") -> list[int]:
    verdicts = judge(*people, units={"U1": UnitFact("Dinas Uji", "Kepala Dinas", head)})
    return [verdict.row for verdict in verdicts if verdict.person and verdict.person.is_head]


def test_head_is_the_structural_post_or_the_title_of_the_unit() -> None:
    titled = person(JABATAN_NAMA="Kepala  dinas", JENIS_JABATAN_NAMA="Jabatan Fungsional")

    assert heads(person(), person(NIP_BARU=OTHER, **HEAD)) == [3]
    assert heads(titled, person(NIP_BARU=OTHER)) == [2]


def test_unit_has_one_head_structural_before_titled_and_the_second_is_noted() -> None:
    titled = person(JABATAN_NAMA="KEPALA DINAS", JENIS_JABATAN_NAMA="Jabatan Fungsional")
    verdicts = judge(titled, person(NIP_BARU=OTHER, **HEAD))

    assert [verdict.person.is_head for verdict in verdicts if verdict.person] == [False, True]
    assert "sudah punya kepala di baris 3" in verdicts[0].notes[-1]


def test_present_head_stays_before_another_claim() -> None:
    assert heads(person(**HEAD), person(NIP_BARU=OTHER, **HEAD), head=OTHER) == [3]


def test_head_who_is_not_in_the_file_stays_head() -> None:
    verdicts = judge(person(**HEAD), units={"U1": UnitFact("Dinas Uji", "", OTHER)})

    assert verdicts[0].person is not None
    assert not verdicts[0].person.is_head
    assert OTHER in verdicts[0].notes[-1]


def test_who_left_or_acts_is_no_head() -> None:
    assert heads(person(**HEAD | {"KEDUDUKAN_HUKUM_NAMA": "Pensiun"})) == []
    assert heads(person(**HEAD | {"JABATAN_NAMA": "Plt. KEPALA DINAS"})) == []


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({}, ""),
        ({"leavers": 30, "active": 100}, ""),
        ({"leavers": 31, "active": 100}, "31 dari 100"),
        ({"leavers": 1, "active": 2}, "1 dari 2"),
        ({"leaves_importer": True}, "akun Anda sendiri"),
        ({"leaves_no_admin": True}, "admin BKD terakhir"),
    ],
)
def test_import_stops_when_too_many_or_the_wrong_people_would_leave(
    facts: dict[str, Any], sentence: str
) -> None:
    usual = {"leavers": 0, "active": 0, "leaves_importer": False, "leaves_no_admin": False}

    reason = reason_to_stop(**usual | facts)

    assert sentence in reason
    assert bool(reason) == bool(sentence)


# --- Units -------------------------------------------------------------------------------------------


def codes(*units: dict[str, Any], known: dict[str, str | None] | None = None) -> dict[str, str]:
    """Return the code of each refused unit with its cause."""
    verdicts = judge_units(list(enumerate(units, 2)), known or {})
    assert all((verdict.unit is None) == bool(verdict.faults) for verdict in verdicts)
    return {
        verdict.key: " ".join(found.cause for found in verdict.faults)
        for verdict in verdicts
        if verdict.faults
    }


def test_units_are_accepted_in_any_order() -> None:
    assert codes(unit("C", "SEKSI", "B"), unit("B", "BIDANG", "A"), unit("A", "KOTA")) == {}


def test_ring_of_two_is_refused_naming_the_loop() -> None:
    found = codes(unit("A", "SATU", "B"), unit("B", "DUA", "A"), unit("K", "KOTA"))

    assert set(found) == {"A", "B"}
    assert all("SATU → DUA → SATU" in cause for cause in found.values())


def test_unit_that_is_its_own_parent_is_refused() -> None:
    assert "dirinya sendiri" in codes(unit("A", "SATU", "A"))["A"]


def test_ring_that_closes_through_a_known_unit_is_refused() -> None:
    assert set(codes(unit("A", "SATU", "B"), known={"A": None, "B": "A"})) == {"A"}


def test_chain_of_forty_units_is_fine() -> None:
    chain = [unit(f"U{number}", f"UNIT {number}", f"U{number - 1}" if number else "") for number in range(40)]

    assert codes(*reversed(chain)) == {}


def test_children_of_refused_units_wait_for_them() -> None:
    found = codes(unit("A", "SATU", "X"), unit("B", "DUA", "A"), unit("C", "TIGA", "B"))

    assert "tidak ada di daftar unit" in found["A"]
    assert "belum bisa diimpor" in found["B"]
    assert "belum bisa diimpor" in found["C"]


def test_parent_may_be_known_already() -> None:
    assert codes(unit("B", "DUA", "A"), known={"A": None}) == {}


@pytest.mark.parametrize(
    ("row", "cause"),
    [
        (unit("", "SATU"), "tanpa kode"),
        (unit("A", ""), "tanpa nama"),
        (unit("A" * 41, "SATU"), "41 huruf"),
        (unit("A", "=1"), "rumus"),
    ],
)
def test_faulty_units_are_refused(row: dict[str, Any], cause: str) -> None:
    verdict = judge_units([(2, row)], {})[0]

    assert cause in verdict.faults[0].cause


def test_twin_units_are_refused_both_and_name_each_other() -> None:
    verdicts = judge_units([(2, unit("A", "SATU")), (3, unit("A", "DUA"))], {})

    assert [found.cause for verdict in verdicts for found in verdict.faults] == [
        "ID yang sama juga ada di baris 3.",
        "ID yang sama juga ada di baris 2.",
    ]
