"""A thief of answers: reads whatever a person may read, and reasons about every world that fits it.

Nothing is kept from the thief but the answers: the rules are public, and so is who was asked.
What is the same in all fitting worlds is stolen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import combinations_with_replacement, product
from typing import Any
from urllib.parse import unquote

from django.test import Client
from django.urls import NoReverseMatch, reverse
from pypdf import PdfReader

from appraisal.models import Event, Mail
from multirater.models import Comment, Invitation, Item, Result, Reviewee, Round
from multirater.rules.disclosure import Asking, group_of
from multirater.rules.result import Group, ItemWords, ResultWords
from multirater.rules.round import Side
from multirater.urls import urlpatterns
from organizations.models import Employee

Answers = tuple[int, ...]
Cell = tuple[Side, int]  # a side in a batch

# --- Reasoning -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Fact:
    """What is published of one item: over which cells, and in which words."""

    cells: tuple[Cell, ...]
    words: ItemWords
    is_shown: bool = True


def facts_of(results: Sequence[ResultWords], item: int = 1) -> list[Fact]:
    """Return what the results about a person say of one item, in the order of their releases.

    A later result that says something else of its groups than the first one speaks of the late forms as well.
    """
    found = []
    for said in results:
        is_anew = said.groups != results[0].groups
        for group in said.groups:
            cells = _cells(group, 1) + (_cells(group, 2) if is_anew else ())
            found.append(Fact(cells, _item(group, item), group.is_shown))
        found += [Fact(_cells(group, 2), _item(group, item), group.is_shown) for group in said.late]
    return list(dict.fromkeys(found))


def _cells(group: Group, batch: int) -> tuple[Cell, ...]:
    return tuple((Side(side), batch) for side in group.sides)


def _item(group: Group, number: int) -> ItemWords:
    found = [item for item in group.items if item.number == number]
    return found[0] if found else ItemWords(number, "")


@dataclass
class Thief:
    """Somebody who knows the rules, perhaps an own answer in a cell, and facts."""

    asking: Asking
    facts: list[Fact]
    cell: Cell | None = None
    own: int | None = None
    most: int = 6  # forms that a cell may hold at most, where nobody told how many
    _kept: dict[tuple[Answers, bool], tuple[Any, ...]] = field(default_factory=dict)

    def stolen(self) -> dict[tuple[Cell, ...], Answers]:
        """Return the answers that are the same in every world, by cells; the own is left out."""
        found: dict[tuple[Cell, ...], set[Answers]] = {}
        for world in self._worlds():
            for cells in {*((cell,) for cell in world), *(fact.cells for fact in self.facts)}:
                answers = self._union(world, cells)
                if self.cell in cells and self.own is not None:
                    answers = tuple(sorted(_without(answers, self.own)))
                found.setdefault(cells, set()).add(answers)
        certain = {cells: sets.pop() for cells, sets in found.items() if len(sets) == 1}
        return {cells: answers for cells, answers in certain.items() if answers}

    def _worlds(self) -> Iterator[Mapping[Cell, Answers]]:
        cells = sorted({cell for fact in self.facts for cell in fact.cells})
        for sizes in self._sizes(cells):
            sets = [_sets(len(self.asking.labels), size) for size in sizes]
            for answers in product(*sets):
                world = dict(zip(cells, answers, strict=True))
                if self._fits(world):
                    yield world

    def _sizes(self, cells: Sequence[Cell]) -> Iterator[tuple[int, ...]]:
        """Yield how many forms each cell may hold: what a group says adds up, a hidden one is too small."""
        for sizes in product(range(self.most + 1), repeat=len(cells)):
            held = dict(zip(cells, sizes, strict=True))
            if all(self._counts(fact, sum(held[cell] for cell in fact.cells)) for fact in self.facts):
                yield sizes

    def _counts(self, fact: Fact, forms: int) -> bool:
        if fact.is_shown:
            return fact.words.n is None or forms == fact.words.n
        return forms < self.asking.shown_from

    def _fits(self, world: Mapping[Cell, Answers]) -> bool:
        if self.cell is not None and self.own not in world[self.cell]:
            return False
        return all(
            self._said(self._union(world, fact.cells), fact.cells[0][1] == 2) == _words(fact.words)
            for fact in self.facts
        )

    def _union(self, world: Mapping[Cell, Answers], cells: Iterable[Cell]) -> Answers:
        return tuple(sorted(answer for cell in cells for answer in world[cell]))

    def _said(self, answers: Answers, is_late: bool) -> tuple[Any, ...]:
        """Return what the house would say of these answers."""
        if (answers, is_late) not in self._kept:
            forms = [{self.asking.items[0][0]: answer} for answer in answers]
            group = group_of((Side.PEER,), forms, len(forms), self.asking, is_late=is_late)
            self._kept[answers, is_late] = _words(_item(group, self.asking.items[0][0]))
        return self._kept[answers, is_late]


def _sets(labels: int, size: int) -> list[Answers]:
    return list(combinations_with_replacement(range(1, labels + 1), size))


def _words(item: ItemWords) -> tuple[Any, ...]:
    return item.words, item.low, item.high, item.level


def _without(answers: Answers, own: int) -> list[int]:
    rest = list(answers)
    rest.remove(own)
    return rest


# --- Reading --------------------------------------------------------------------------------------

CHANGING = re.compile(
    r'name="(csrfmiddlewaretoken|_once|_owner)" value="[^"]*"|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'
)
HEADERS = ("ETag", "Last-Modified", "Content-Disposition", "Content-Type")


@dataclass
class Loot:
    """Everything that one person got: per address status, headers, length and words in no order."""

    pages: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    text: str = ""
    results: dict[int, list[ResultWords]] = field(default_factory=dict)


def read_everything(person: Employee, only: str = "") -> Loot:
    """Return all that a person gets from the addresses of rounds, guessed keys included; `only`: one name."""
    client, loot = Client(), Loot()
    client.force_login(person, backend="organizations.backends.NipBackend")
    is_reviewed = Reviewee.objects.filter(employee=person).exists()
    for href in dict.fromkeys(_addresses(only)):
        if href.endswith("/unduh/") and not is_reviewed:
            continue  # a superior's paper is the person's, and as slow as twenty pages
        answer = client.get(href)
        body = _body(answer)
        told = (
            answer.status_code,
            {name: answer.headers.get(name) for name in HEADERS},
            len(body) if "pdf" not in answer.headers.get("Content-Type", "") else None,
            sorted(body.split()),
        )
        loot.pages[CHANGING.sub("", href)] = told
        if answer.status_code == 200:
            loot.text += body
    for row in Result.objects.order_by("pk"):
        page = loot.pages.get(reverse("multirater:result-detail", args=[row.reviewee_id]))
        if page and page[0] == 200:
            loot.results.setdefault(row.reviewee_id, []).append(ResultWords.from_json(row.payload))
    return loot


def _addresses(only: str) -> Iterator[str]:
    """Yield every address of rounds, with the keys of what it could be about."""
    comments = Comment.objects.order_by("pk").values_list("pk", flat=True)[:1]
    keys: dict[str, list[Any]] = {
        "round": list(Round.objects.order_by("pk").values_list("pk", flat=True)),
        "reviewee": list(Reviewee.objects.order_by("pk").values_list("pk", flat=True)),
        "unit": list(Reviewee.objects.order_by("unit").values_list("unit", flat=True).distinct()),
        "invitation": list(Invitation.objects.order_by("pk").values_list("pk", flat=True)[:1]),
        "comment": list(comments),
        "item": list(Item.objects.order_by("pk").values_list("pk", flat=True)[:1]),
        "scope": [1],
    }
    for pattern in urlpatterns:
        name = str(pattern.name)
        if name.startswith(("questionnaire", "item", "round-new", "relation")):
            continue  # they hold nothing of a round
        if only not in ("", name):
            continue
        wanted = list(pattern.pattern.converters)
        head = name.split("-", maxsplit=1)[0].replace("opinion", "invitation")
        first = head if head in keys else "round"
        choices = [keys[one if one != "pk" else first] for one in wanted]
        if name != "result-detail":  # of the other pages one of a kind
            choices = [values[:1] for values in choices]
        for values in product(*choices):
            try:
                href = reverse(f"multirater:{name}", kwargs=dict(zip(wanted, values, strict=True)))
            except NoReverseMatch:  # pragma: no cover - a key of another kind
                continue
            yield href


def _body(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    if content.startswith(b"PK"):
        import openpyxl

        book = openpyxl.load_workbook(BytesIO(content))
        return "\n".join(str(cell.value) for sheet in book for row in sheet for cell in row)
    return CHANGING.sub("", unquote(content.decode(errors="replace")))


def trail() -> list[tuple[Any, ...]]:
    """Return the audit trail and the outbox as a reader of both finds them."""
    events = Event.objects.exclude(action__endswith=".viewed").order_by("pk")
    letters = Mail.objects.order_by("pk")
    return [
        *events.values_list("action", "at", "target_type", "target_label", "before", "after", "note"),
        *letters.values_list("key", "recipient", "subject", "body", "made_at"),
    ]


def stolen_by(
    person: Employee, asking: Asking, cell: Cell | None = None, own: int | None = None, item: int = 1
) -> dict[tuple[Cell, ...], Answers]:
    """Return what a person steals from the results that the own pages open; `own` is an own answer."""
    found: dict[tuple[Cell, ...], Answers] = {}
    for results in read_everything(person).results.values():
        found |= Thief(asking, facts_of(results, item), cell, own).stolen()
    return found
