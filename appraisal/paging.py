"""Which page of a list an address asks for."""

from __future__ import annotations

FARTHEST = 1000  # for lists that do not count their pages
LONGEST = 9  # digits; Python refuses to read numbers of thousands of digits


def page_number(text: str, pages: int = FARTHEST) -> int:
    """Return the page that a text from the address asks for, from 1 to `pages`; 1 for anything odd."""
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST):
        return 1
    return min(max(int(text), 1), pages)
