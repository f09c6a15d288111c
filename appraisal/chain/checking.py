"""The check: walks the chain from its start and says in a sentence where it breaks first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.utils import timezone

from .. import audit
from ..models import Event, EventLink
from .anchors import Mark, marks
from .link import COLUMNS, GENESIS, Row, digest_of
from .sealing import last_link, seal

BATCH = 1000
SUNDAY = 7


@dataclass(frozen=True)
class Verdict:
    """What a check found: how far it came, and where the chain breaks first (nothing: it is whole)."""

    checked: int
    last: int
    broken_at: int | None = None
    sentence: str = ""

    @property
    def is_whole(self) -> bool:
        return self.broken_at is None


@dataclass(frozen=True)
class Part:
    """A stretch of the chain: its links in order, and the events they hold, by number."""

    links: Sequence[EventLink]
    rows: dict[int, Row]


def check(at: datetime, *, start: int = 1, against: Sequence[Mark] = ()) -> Verdict:
    """Seal what is not sealed, walk the chain from a link on, and return the first fault.

    `against` are anchors kept elsewhere, beside those of the database. Holds one batch in memory, whatever
    the length. A chain whose end is missing is not sealed further, so that the fault stays visible.
    """
    told = sorted({*marks(), *against}, key=lambda mark: mark.position)
    end = last_link()
    length = end.position if end else 0
    cut = next((mark for mark in told if mark.position > length), None)
    if cut is None:
        seal(at, whole=True)
        end = last_link()
        length = end.position if end else 0
    previous, fault = _before(start)
    checked = start - 1
    noted = {position: list(group) for position, group in groupby(told, key=lambda mark: mark.position)}
    if fault is None:
        for part in _parts(start):
            for link in part.links:
                fault = _fault(checked + 1, previous, link, part, noted)
                if fault is not None:
                    return Verdict(checked - start + 1, length, *fault)
                previous, checked = link.digest, link.position
    if fault is None and cut is not None:
        fault = length + 1, _cut(length, cut)
    return Verdict(checked - start + 1, length, *(fault or ()))


def note(verdict: Verdict, at: datetime) -> None:
    """Leave in the trail itself that it was checked, and what was found."""
    after = {"checked": verdict.checked, "last": verdict.last, "broken_at": verdict.broken_at}
    audit.record(action="audit.checked", by=None, at=at, after=after, note=verdict.sentence)


def check_nightly(at: datetime) -> Verdict:
    """Check what came since the last whole check, on Sundays everything; leave the verdict in the trail."""
    start = 1
    if timezone.localdate(at).isoweekday() != SUNDAY:
        found = last_check()
        if found is not None and found.after and found.after["broken_at"] is None:
            start = found.after["last"] + 1
    verdict = check(at, start=start)
    note(verdict, at)
    return verdict


def last_check() -> Event | None:
    """Return the event that the latest check left; its `after` says where the chain broke, if it did."""
    return Event.objects.filter(action="audit.checked").order_by("-at", "-pk").first()


def _before(start: int) -> tuple[str, tuple[int, str] | None]:
    """Return the digest before the link to start at."""
    if start <= 1:
        return GENESIS, None
    found = EventLink.objects.filter(position=start - 1).values_list("digest", flat=True).first()
    if found is None:
        return "", (
            start - 1,
            f"Mata rantai {start - 1} tidak ada, jadi pemeriksaan tidak bisa mulai di {start}.",
        )
    return found, None


def _parts(start: int) -> Iterator[Part]:
    """Yield the chain from a link on, in batches."""
    after = start - 1
    while links := list(EventLink.objects.filter(position__gt=after).order_by("position")[:BATCH]):
        rows = Event.objects.filter(pk__in=[link.event_id for link in links]).values_list(*COLUMNS)
        yield Part(links, {row[0]: row for row in rows})
        after = links[-1].position


def _fault(
    expected: int, previous: str, link: EventLink, part: Part, noted: dict[int, list[Mark]]
) -> tuple[int, str] | None:
    """Return the link that is broken and a sentence; None for a sound one."""
    if link.position != expected:
        return expected, f"Mata rantai {expected} tidak ada: urutan melompat ke {link.position}."
    row = part.rows.get(link.event_id)
    if row is None:
        return expected, f"Peristiwa {link.event_id}, yang disegel di mata rantai {expected}, sudah dihapus."
    if digest_of(previous, row) != link.digest:
        return expected, _why(previous, link, row, part)
    for mark in noted.get(expected, ()):
        if mark.digest != link.digest:
            return expected, (
                f"Sidik mata rantai {expected} bukan yang dicatat jangkar {mark.day}: "
                "rantai sampai di sini ditulis ulang sesudah jangkar itu."
            )
    return None


def _why(previous: str, link: EventLink, row: Row, part: Part) -> str:
    """Say what happened to a link whose digest does not fit its event."""
    here = f"mata rantai {link.position} (peristiwa {link.event_id})"
    for other in part.links:
        theirs = part.rows.get(other.event_id)
        if other.position == link.position or theirs is None:
            continue
        if digest_of(previous, theirs) in {other.digest, link.digest}:
            return f"Urutan tertukar: {here} dan mata rantai {other.position} (peristiwa {other.event_id})."
        if digest_of(previous, (link.event_id, *theirs[1:])) == link.digest:
            return f"Isi tertukar: {here} dan mata rantai {other.position} (peristiwa {other.event_id})."
    follower = next((each for each in part.links if each.position == link.position + 1), None)
    theirs = part.rows.get(follower.event_id) if follower else None
    if follower is not None and theirs is not None:
        if digest_of(link.digest, theirs) == follower.digest:
            return f"Isi peristiwa {link.event_id} diubah sesudah disegel di mata rantai {link.position}."
        if digest_of(digest_of(previous, row), theirs) == follower.digest:
            return f"Sidik {here} diganti dengan yang asing; isi peristiwanya masih utuh."
    return f"Isi atau sidik {here} diubah sesudah disegel."


def _cut(length: int, mark: Mark) -> str:
    return (
        f"Ujung rantai terpotong: jangkar {mark.day} mencatat mata rantai {mark.position}, "
        f"padahal rantai kini berakhir di {length}."
    )
