"""How tests read pages: forms as a browser would send them, queries counted, effects undone."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

VOID = {"input", "br", "meta", "link", "img", "hr", "path", "circle", "rect", "line"}


@dataclass
class PageForm:
    """A form of a page: where it goes, how, and what a press of its button would send."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    visible: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[PageForm] = []
        self.text: list[str] = []
        self.elements = 0
        self._form: PageForm | None = None
        self._area: str | None = None
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.elements += 1
        if tag == "form":
            self._form = PageForm(found.get("action", ""), found.get("method", "get").lower())
            self.forms.append(self._form)
        elif self._form is None:
            return
        elif tag == "input" and found.get("name"):
            self._input(found)
        elif tag == "textarea" and found.get("name"):
            self._area = found["name"]
            self._form.fields[self._area] = ""
            self._form.visible.append(self._area)
        elif tag == "select" and found.get("name"):
            self._select = found["name"]
            self._form.visible.append(self._select)
        elif tag == "option" and self._select is not None:
            self._option(found)

    def _input(self, found: dict[str, str]) -> None:
        assert self._form is not None
        kind = found.get("type", "text")
        if kind != "hidden" and found["name"] not in self._form.visible:
            self._form.visible.append(found["name"])
        if kind in {"radio", "checkbox"} and "checked" not in found:
            return
        self._form.fields[found["name"]] = found.get("value", "on" if kind == "checkbox" else "")

    def _option(self, found: dict[str, str]) -> None:
        assert self._form is not None
        assert self._select is not None
        if "selected" in found or self._select not in self._form.fields:
            self._form.fields[self._select] = found.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "textarea" and self._area is not None and self._form is not None:
            text = self._form.fields[self._area]
            self._form.fields[self._area] = text.removeprefix("\n")  # the first line break is markup
            self._area = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._area is not None and self._form is not None:
            self._form.fields[self._area] += data
        self.text.append(data)


def read(response: Any) -> _Reader:
    """Return the page as a browser reads it."""
    reader = _Reader()
    reader.feed(response.content.decode())
    return reader


def forms_of(response: Any) -> list[PageForm]:
    """Return the POST forms of a page, without the one that logs out."""
    return [
        form
        for form in read(response).forms
        if form.method == "post" and not form.action.endswith("/keluar/")
    ]


def form_of(response: Any, action: str = "") -> PageForm:
    """Return the one POST form of a page, or the first one with this action."""
    found = [form for form in forms_of(response) if not action or form.action == action]
    assert found, f"no form with action {action!r} on the page"
    return found[0]


def text_of(response: Any) -> str:
    """Return what a person reads on the page, with single spaces."""
    return " ".join(" ".join(read(response).text).split())


def queries_of(client: Any, href: str) -> int:
    """Return how many queries a page costs a person who is logged in."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(href).status_code == 200, href
    return len(captured)


@contextlib.contextmanager
def undone() -> Iterator[None]:
    """Undo afterwards what happened in the database inside the block."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
