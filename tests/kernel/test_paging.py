"""The page that an address asks for is a page of the list, whatever stands there."""

from __future__ import annotations

import pytest

from appraisal.paging import page_number


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
