"""What differs between two versions of a plan, table by table."""

from __future__ import annotations

from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.rules import Mark, compare, same_content
from indicators.rules.compare import marks

INDICATOR = {
    "id": 11,
    "aspect": "KUANTITAS",
    "text": "Jumlah akta yang terbit",
    "target": "1240",
    "unit": "akta",
    "direction": "NAIK",
    "perspectives": "",
}
RESULT = {
    "id": 1,
    "number": 1,
    "kind": "UTAMA",
    "text": "Terbitnya akta kelahiran sesuai standar waktu",
    "supports": "",
    "no_support_reason": "SKP atasan belum disusun",
    "indicators": [INDICATOR],
}
OTHER = RESULT | {
    "id": 2,
    "number": 2,
    "text": "Tertatanya arsip layanan",
    "indicators": [INDICATOR | {"id": 21, "text": "Jumlah berkas yang ditata"}],
}
PLAN = {
    "form": "JA_JF",
    "approach": "KUANTITATIF",
    "revision": 1,
    "year": 2026,
    "started_on": "1 Januari 2026",
    "ended_on": "31 Desember 2026",
    "agreed_on": "",
    "employee": {"name": "Ani"},
    "superior": {"name": "Budi"},
    "results": [RESULT, OTHER],
    "behaviours": [{"number": 1, "name": "Berorientasi Pelayanan", "guides": [], "expectation": ""}],
    "annexes": {"SUMBER_DAYA": ["Laptop"], "SKEMA_PERTANGGUNGJAWABAN": [], "KONSEKUENSI": []},
}


def changed(**values):
    return deepcopy(PLAN) | values


def told(parts):
    """Return parts as plain lists: title, mark, fields as (label, before, after), inner parts."""
    return [
        (part.title, part.mark.value, [(each.label, *texts(each)) for each in part.fields], told(part.parts))
        for part in parts
    ]


def texts(field):
    return ["".join(piece.text for piece in side) for side in (field.before, field.after)]


def marked(pieces):
    return [(piece.text, piece.mark.value) for piece in pieces]


# --- Words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "left", "right"),
    [
        ("", "", [], []),
        ("", "tiga hari", [], [("tiga hari", "baru")]),
        ("tiga hari", "", [("tiga hari", "dihapus")], []),
        (
            "Terbitnya akta tiga hari",
            "Terbitnya akta dua hari",
            [("Terbitnya akta ", "tetap"), ("tiga", "dihapus"), (" ", "tetap"), ("hari", "tetap")],
            [("Terbitnya akta ", "tetap"), ("dua", "baru"), (" ", "tetap"), ("hari", "tetap")],
        ),
        ("akta", "akta terbit", [("akta", "tetap")], [("akta ", "tetap"), ("terbit", "baru")]),
        (
            "Laptop\nPemindai",
            "Laptop\nPrinter",
            [("Laptop\n", "tetap"), ("Pemindai", "dihapus")],
            [("Laptop\n", "tetap"), ("Printer", "baru")],
        ),
    ],
)
def test_words_are_marked(before, after, left, right):
    old, new = marks(before, after)

    assert (marked(old), marked(new)) == (left, right)


def test_very_long_texts_are_marked_as_wholes():
    before, after = "a " * 1000, "b " * 1000

    assert marked(marks(before, after)[0]) == [(before, "dihapus")]


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_letter_is_lost_or_invented(before, after):
    old, new = marks(before, after)

    assert "".join(piece.text for piece in old) == before
    assert "".join(piece.text for piece in new) == after
    assert Mark.NEW not in {piece.mark for piece in old}
    assert Mark.GONE not in {piece.mark for piece in new}


# --- Parts ----------------------------------------------------------------------------------------


def test_the_same_plan_differs_in_nothing():
    found = compare(PLAN, deepcopy(PLAN))

    assert found.is_empty
    assert found.same == (
        "Hasil 1: Terbitnya akta kelahiran sesuai standar waktu",
        "Hasil 2: Tertatanya arsip layanan",
    )


@pytest.mark.parametrize(
    "values",
    [
        {"agreed_on": "2026-01-05"},
        {"superior": {"name": "Dewi"}},
        {"revision": 2},
        {"results": [RESULT | {"id": 7}, OTHER | {"id": 8}]},
    ],
)
def test_people_dates_and_keys_are_not_content(values):
    assert same_content(PLAN, changed(**values))


def test_a_changed_result_shows_its_field_and_its_indicator():
    indicator = INDICATOR | {"target": "1500.5", "unit": "berkas"}
    after = changed(results=[RESULT | {"kind": "TAMBAHAN", "indicators": [indicator]}, OTHER])

    assert told(compare(PLAN, after).results) == [
        (
            "Hasil 1: Terbitnya akta kelahiran sesuai standar waktu",
            "berubah",
            [("Jenis", "Utama", "Tambahan")],
            [
                (
                    "Indikator: Jumlah akta yang terbit",
                    "berubah",
                    [("Target", "1.240 akta", "1.500,5 berkas")],
                    [],
                )
            ],
        )
    ]


