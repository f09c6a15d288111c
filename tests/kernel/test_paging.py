"""The page that an address asks for is a page of the list, whatever stands there."""

from __future__ import annotations

import pytest

from appraisal.paging import counted_page, page_number


@pytest.mark.parametrize(
    ("text", "pages", "page"),
    [
        ("1", 3, 1),
        ("3", 3, 3),
        ("4", 3, 3),
        ("999999999", 3, 3),
        ("0", 3, 1),
        ("", 3, 1),
        ("-2", 3, 1),
        ("2.0", 3, 1),
        ("²", 3, 1),
        ("٣", 3, 1),
        ("9" * 5000, 3, 1),
    ],
)
def test_anything_odd_asks_for_the_first_page(text: str, pages: int, page: int) -> None:
    assert page_number(text, pages) == page


def test_a_list_that_does_not_count_its_pages_has_an_end() -> None:
    assert page_number("999999999") == 1000


@pytest.mark.parametrize(
    ("asked", "total", "rows", "label", "before", "after"),
    [
        ("", 0, [], "Halaman 1 dari 1", "", ""),
        ("1", 3, [0, 1, 2], "Halaman 1 dari 1", "", ""),
        ("1", 4, [0, 1, 2], "Halaman 1 dari 2", "", "?q=a&halaman=2"),
        ("2", 7, [3, 4, 5], "Halaman 2 dari 3", "?q=a&halaman=1", "?q=a&halaman=3"),
        ("99", 7, [6], "Halaman 3 dari 3", "?q=a&halaman=2", ""),
    ],
)
def test_a_counted_page_knows_its_rows_and_its_neighbours(
    asked: str, total: int, rows: list[int], label: str, before: str, after: str
) -> None:
    page = counted_page(asked, total, 3, "?q=a&halaman=")

    assert list(range(total))[page.part] == rows
    assert (page.label, page.prev_href, page.next_href) == (label, before, after)
