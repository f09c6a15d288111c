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
    purpose: str = ""
    empty: str = ""
    late: str = ""


@dataclass(frozen=True)
class Attendee:
    """Somebody who was present at a sitting."""

    number: int
    name: str
    employee_number: str
    number_label: str
    part: str


@dataclass(frozen=True)
class Considered:
    """A candidate whom the committee considered: points, decision and reason."""

    number: int
    name: str
    place: str
    score: str
    band: str
    decision: str
    reason: str


@dataclass(frozen=True)
class MinutesSheet(Sheet):
    """Berita acara rapat tim penghargaan."""

    sitting: int
    award: str
    purpose: str
    held_on: str
    place: str
    course: str
    attendees: tuple[Attendee, ...]
    absent: tuple[str, ...]
    quorum: str
    late: str
    counts: tuple[tuple[str, str], ...]
    method: tuple[tuple[str, str], ...]
    considered: tuple[Considered, ...]
    aside: tuple[str, ...]
    tie: str
    empty: str
    signatures: tuple[tuple[Signature, ...], ...]


@dataclass(frozen=True)
class CertificateSheet(Sheet):
    """Piagam penghargaan of one winner: a person, a unit or a team."""

    candidate: int
    award: str
    name: str
    lines: tuple[str, ...]
    members: tuple[str, ...]
    reason: str
    length: str  # "", "long" or "longest": how large the name can be
    is_dense: bool  # much to say: everything is printed smaller
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
