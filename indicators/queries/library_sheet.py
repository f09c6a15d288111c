"""A file with entries of the library beside what is stored: new, changed, the same, or to be repaired."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from organizations.models import Upload

from ..models import LibraryEntry
from ..rules import EntryFacts, EntryStatus, fingerprint, is_code_of, same_words
from .library import differences, in_force, told

NEW, CHANGED, SAME, FAULTY = "new", "changed", "unchanged", "faulty"
Words = tuple[str, str]  # the field and the words of an indicator, as they compare


@dataclass(frozen=True)
class Line:
    """One row of a file and what it would do to the library."""

    line: int
    label: str
    state: str
    facts: EntryFacts | None = None
    code: str = ""
    base: LibraryEntry | None = None
    changes: list[dict[str, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Comparison:
    """A whole file beside the library as it is now."""

    lines: list[Line]

    def of(self, state: str) -> list[Line]:
        """Return the rows in one state."""
        return [line for line in self.lines if line.state == state]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows are in which state."""
        found = Counter(line.state for line in self.lines)
        return {state: found[state] for state in (NEW, CHANGED, SAME, FAULTY)}

    @property
    def digest(self) -> str:
        """The fingerprint of what would be written over what, to tell whether a preview still holds."""
        return fingerprint([[row.line, row.state, row.base.pk if row.base else 0] for row in self.lines])


def compare_library(upload: Upload) -> Comparison:
    """Compare the rows of a file with the library; two queries, whatever the size of both."""
    stored = _Stored(in_force(), LibraryEntry.objects.values_list("code", "status"))
    return Comparison([stored.judged(row) for row in upload.rows])


class _Stored:
    """The library as a file meets it, and what the rows above have already named."""

    def __init__(self, entries: Iterable[LibraryEntry], codes: Iterable[tuple[str, str]]) -> None:
        self.by_code = {entry.code: entry for entry in entries}
        self.by_words = {_words(entry.field, entry.text): entry for entry in self.by_code.values()}
        waiting = {EntryStatus.PROPOSED.value, EntryStatus.SENT_BACK.value}
        self.waiting = {code for code, status in codes if status in waiting} - set(self.by_code)
        self.named: dict[Any, int] = {}

    def judged(self, row: Mapping[str, Any]) -> Line:
        """Return what a row would do; the rows of a file come in their order."""
        number, values = row["line"], row["values"]
        if row["faults"]:
            return Line(number, values.get("label", ""), FAULTY, faults=row["faults"])
        facts = EntryFacts(**{name: values[name] for name in EntryFacts.__dataclass_fields__})
        code, words = values["code"], _words(facts.field, facts.text)
        base = self.by_code.get(code) if code else self.by_words.get(words)
        code = base.code if base else code
        fault = self._fault(code, words, facts, base) or self._twice(number, code, words)
        if fault:
            return Line(number, facts.text, FAULTY, faults=[fault])
        if base is None:
            return Line(number, facts.text, NEW, facts, code)
        changes = differences(told(base), told(LibraryEntry(**asdict(facts))))
        return Line(number, facts.text, CHANGED if changes else SAME, facts, code, base, changes)

    def _fault(self, code: str, words: Words, facts: EntryFacts, base: LibraryEntry | None) -> str:
        twin = self.by_words.get(words)
        if code in self.waiting:
            return f"Kode {code} masih berupa usulan. Putuskan dulu di antrean usulan."
        if base and base.field != facts.field:
            return f"Kode {code} milik bidang {base.field}. Kosongkan kodenya untuk indikator bidang lain."
        if code and not base and not is_code_of(code, facts.field):
            return f"Kode {code} tidak sesuai bidangnya. Kosongkan saja: kodenya diberikan otomatis."
        if twin and twin.code != code:
            return f"Indikator ini sudah ada di kamus dengan kode {twin.code}."
        return ""

    def _twice(self, number: int, code: str, words: Words) -> str:
        for key in filter(None, (code, words)):
            first = self.named.setdefault(key, number)
            if first != number:
                return f"Baris ini sama dengan baris {first}. Hapus salah satunya."
        return ""


def _words(service: str, text: str) -> Words:
    return service, same_words(text)
