"""Spreadsheets from outside: what is refused before it is opened, what is read and how; what goes out."""

from __future__ import annotations

import csv
import io
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from appraisal.errors import Refused
from appraisal.sheets import (
    BROWSER,
    Columns,
    Limits,
    Table,
    UnsafeFile,
    escape_cell,
    look,
    open_table,
    write_csv,
    write_xlsx,
)
from tests.sheets import repacked, sample, sheet_xml, text_file, workbook

COLUMNS = Columns(("ID", "NAMA"), ("ESELON",))
ROWS = [("ID", "NAMA"), ("1", "Satu"), ("2", "Dua")]
SMALL = Limits(size=1_000_000, unpacked=2_000_000, rows=100, rows_hint=" Pakai perintah.")


def table(content: bytes, name: str = "daftar.xlsx", limits: Limits = BROWSER) -> Table:
    return open_table(content, name, COLUMNS, limits)


def rows(
    content: bytes, name: str = "daftar.xlsx", limits: Limits = BROWSER
) -> list[tuple[int, dict[str, Any]]]:
    return list(table(content, name, limits))


def in_sheet(body: str, prolog: str = "") -> bytes:
    """Return a workbook whose sheet is this XML."""
    return repacked(workbook(ROWS), sheet=sheet_xml(body, prolog))


HEADER = "<row><c t='inlineStr'><is><t>ID</t></is></c><c t='inlineStr'><is><t>NAMA</t></is></c></row>"


# --- Refused before it is opened ----------------------------------------------------------------


def encrypted_zip() -> bytes:
    content = bytearray(workbook(ROWS))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := content.find(mark, start)) >= 0:
            content[start + place] |= 1
            start += 4
    return bytes(content)


def many_entries() -> bytes:
    content = io.BytesIO(workbook(ROWS))
    with zipfile.ZipFile(content, "a") as archive:
        for number in range(600):
            archive.writestr(f"xl/media/{number}.png", b"x")
    return content.getvalue()


def zip_of(**parts: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), text)
    return content.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
REFUSED: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "nothing": (lambda: b"", "a.xlsx", "kosong"),
    "old Excel": (lambda: OLE + b"\0" * 600, "a.xls", "format Excel lama"),
    "old Excel, renamed": (lambda: OLE + b"\0" * 600, "a.xlsx", "format Excel lama"),
    "encrypted": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "kata sandi"),
    "encrypted zip": (encrypted_zip, "a.xlsx", "kata sandi"),
    "macro": (lambda: repacked(workbook(ROWS), **{"xl/vbaProject.bin": b"x"}), "a.xlsx", "makro"),
    "macro type": (
        lambda: repacked(workbook(ROWS), types="<Types>vnd.ms-excel.sheet.macroEnabled.main+xml</Types>"),
        "a.xlsx",
        "makro",
    ),
    "named macro": (lambda: workbook(ROWS), "a.xlsm", "berakhiran .xlsm"),
    "OpenDocument": (lambda: zip_of(content_xml="<x/>", mimetype="x"), "a.ods", "OpenDocument"),
    "Word": (lambda: zip_of(word__document_xml="<x/>"), "a.xlsx", "Word"),
    "binary Excel": (lambda: zip_of(xl__workbook_bin="x"), "a.xlsx", "biner"),
    "any zip": (lambda: zip_of(notes_txt="x"), "a.xlsx", "bukan lembar kerja"),
    "half a zip": (lambda: workbook(ROWS)[:900], "a.xlsx", "rusak"),
    "web page": (lambda: b"\xef\xbb\xbf \r\n<TABLE><tr><td>1", "a.xls", "halaman web"),
    "web page as CSV": (lambda: b"<!DOCTYPE html><p>", "a.csv", "halaman web"),
    "XML of 2003": (lambda: b"<?xml version='1.0'?><Workbook/>", "a.xls", "halaman web"),
    "web archive": (lambda: b"MIME-Version: 1.0\n", "a.xls", "halaman web"),
    "PDF": (lambda: b"%PDF-1.7", "a.csv", "PDF"),
    "CSV called Excel": (lambda: b"ID,NAMA\n1,Satu\n", "a.xlsx", "isinya teks CSV"),
    "Excel called CSV": (lambda: workbook(ROWS), "a.csv", "isinya lembar kerja Excel"),
    "no ending": (lambda: workbook(ROWS), "daftar", "Unggah berkas .xlsx atau .csv"),
    "entries": (many_entries, "a.xlsx", "terlalu banyak bagian"),
}


