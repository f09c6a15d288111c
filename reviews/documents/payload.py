"""What an issued document says, as frozen data: the payload that is kept, hashed and printed.

Everything is text as it is printed, so that a document of 2026 prints the same in 2036, whatever
happens to names, units and labels in between. `to_payload` makes the JSON that a Document row keeps.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from typing import Any


@dataclass(frozen=True)
class Letterhead:
    """The kop and the habits of the agency's letters."""

    agency: str
    office: str
    address: str
    city: str
    typeface: str
    paper: str
    emblem: str = ""  # SHA-256 of the picture


@dataclass(frozen=True)
class Person:
    """One side of the identity table; the labels differ for PPPK."""

    name: str
    number: str
    rank: str
    position: str
    unit: str
    number_label: str = "NIP"
    rank_label: str = "PANGKAT/GOL. RUANG"


@dataclass(frozen=True)
class Measure:
    """An indicator with its target, and in an evaluation its realisation."""

    text: str
    target: str = ""
    aspect: str = ""
    perspective: str = ""
    realisation: str = ""


@dataclass(frozen=True)
class Outcome:
    """A result (RHK) with what it supports, its measures and the superior's feedback."""

    number: int
    text: str
    supports: str
    measures: tuple[Measure, ...]
    feedback: str = ""


@dataclass(frozen=True)
class Behaviour:
    """One BerAKHLAK value with its guides, the expectation and the feedback."""

    number: int
    name: str
    guides: tuple[str, ...]
    expectation: str
    feedback: str = ""


@dataclass(frozen=True)
class Signature:
    """Who signs, as what, where and when; an empty date prints dots."""

    role: str
    name: str
    number: str
    number_label: str = "NIP"
    place: str = ""
    on: str = ""


@dataclass(frozen=True)
class Sheet:
    """What every document says."""

    kind: str
    title: str
    year: int
    span: str
    letterhead: Letterhead


@dataclass(frozen=True)
class PlanSheet(Sheet):
    """Sasaran Kinerja Pegawai with its annex."""

    approach: str
    form: str
    revision: int
    owner: Person
    superior: Person
    main: tuple[Outcome, ...]
    additional: tuple[Outcome, ...]
    behaviours: tuple[Behaviour, ...]
    annexes: tuple[tuple[str, tuple[str, ...]], ...]
    signatures: tuple[Signature, ...]
    layout: str = ""


@dataclass(frozen=True)
class Manual:
    """An indicator with its manual: the texts under their printed labels, empty ones as "-"."""

    number: str
    result: str
    measure: str
    lines: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class ManualSheet(Sheet):
    """Manual Indikator Kinerja: every indicator of a plan."""

    approach: str
    form: str
    revision: int
    owner: Person
    superior: Person
    manuals: tuple[Manual, ...]
    signatures: tuple[Signature, ...]


@dataclass(frozen=True)
class EvaluationSheet(Sheet):
    """Evaluasi Kinerja Pegawai of one term."""

    approach: str
    form: str
    term: str
    term_name: str
    owner: Person
    superior: Person
    grade: str
    main: tuple[Outcome, ...]
    additional: tuple[Outcome, ...]
    behaviours: tuple[Behaviour, ...]
    results_rating: str
    behaviour_rating: str
    predicate: str
    signatures: tuple[Signature, ...]
    layout: str = ""


@dataclass(frozen=True)
class FeedbackSheet(Sheet):
    """Umpan Balik Berkelanjutan of one term."""

    approach: str
    form: str
    term_name: str
    owner: Person
    superior: Person
    main: tuple[Outcome, ...]
    additional: tuple[Outcome, ...]
    behaviours: tuple[Behaviour, ...]
    signatures: tuple[Signature, ...]
    layout: str = ""


@dataclass(frozen=True)
class RecordSheet(Sheet):
    """Dokumen Evaluasi Kinerja Pegawai: the numbered table from 1 to 11."""

    term: str
    term_name: str
    owner: Person
    superior: Person
    upper: Person
    grade: str
    predicate: str
    recommendation: str
    objection: str
    explanation: str
    decision: str
    signatures: tuple[Signature, ...]


def to_payload(sheet: Sheet) -> dict[str, Any]:
    """Return the sheet as plain JSON data: dicts, lists, texts and whole numbers.

    A field of the sheet itself that holds its default is left out, and an emblem that is not there: so a
    document from before the field existed keeps its content and is not issued anew.
    """
    said: dict[str, Any] = _plain(sheet)
    if not sheet.letterhead.emblem:
        del said["letterhead"]["emblem"]
    return {field.name: said[field.name] for field in fields(sheet) if said[field.name] != field.default}


def _plain(value: Any) -> Any:
    if isinstance(value, str | int):
        return value
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value
