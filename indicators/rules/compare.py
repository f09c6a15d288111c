"""What changed between two versions of a plan, as both were kept: parts, fields, words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from .perspective import perspective_words
from .plan import (
    ANNEX_LABELS,
    APPROACH_LABELS,
    ASPECT_LABELS,
    DIRECTION_LABELS,
    KIND_LABELS,
)

Payload = Mapping[str, Any]
WORDS_AT_MOST = 250_000  # pairs of words that are laid side by side; longer texts are marked as wholes


class Mark(StrEnum):
    """What became of a part, a field or some words."""

    SAME = "tetap"
    NEW = "baru"
    GONE = "dihapus"
    CHANGED = "berubah"


@dataclass(frozen=True)
class Piece:
    """Some words of a text with their mark."""

    text: str
    mark: Mark = Mark.SAME


@dataclass(frozen=True)
class FieldChange:
    """One field before and after, its words marked."""

    label: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


@dataclass(frozen=True)
class PartChange:
    """A part of the plan that is new, gone or changed: its fields, and the parts within it."""

    title: str
    mark: Mark
    fields: tuple[FieldChange, ...] = ()
    parts: tuple[PartChange, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """Everything that differs between two versions, in the order of the form."""

    settings: tuple[PartChange, ...]
    results: tuple[PartChange, ...]
    behaviours: tuple[PartChange, ...]
    annexes: tuple[PartChange, ...]
    same: tuple[str, ...]  # titles of the results that stayed as they were

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.settings or self.results or self.behaviours or self.annexes)


def same_content(before: Payload, after: Payload) -> bool:
    """Say whether two versions promise the same; people, dates of agreement and keys of rows aside."""
    return compare(before, after).is_empty


def compare(before: Payload, after: Payload) -> Comparison:
    """Return what differs from one payload of a plan to another; see `queries.plan_payload`.

    Results and indicators belong together by their `id`, else by the same text, else by most words in
    common, so that a version whose rows have other keys compares as well.
    """
    results = list(_rows(before["results"], after["results"], _result_part))
    return Comparison(
        settings=_settings(before, after),
        results=tuple(part for part in results if part.mark != Mark.SAME),
        behaviours=_behaviours(before, after),
        annexes=_annexes(before, after),
        same=tuple(part.title for part in results if part.mark == Mark.SAME),
    )


# --- Parts --------------------------------------------------------------------------------------------

Row = Mapping[str, Any]


def _settings(before: Payload, after: Payload) -> tuple[PartChange, ...]:
    texts = {
        "Pendekatan": _both(before, after, lambda each: _word(APPROACH_LABELS, each["approach"])),
        "Masa SKP mulai": _both(before, after, lambda each: each["started_on"]),
        "Masa SKP sampai": _both(before, after, lambda each: each["ended_on"]),
    }
    part = _part("Data SKP", texts)
    return (part,) if part.mark != Mark.SAME else ()


def _behaviours(before: Payload, after: Payload) -> tuple[PartChange, ...]:
    old = {row["number"]: row["expectation"] for row in before["behaviours"]}
    parts = (
        _part(row["name"], {"Ekspektasi khusus": (old.get(row["number"], ""), row["expectation"])})
        for row in after["behaviours"]
    )
    return tuple(part for part in parts if part.mark != Mark.SAME)


def _annexes(before: Payload, after: Payload) -> tuple[PartChange, ...]:
    parts = []
    for kind, label in ANNEX_LABELS.items():
        old, new = ("\n".join(each["annexes"].get(kind.value, ())) for each in (before, after))
        parts.append(_part(label, {"Isi": (old, new)}))
    return tuple(part for part in parts if part.mark != Mark.SAME)


def _result_part(old: Row | None, new: Row | None) -> PartChange:
    texts = {
        "Rencana hasil kerja": _both(old, new, lambda each: each["text"]),
        "Jenis": _both(old, new, lambda each: _word(KIND_LABELS, each["kind"])),
        "RHK pimpinan yang didukung": _both(old, new, lambda each: each.get("supports", "")),
        "Alasan tanpa RHK pimpinan": _both(old, new, lambda each: each.get("no_support_reason", "")),
    }
    before, after = (each.get("indicators", ()) if each else () for each in (old, new))
    parts = tuple(part for part in _rows(before, after, _indicator_part) if part.mark != Mark.SAME)
    number = (new or old or {})["number"]
    return _named(f"Hasil {number}", texts, parts, _fate(old, new))


def _indicator_part(old: Row | None, new: Row | None) -> PartChange:
    texts = {
        "Indikator": _both(old, new, lambda each: each["text"]),
        "Target": _both(old, new, _target),
        "Aspek": _both(old, new, lambda each: _word(ASPECT_LABELS, each.get("aspect", ""))),
        "Arah": _both(old, new, lambda each: _word(DIRECTION_LABELS, each.get("direction", ""))),
        "Perspektif": _both(old, new, _perspectives),
    }
    return _named("Indikator", texts, (), _fate(old, new))


def _named(
    name: str, texts: Mapping[str, tuple[str, str]], parts: tuple[PartChange, ...], mark: Mark
) -> PartChange:
    """Return a part whose title holds its first text, unless just this text changed."""
    (_, (old, new)), *rest = texts.items()
    if mark == Mark.CHANGED and old != new:
        return _part(name, texts, parts, mark)
    part = _part(f"{name}: {new or old}", dict(rest), parts, mark)
    return part if mark == Mark.CHANGED else PartChange(part.title, mark, part.fields, part.parts)


def _part(
    title: str,
    texts: Mapping[str, tuple[str, str]],
    parts: tuple[PartChange, ...] = (),
    mark: Mark = Mark.CHANGED,
) -> PartChange:
    fields = tuple(FieldChange(label, *marks(old, new)) for label, (old, new) in texts.items() if old != new)
    return PartChange(title, mark if fields or parts else Mark.SAME, fields, parts)


def _fate(old: Row | None, new: Row | None) -> Mark:
    return Mark.NEW if old is None else Mark.GONE if new is None else Mark.CHANGED


def _both(old: Row | None, new: Row | None, read: Callable[[Row], str]) -> tuple[str, str]:
    return read(old) if old else "", read(new) if new else ""


def _word(labels: Mapping[Any, str], value: str) -> str:
    return labels.get(value, value)


def _perspectives(row: Row) -> str:
    stored: str = row.get("perspectives") or row.get("perspective", "")  # older copies name a single one
    return perspective_words(stored)


def _target(row: Row) -> str:
    until = row.get("target_until", "")
    number = _number(row.get("target", "")) + (f" sampai {_number(until)}" if until else "")
    return f"{number} {row.get('unit', '')}".strip()


def _number(text: str) -> str:
    """Return a stored number as people write it: "1240.5" as "1.240,5"."""
    whole, point, rest = text.partition(".")
    grouped = f"{int(whole):,}".replace(",", ".") if whole.isascii() and whole.isdigit() else whole
    return f"{grouped},{rest}" if point else grouped


# --- Which row became which -----------------------------------------------------------------------------


def _rows(
    before: Iterable[Row], after: Iterable[Row], part: Callable[[Row | None, Row | None], PartChange]
) -> Iterator[PartChange]:
    """Yield the rows in their new order, and at the end those that are gone."""
    left, new = list(before), list(after)
    origins = _origins(left, new)
    for number, row in enumerate(new):
        yield part(origins.get(number), row)
    gone = [row for row in left if not any(row is origin for origin in origins.values())]
    for row in gone:
        yield part(row, None)


def _origins(before: list[Row], after: list[Row]) -> dict[int, Row]:
    """Return for each place of `after` the row it was before, if any; each row is taken once."""
    left = list(before)
    found: dict[int, Row] = {}
    tests: tuple[Callable[[Row, Row], bool], ...] = (
        lambda old, new: old["id"] == new["id"],
        lambda old, new: old["text"] == new["text"],
        lambda old, new: _alike(old["text"], new["text"]),
    )
    for test in tests:
        for number, row in enumerate(after):
            match = next((old for old in left if number not in found and test(old, row)), None)
            if match is not None:
                found[number] = match
                left = [old for old in left if old is not match]
    return found


def _alike(one: str, other: str) -> bool:
    """Say whether two texts share more than half of their different words."""
    words, others = set(one.lower().split()), set(other.lower().split())
    return 2 * len(words & others) > len(words | others)


# --- Words ------------------------------------------------------------------------------------------------


def marks(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return both texts in pieces: what only the one has is gone, what only the other has is new."""
    old, new = _split(before), _split(after)
    if len(old) * len(new) > WORDS_AT_MOST:
        return (Piece(before, Mark.GONE),), (Piece(after, Mark.NEW),)
    matcher = SequenceMatcher(None, [word.strip() for word in old], [word.strip() for word in new], False)
    left: list[Piece] = []
    right: list[Piece] = []
    for kind, i, j, k, m in matcher.get_opcodes():
        is_same = kind == "equal"
        left += _piece(old[i:j], Mark.SAME if is_same else Mark.GONE)
        right += _piece(new[k:m], Mark.SAME if is_same else Mark.NEW)
    return tuple(left), tuple(right)


def _split(text: str) -> list[str]:
    """Return the words of a text, each with the space that follows it."""
    words: list[str] = []
    for letter in text:
        if words and (letter.isspace() or not words[-1][-1].isspace()):
            words[-1] += letter
        else:
            words.append(letter)
    return words


def _piece(words: Sequence[str], mark: Mark) -> list[Piece]:
    """Return words as a piece; the space behind marked ones bears no mark."""
    text = "".join(words)
    bare = text.rstrip() if mark != Mark.SAME else text
    pieces = [Piece(bare, mark), Piece(text[len(bare) :])]
    return [piece for piece in pieces if piece.text]