def test_a_new_result_and_a_gone_one():
    fresh = OTHER | {"id": 3, "text": "Terlayaninya pengaduan dalam sehari", "indicators": []}

    found = compare(PLAN, changed(results=[RESULT, fresh]))

    assert [(part.title, part.mark) for part in found.results] == [
        ("Hasil 2: Terlayaninya pengaduan dalam sehari", Mark.NEW),
        ("Hasil 2: Tertatanya arsip layanan", Mark.GONE),
    ]
    assert told(found.results)[0][2][0] == ("Jenis", "", "Utama")
    assert told(found.results)[1][3][0][:2] == ("Indikator: Jumlah berkas yang ditata", "dihapus")


def test_a_new_result_counts_even_without_any_field():
    bare = {"id": 3, "number": 3, "kind": "", "text": "Hasil", "indicators": []}

    assert [part.mark for part in compare(PLAN, changed(results=[RESULT, OTHER, bare])).results] == [Mark.NEW]


def test_rows_with_other_keys_are_matched_by_text_then_by_words():
    alike = OTHER | {"id": 9, "text": "Tertatanya arsip layanan digital"}

    found = compare(PLAN, changed(results=[RESULT | {"id": 8}, alike]))

    assert [(part.title, part.mark) for part in found.results] == [("Hasil 2", Mark.CHANGED)]
    assert texts(found.results[0].fields[0]) == [
        "Tertatanya arsip layanan",
        "Tertatanya arsip layanan digital",
    ]


def test_an_indicator_comes_and_goes():
    more = [INDICATOR, INDICATOR | {"id": 12, "text": "Waktu penerbitan"}]

    (part,) = compare(PLAN, changed(results=[RESULT | {"indicators": more}, OTHER])).results
    (back,) = compare(changed(results=[RESULT | {"indicators": more}, OTHER]), PLAN).results

    assert [each.mark for each in part.parts] == [Mark.NEW]
    assert [each.mark for each in back.parts] == [Mark.GONE]


@pytest.mark.parametrize(
    ("values", "label", "before", "after"),
    [
        ({"direction": "TURUN"}, "Arah", "Makin tinggi makin baik", "Makin rendah makin baik"),
        ({"aspect": "WAKTU"}, "Aspek", "Kuantitas", "Waktu"),
        ({"target": "0"}, "Target", "1.240 akta", "0 akta"),
        ({"target": ""}, "Target", "1.240 akta", "akta"),
        ({"target_until": "1300"}, "Target", "1.240 akta", "1.240 sampai 1.300 akta"),
        ({"perspectives": "ANGGARAN"}, "Perspektif", "", "Anggaran"),
        ({"perspective": "ANGGARAN"}, "Perspektif", "", "Anggaran"),
        ({"text": "Jumlah akta terbit"}, "Indikator", "Jumlah akta yang terbit", "Jumlah akta terbit"),
    ],
)
def test_every_field_of_an_indicator_is_told_in_words(values, label, before, after):
    result = RESULT | {"indicators": [INDICATOR | values]}

    (part,) = compare(PLAN, changed(results=[result, OTHER])).results

    assert [(each.label, *texts(each)) for each in part.parts[0].fields] == [(label, before, after)]


@pytest.mark.parametrize(
    ("values", "name", "expected"),
    [
        (
            {"approach": "KUALITATIF"},
            "settings",
            ("Data SKP", "berubah", [("Pendekatan", "Kuantitatif", "Kualitatif")], []),
        ),
        (
            {"ended_on": "30 Juni 2026"},
            "settings",
            ("Data SKP", "berubah", [("Masa SKP sampai", "31 Desember 2026", "30 Juni 2026")], []),
        ),
        (
            {"behaviours": [PLAN["behaviours"][0] | {"expectation": "Sapa warga"}]},
            "behaviours",
            ("Berorientasi Pelayanan", "berubah", [("Ekspektasi khusus", "", "Sapa warga")], []),
        ),
        (
            {"annexes": {"SUMBER_DAYA": ["Laptop", "Pemindai"]}},
            "annexes",
            ("Dukungan sumber daya", "berubah", [("Isi", "Laptop", "Laptop\nPemindai")], []),
        ),
    ],
)
def test_settings_behaviours_and_annexes(values, name, expected):
    found = compare(PLAN, changed(**values))

    assert told(getattr(found, name)) == [expected]
    assert not found.results


ROWS = st.lists(
    st.builds(
        lambda key, text: RESULT | {"id": key, "text": text or "x", "indicators": []},
        st.integers(1, 6),
        st.text("ab ", max_size=6),
    ),
    max_size=6,
)


@given(ROWS, ROWS)
def test_every_result_is_told_once(before, after):
    found = compare(changed(results=before), changed(results=after))

    marks_of = [part.mark for part in found.results] + [Mark.SAME] * len(found.same)
    assert marks_of.count(Mark.NEW) + len([m for m in marks_of if m in {Mark.SAME, Mark.CHANGED}]) == len(
        after
    )
    assert marks_of.count(Mark.GONE) + len([m for m in marks_of if m in {Mark.SAME, Mark.CHANGED}]) == len(
        before
    )
