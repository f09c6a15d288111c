"""A row of a file of service records: dates at their borders, and parts that do not fit together."""

from __future__ import annotations

from datetime import date

import pytest

from awards.rules.record_row import read_record

TODAY = date(2026, 11, 22)
ROW = {
    "NIP": "199001012015032003",
    "JENIS CATATAN": "sedang",
    "MULAI": "1-2-2020",
    "NOMOR KEPUTUSAN": "800/1",
    "TANGGAL KEPUTUSAN": "20-1-2020",
}


@pytest.mark.parametrize(
    ("changed", "column"),
    [
        ({}, None),
        ({"MULAI": "1-1-1950"}, None),
        ({"MULAI": "31-12-1949"}, "MULAI"),
        ({"MULAI": "22-11-2026"}, None),
        ({"MULAI": "23-11-2026"}, "MULAI"),
        ({"MULAI": ""}, "MULAI"),
        ({"TANGGAL KEPUTUSAN": ""}, "TANGGAL KEPUTUSAN"),
        ({"SAMPAI": ""}, None),
        ({"SAMPAI": "1-2-2020"}, None),
        ({"SAMPAI": "31-1-2020"}, "SAMPAI"),
        ({"SAMPAI": "1-2-2030"}, None),  # a leave may end later
        ({"NOMOR KEPUTUSAN": " "}, "NOMOR KEPUTUSAN"),
        ({"JENIS CATATAN": "teguran"}, "JENIS CATATAN"),
        ({"JENIS CATATAN": "slks x", "SAMPAI": "1-2-2021"}, "SAMPAI"),
        ({"JENIS CATATAN": "Pidana"}, "ANCAMAN PIDANA"),
        ({"JENIS CATATAN": "Pidana", "ANCAMAN PIDANA": "5 tahun"}, None),
        ({"JENIS CATATAN": "Pidana", "ANCAMAN PIDANA": "lima"}, "ANCAMAN PIDANA"),
        ({"ANCAMAN PIDANA": "5"}, "ANCAMAN PIDANA"),
    ],
)
def test_a_row_says_which_column_to_mend(changed: dict[str, str], column: str | None) -> None:
    _, faults = read_record(ROW | changed, today=TODAY)

    assert [fault.column for fault in faults] == ([] if column is None else [column])