@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_file_is_refused_by_content_with_a_sentence(case: str) -> None:
    make, name, sentence = REFUSED[case]

    with pytest.raises(Refused, match=sentence):
        look(make(), name, BROWSER)


def test_bomb_is_refused_from_its_directory_in_no_time_and_no_memory() -> None:
    cell = f"<sheetData><row><c t='inlineStr'><is><t>{'A' * 40_000_000}</t></is></c></row></sheetData>"
    bomb = in_sheet(cell)
    assert len(bomb) < 200_000
    tracemalloc.start()
    began = time.process_time()

    with pytest.raises(UnsafeFile, match="dimampatkan"):
        look(bomb, "a.xlsx", BROWSER)

    used = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert time.process_time() - began < 0.1
    assert used < 2_000_000


def test_declared_size_after_unpacking_has_a_limit() -> None:
    with pytest.raises(UnsafeFile, match=r"setelah dibuka\. Batasnya 0 MB\. Pakai perintah"):
        look(
            workbook(ROWS),
            "a.xlsx",
            Limits(size=1_000_000, unpacked=100, rows=9, rows_hint=" Pakai perintah."),
        )


def test_large_file_is_refused_with_both_sizes() -> None:
    with pytest.raises(Refused, match=r"berukuran 10,5 MB\. Batasnya 10 MB\."):
        look(b"x" * 11_000_000, "a.csv", BROWSER)


def test_folder_names_of_the_upload_are_not_shown() -> None:
    with pytest.raises(Refused, match=r"^Berkas a\.xlsx kosong"):
        look(b"", "Folder Budi/2026/a.xlsx", BROWSER)


# --- Refused while it is read --------------------------------------------------------------------

ENTITY = '<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
STOPPED = {
    "entity bomb": (in_sheet(f"<sheetData>{HEADER}</sheetData>", ENTITY), "rujukan XML"),
    "outside entity": (in_sheet(f"<sheetData>{HEADER}</sheetData>", OUTSIDE), "rujukan XML"),
    "entity in the workbook": (
        repacked(workbook(ROWS), workbook=f"{ENTITY}<workbook>&c;</workbook>"),
        "rujukan XML",
    ),
    "column far out": (
        in_sheet(f"<sheetData>{HEADER}<row><c r='XFD2'><v>1</v></c></row></sheetData>"),
        "lebih dari 120 kolom",
    ),
    "wide header": (workbook([[f"K{number}" for number in range(130)]]), "lebih dari 120 kolom"),
    "impossible column": (
        in_sheet(f"<sheetData>{HEADER}<row><c r='ZZZZZZ2'><v>1</v></c></row></sheetData>"),
        "rusak",
    ),
    "impossible row": (in_sheet(f"<sheetData>{HEADER}<row r='99999999999'></row></sheetData>"), "rusak"),
    "shared text that is not there": (
        in_sheet("<sheetData><row><c t='s'><v>999</v></c></row></sheetData>"),
        "rusak",
    ),
    "text as number": (in_sheet("<sheetData><row><c><v>seribu</v></c></row></sheetData>"), "rusak"),
    "half a sheet": (in_sheet("<sheetData><row>"), "rusak"),
    "no sheet": (repacked(workbook(ROWS), sheet=None), "rusak"),
}


@pytest.mark.parametrize("case", STOPPED, ids=str)
def test_workbook_is_stopped_while_it_is_read(case: str) -> None:
    content, sentence = STOPPED[case]

    with pytest.raises(Refused, match=sentence):
        rows(content)


def test_long_cell_is_stopped_even_when_it_packs_badly() -> None:
    text = "".join(chr(0x4E00 + number * 7919 % 20_000) for number in range(250_000))

    with pytest.raises(UnsafeFile, match="sel yang terlalu panjang"):
        rows(in_sheet(f"<sheetData><row><c t='inlineStr'><is><t>{text}</t></is></c></row></sheetData>"))


