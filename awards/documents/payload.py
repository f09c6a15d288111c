"""What the documents about awards hold."""

from __future__ import annotations

from dataclasses import dataclass

from reviews.documents.payload import Sheet, Signature


@dataclass(frozen=True)
class Nominee:
    """A person whom the committee recommends, with the reasons."""

    number: int
    name: str
    employee_number: str
    number_label: str
    position: str
    unit: str
    score: str
    parts: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class AwardSheet(Sheet):
    """Rekomendasi penerima penghargaan."""

    award_list: int
    award: str
    places: int
    eligible: int
    weights: tuple[str, ...]
    nominees: tuple[Nominee, ...]
    signatures: tuple[Signature, ...]


@dataclass(frozen=True)
class MedalCandidate:
    """A person whom the letter proposes."""

    number: int
    name: str
    employee_number: str
    rank: str
    position: str
    unit: str
    medal: str
    service: str


@dataclass(frozen=True)
class MedalSheet(Sheet):
    """Usulan Satyalancana Karya Satya."""

    letter: int
    addressee: str
    written_on: str
    candidates: tuple[MedalCandidate, ...]
    counts: tuple[str, ...]
    signatures: tuple[Signature, ...]
