"""Charts: scales, shapes and sentences; the limits are those of the page research (2.5, 2.8) and ADR 0029."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desk.rules.chart import BAR, Row, Series, bars, dots, line, stacked
from desk.rules.chart_scale import label_step, nice_top, permille, ticks, wrapped
from desk.rules.chart_table import short_name
from desk.rules.chart_words import compared, most, number, percent, told, trend

MONTHS = "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des".split()  # noqa: SIM905
LONG = "Dinas Pemberdayaan Perempuan, Perlindungan Anak, dan Keluarga Berencana"


# --- Scales -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("most", "top"),
    [
        (0, 4),  # nothing still has an axis
        (1, 4),
        (4, 4),
        (5, 8),
        (9, 20),
        (97, 100),
        (100, 100),
        (101, 200),
        (1240, 2000),
        (Decimal("3.5"), 4),
    ],
)
def test_a_scale_ends_at_four_round_steps(most: int | Decimal, top: int) -> None:
    assert nice_top(most) == top
    assert top % 4 == 0
    assert ticks(top) == [0, top // 4, top // 2, top * 3 // 4, top]


def test_ticks_of_nothing_and_of_a_scale_that_does_not_divide() -> None:
    assert ticks(0) == [0]
    assert ticks(10) == [0, Decimal("2.5"), 5, Decimal("7.5"), 10]


@pytest.mark.parametrize(
    ("labels", "step"),
    [
        ([], 1),
        (["TW I"], 1),
        (["TW I", "TW II", "TW III", "TW IV", "Tahun"], 1),
        (MONTHS, 2),
        ([*MONTHS, "Tahun"], 3),  # thirteen terms
        (["31/12"] * 13, 3),
    ],
)
def test_only_labels_that_a_phone_has_room_for_stand_below(labels: list[str], step: int) -> None:
    assert label_step(labels) == step
    wide = max((len(label) for label in labels), default=0) * 8 + 8
    assert wide * len(labels[::step]) <= 280 + wide


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Inspektorat", ["Inspektorat"]),
        ("Dinas Kependudukan dan Pencatatan Sipil", ["Dinas Kependudukan dan", "Pencatatan Sipil"]),
        (LONG, ["Dinas Pemberdayaan", "Perempuan, Perlindungan…"]),
        ("x" * 60, ["x" * 27 + "…"]),
        ("", [""]),
    ],
)
def test_a_name_takes_two_lines_at_most(name: str, lines: list[str]) -> None:
    assert wrapped(name) == lines


@pytest.mark.parametrize(("value", "text"), [(0, "0%"), (125, "12.5%"), (1000, "100%"), (999, "99.9%")])
def test_places_across_are_shares_of_the_width(value: int, text: str) -> None:
    assert permille(value) == text


@pytest.mark.parametrize(
    ("name", "short"),
    [("Triwulan III", "TW III"), ("Januari", "Jan"), ("Semester I", "Smt I"), ("Tahunan", "Tahun")],
)
def test_terms_have_short_names(name: str, short: str) -> None:
    assert short_name(name) == short


# --- Shapes -----------------------------------------------------------------------------------------


def shapes(drawing: object, kind: str) -> list[tuple[str, str, str]]:
    """Return the marks of a kind as (look, x, width)."""
    return [(mark.look, mark.x, mark.width) for mark in drawing.marks if mark.kind == kind]  # type: ignore[attr-defined]


def test_bars_are_shares_of_the_largest_and_last_year_is_a_stroke() -> None:
    drawn = bars([Row("Baik", (30, 15), "30"), Row("Kurang", (10, None), "10"), Row("Kosong", (0,), "0")])

    assert shapes(drawn, "rect") == [("k1", "0%", "100%"), ("k1", "0%", "33.3%"), ("k1", "0%", "0%")]
    assert shapes(drawn, "line") == [("before", "50%", "50%")]


def test_bars_of_nothing_are_empty_and_high_enough_to_be_seen() -> None:
    assert bars([]).marks == ()
    assert bars([]).height == "20"
    assert shapes(bars([Row("Kosong", (0,), "0")]), "rect") == [("k1", "0%", "0%")]
    assert shapes(bars([Row("Tidak diketahui", (None,), "")]), "rect") == []


def test_a_bar_beyond_its_scale_ends_with_it() -> None:
    assert shapes(bars([Row("IKU", (150,), "150%")], top=120), "rect") == [("k1", "0%", "100%")]


PARTS = (("k1", "Satu"), ("k2", "Dua"), ("k3", "Tiga"))


@pytest.mark.parametrize(
    ("values", "widths"),
    [
        ((1, 1, 1), ["33.3%", "33.4%", "33.3%"]),  # the pieces fill the bar
        ((0, 5, 0), ["100%"]),
        ((2, 0, 1), ["66.7%", "33.3%"]),
        ((0, 0, 0), ["100%"]),  # an empty frame
        ((1, 9998, 1), ["0%", "100%", "0%"]),
    ],
)
def test_stacked_bars_fill_the_row(values: tuple[int, ...], widths: list[str]) -> None:
    drawn = stacked([Row("Unit", values)], PARTS)

    assert [width for _, _, width in shapes(drawn, "rect")] == widths
    if not sum(values):
        assert shapes(drawn, "rect")[0][0] == "none"


def test_dots_lie_on_their_scale_and_last_year_is_open() -> None:
    drawn = dots([Row("Unit", (100, 25)), Row("Lain", (0,)), Row("Tanpa", (None, None))], 0, 100, ["a", "b"])

    assert shapes(drawn, "dot") == [("open", "26%", ""), ("k1", "98%", ""), ("k1", "2%", "")]
    assert drawn.legend == (("k1", "a"), ("open", "b"))
    assert dots([Row("Unit", (50, None))], 0, 100, ["a", "b"]).legend == (("k1", "a"),)


def test_a_dot_outside_its_scale_lies_at_the_end() -> None:
    drawn = dots([Row("Unit", (10,)), Row("Unit", (120,))], 25, 100, ["indeks"])

    assert [x for _, x, _ in shapes(drawn, "dot")] == ["2%", "98%"]


@pytest.mark.parametrize(
    ("values", "lines", "points"),
    [
        ((1, 2, 3), 2, 3),
        ((5,), 0, 1),  # one point
        ((1, None, 3), 0, 2),  # a gap
        ((None, None), 0, 0),
        ((0, 0), 1, 2),
        (tuple(range(13)), 12, 13),  # thirteen terms
    ],
)
def test_a_line_joins_known_neighbours(values: tuple[int | None, ...], lines: int, points: int) -> None:
    labels = [str(place) for place in range(len(values))]
    drawn = line(labels, [Series("a", values)])

    assert len([look for look, _, _ in shapes(drawn, "line") if look == "k1"]) == lines
    assert len(shapes(drawn, "dot")) == points


def test_the_highest_point_lies_at_the_top_and_nothing_at_the_bottom() -> None:
    drawn = line(["a", "b"], [Series("x", (0, 100))], top=100, unit="%")
    dots_ = [mark.y for mark in drawn.marks if mark.kind == "dot"]

    assert dots_ == ["192", "24"]
    assert drawn.marks[-1].text == "100%"


def test_last_values_that_would_touch_are_not_written_over_each_other() -> None:
    near = [Series("a", (50,)), Series("b", (51,)), Series("c", (52,))]
    drawn = line(["TW I"], near, top=100)
    heights = [int(mark.y) for mark in drawn.marks if mark.look == "strong"]

    assert len(heights) == 2
    assert abs(heights[0] - heights[1]) >= 17


def test_one_line_needs_no_legend_and_two_have_one() -> None:
    assert line(["a"], [Series("x", (1,))]).legend == ()
    assert line(["a"], [Series("x", (1,)), Series("y", (2,), "open")]).legend == (("k1", "x"), ("open", "y"))


def test_the_same_numbers_give_the_same_shapes_and_nothing_leaves_the_width() -> None:
    def draw() -> object:
        return stacked([Row(LONG, (3, 4, 5), "12")], PARTS)

    assert draw() == draw()
    for mark in draw().marks:  # type: ignore[attr-defined]
        assert 0 <= float(mark.x.rstrip("%")) <= 100
    assert int(draw().height) >= 40 + BAR  # type: ignore[attr-defined]


# --- Sentences --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "total", "share"),
    [
        (0, 0, None),
        (0, 9, 0),
        (1, 1000, 1),
        (999, 1000, 99),
        (9, 9, 100),
        (1, 8, 13),
        (1, 3, 33),
        (12, 9, 100),
    ],
)
def test_percent_is_nothing_or_all_only_where_it_is(part: int, total: int, share: int | None) -> None:
    assert percent(part, total) == share


@pytest.mark.parametrize(
    ("value", "text"), [(1240, "1.240"), (Decimal("79.90"), "79,9"), (0, "0"), (Decimal(100), "100")]
)
def test_numbers_are_written_as_people_here_do(value: int | Decimal, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize(
    ("part", "total", "sentence"),
    [
        (0, 0, "Belum ada IKU."),
        (0, 1, "Satu-satunya IKU belum tercapai."),
        (1, 1, "Satu-satunya IKU sudah tercapai."),
        (0, 1200, "Dari 1.200 IKU, belum ada yang tercapai."),
        (12, 30, "12 dari 30 IKU (40%) sudah tercapai."),
        (30, 30, "Semua 30 IKU sudah tercapai."),
    ],
)
def test_how_many_are_so(part: int, total: int, sentence: str) -> None:
    assert told(part, total, "IKU", "tercapai") == sentence


@pytest.mark.parametrize(
    ("now", "before", "sentence"),
    [
        (None, 50, ""),
        (50, None, "Angka 2025 tidak ada untuk dibandingkan."),
        (50, 50, "Sama dengan 2025."),
        (62, 57, "Naik 5 poin persen dari 2025 (57%)."),
        (0, 1, "Turun 1 poin persen dari 2025 (1%)."),
    ],
)
def test_comparison_with_last_year(now: int | None, before: int | None, sentence: str) -> None:
    assert compared(now, before, 2025) == sentence


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ([None, None], "Tidak ada data tentang hasil."),
        ([None, 4], "Hasil 4% pada TW II."),
        ([4, 4], "Hasil 4% pada TW II, sama seperti pada TW I."),
        ([4, 9], "Hasil 9% pada TW II, naik dari 4% pada TW I."),
        ([9, 4], "Hasil 4% pada TW II, turun dari 9% pada TW I."),
    ],
)
def test_what_a_line_shows(values: list[int | None], sentence: str) -> None:
    assert trend(["TW I", "TW II"], values, "hasil") == sentence


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ((0, 0), "Tidak ada data."),
        ((1, 0), "Baik: 1 orang."),
        ((7, 0), "Baik: semua 7 orang."),
        ((12, 8), "Baik paling banyak: 12 dari 20 orang."),
        ((5, 5), "Baik dan Kurang paling banyak: masing-masing 5 dari 10 orang."),
    ],
)
def test_which_part_is_the_largest(counts: tuple[int, int], sentence: str) -> None:
    assert most(list(zip(("Baik", "Kurang"), counts, strict=True)), "orang") == sentence