def test_millions_of_empty_rows_end_early() -> None:
    body = f"<sheetData>{HEADER}{'<row/>' * 150_000}</sheetData>"

    with pytest.raises(UnsafeFile, match="terlalu banyak baris kosong"):
        rows(in_sheet(body))


def test_claimed_dimension_is_not_believed() -> None:
    row = "<row r='5'><c r='A5'><v>7</v></c></row>"
    body = f"<dimension ref='A1:XFD1048576'/><sheetData>{HEADER}{row}</sheetData>"

    assert rows(in_sheet(body)) == [(5, {"ID": 7, "NAMA": None})]


def test_gap_before_the_last_row_costs_nothing() -> None:
    body = f"<sheetData>{HEADER}<row r='1048576'><c r='A1048576'><v>7</v></c></row></sheetData>"

    assert [number for number, _ in rows(in_sheet(body))] == [1_048_576]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            workbook([("ID", "NAMA UNIT")]),
            r"kolom NAMA tidak ada.*diperlukan: ID, NAMA\. .*ditemukan: ID, NAMA UNIT",
        ),
        (workbook([("ID", "NAMA", " nama ")]), r"kolom NAMA ada lebih dari satu.*ditemukan: ID, NAMA, NAMA"),
        (workbook([("ID", "NAMA")]), "hanya berisi judul kolom"),
        (workbook([("ID", "NAMA"), (None, "  "), (None, None)]), "hanya berisi judul kolom"),
        (workbook([(None, None), ("", " ")]), "tidak berisi baris"),
    ],
)
def test_columns_and_rows_must_be_there(content: bytes, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        rows(content)


def test_too_many_rows_point_to_the_command() -> None:
    content = workbook([("ID", "NAMA"), *(("x", "y") for _ in range(101))])

    with pytest.raises(Refused, match=r"lebih dari 100 baris\. Pakai perintah\."):
        rows(content, limits=SMALL)


# --- Read ------------------------------------------------------------------------------------------


def test_columns_are_found_in_any_order_and_case_and_extras_are_listed() -> None:
    found = table(workbook([("Eselon ", "LAIN", "nama", "id"), ("II.a", "x", "Satu", "1")]))

    assert list(found) == [(2, {"ID": "1", "NAMA": "Satu", "ESELON": "II.a"})]
    assert found.extras == ["LAIN"]


def test_rows_keep_the_numbers_of_the_spreadsheet_and_blank_ones_are_left_out() -> None:
    content = workbook([(None, None), ("ID", "NAMA"), ("1", "Satu"), ("", "  "), ("2", "Dua"), (None, None)])

    assert [(number, cells["ID"]) for number, cells in rows(content)] == [(3, "1"), (5, "2")]


def test_reader_agrees_with_the_library_on_the_real_files() -> None:
    content = sample("arunika-kotor", "pegawai.xlsx")
    sheet = load_workbook(io.BytesIO(content)).active
    header = [cell.value for cell in sheet[1]]
    names = ("NIP BARU", "NAMA", "TANGGAL LAHIR", "MK TAHUN", "UNOR ID")

    found = list(open_table(content, "pegawai.xlsx", Columns(names), BROWSER))

    expected = [
        (number, {name: row[header.index(name)] for name in names})
        for number, row in enumerate(sheet.iter_rows(min_row=2, values_only=True), 2)
        if any(value is not None for value in row)
    ]
    assert found == expected
    assert len(found) == 400


def test_cells_come_with_their_kind() -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["ID", "NAMA"])
    values = [12, 1.5, True, date(2026, 11, 22), "  x  ", "=1+1", "#REF!", "Ni’matul é"]
    for value in values:
        sheet.append([value, "x"])
    content = io.BytesIO()
    book.save(content)

    found = [cells["ID"] for _, cells in rows(content.getvalue())]

    assert found == [12, 1.5, True, datetime(2026, 11, 22), "  x  ", "=1+1", "#REF!", "Ni’matul é"]


def test_formula_is_given_as_text_and_never_its_stored_result() -> None:
    row = "<row><c t='str'><f>A1&amp;B1</f><v>rahasia</v></c><c><f/><v>9</v></c></row>"

    assert rows(in_sheet(f"<sheetData>{HEADER}{row}</sheetData>")) == [(2, {"ID": "=A1&B1", "NAMA": "="})]


