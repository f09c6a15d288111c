"""Which page of a list an address asks for, and the links to its neighbours."""

from __future__ import annotations

from dataclasses import dataclass

FARTHEST = 1000  # for lists that do not count their pages
LONGEST = 9  # digits; Python refuses to read numbers of thousands of digits


def page_number(text: str, pages: int = FARTHEST) -> int:
    """Return the page that a text from the address asks for, from 1 to `pages`; 1 for anything odd."""
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST):
        return 1
    return min(max(int(text), 1), pages)


@dataclass(frozen=True)
class CountedPage:
    """One page of a list whose length is known; `link` is the address of a page up to its number."""

    number: int
    last: int
    size: int
    link: str

    @property
    def part(self) -> slice:
        """The rows of this page."""
        return slice((self.number - 1) * self.size, self.number * self.size)

    @property
    def label(self) -> str:
        """Which page of how many, in words."""
        return f"Halaman {self.number} dari {self.last}"

    @property
    def prev_href(self) -> str:
        """The page before, or nothing."""
        return f"{self.link}{self.number - 1}" if self.number > 1 else ""

    @property
    def next_href(self) -> str:
        """The page after, or nothing."""
        return f"{self.link}{self.number + 1}" if self.number < self.last else ""


def counted_page(asked: str, total: int, size: int, link: str = "?halaman=") -> CountedPage:
    """Return the page that a text from the address asks for in a list of `total` rows, `size` a page."""
    last = max(1, -(-total // size))
    return CountedPage(page_number(asked, last), last, size, link)