def test_dates_follow_the_epoch_of_the_workbook() -> None:
    book = Workbook()
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book.epoch = CALENDAR_MAC_1904
    for row in (["ID", "NAMA"], [datetime(2020, 2, 29), "x"]):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)

    assert rows(content.getvalue())[0][1]["ID"] == datetime(2020, 2, 29)


def test_hidden_sheet_is_passed_over() -> None:
    book = Workbook()
    book.active.append(["X"])
    book.active.sheet_state = "hidden"
    shown = book.create_sheet("Pegawai")
    for row in ROWS:
        shown.append(row)
    content = io.BytesIO()
    book.save(content)

    assert len(rows(content.getvalue())) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("divider", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_csv_is_read_in_every_usual_dress(encoding: str, divider: str, ending: str) -> None:
    text = text_file([("ID", "NAMA"), ("1", "René d’Arc"), ("2", "Dua")], divider).replace("\r\n", ending)

    found = rows(text.encode(encoding), "daftar.csv")

    assert [cells for _, cells in found] == [
        {"ID": "1", "NAMA": "René d’Arc"},
        {"ID": "2", "NAMA": "Dua"},
    ]


def test_csv_may_name_its_divider() -> None:
    assert rows(b"sep=;\r\nID;NAMA\r\n1;a,b\r\n", "a.csv") == [(3, {"ID": "1", "NAMA": "a,b"})]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b'ID,NAMA\n1,"Satu\n2,Dua\n', "rusak"),
        (b"ID,NAMA\n1,Sa\x00tu\n", "bukan teks"),
        (b"ID,NAMA\n1," + b"x" * 200_000, "rusak"),
        (b"ID,NAMA\n1,\x81\x8d\n", "bukan teks"),
        (b"\n\n \n", "tidak berisi baris"),
    ],
)
def test_broken_csv_is_refused(content: bytes, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        rows(content, "a.csv")


# --- Written -----------------------------------------------------------------------------------------

FORMULAS = [
    "=1+1",
    "+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "|x",
    "＝1",
    "＠x",
    '=HYPERLINK("x")',
]


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_looks_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert escape_cell(text) == f"'{text}"


@pytest.mark.parametrize("value", ["Ani", "a=b", "III/c", "", "1-2", -5, 1.5, None, date(2026, 1, 1)])
def test_other_values_stay(value: Any) -> None:
    assert escape_cell(value) == value


def test_csv_holds_only_escaped_cells() -> None:
    text = io.StringIO()

    count = write_csv(text, ["=Judul", "b"], [[formula, "x\x00y"] for formula in FORMULAS])

    read = list(csv.reader(io.StringIO(text.getvalue(), newline="")))
    assert count == len(FORMULAS)
    assert all(cell.startswith("'") for cell in (row[0] for row in read))
    assert read[1][1] == "xy"


def test_workbook_holds_text_and_no_formula() -> None:
    content = write_xlsx(["NIP", "Nama"], [["197307272000092001", formula] for formula in FORMULAS])

    cells = [cell for row in load_workbook(io.BytesIO(content)).active.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s"}
    assert cells[2].value == "197307272000092001"


def test_workbook_keeps_numbers_and_dates() -> None:
    content = write_xlsx(["a", "b"], [[3, date(2026, 11, 22)]])

    row = list(load_workbook(io.BytesIO(content)).active.iter_rows(min_row=2, values_only=True))[0]
    assert row == (3, datetime(2026, 11, 22))


def test_a_file_to_keep_has_its_kind_and_a_name_that_breaks_no_header() -> None:
    from appraisal.http import download
    from appraisal.sheets import csv_bytes

    answer = download(csv_bytes(["NIP", "Nama"], [["199001012015032003", "=1+1"]]), 'Dinas "A"\u2013B.csv')

    assert answer.content.decode() == "\ufeffNIP;Nama\r\n199001012015032003;'=1+1\r\n"
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''Dinas%20%22A%22%E2%80%93B.csv"
    assert download(b"PK", "a.xlsx")["Content-Disposition"] == 'attachment; filename="a.xlsx"'
    with pytest.raises(KeyError):
        download(b"", "a.exe")
