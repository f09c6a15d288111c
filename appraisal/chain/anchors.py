"""Anchors: the end of the chain of each day, kept also outside the database, so that a cut end is seen."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from .. import locking
from ..models import Anchor, Event
from .sealing import last_link, seal

log = logging.getLogger("appraisal.chain")
LINE = re.compile(r"^(?P<day>\d{4}-\d\d-\d\d) (?P<position>[1-9][0-9]{0,17}) (?P<digest>[0-9a-f]{64})\b")


@dataclass(frozen=True)
class Mark:
    """What was noted about the chain: on which day, up to which link, with which digest."""

    day: str
    position: int
    digest: str


def anchor(at: datetime) -> Anchor | None:
    """Return the anchor of the day; made after a sweep over all events where there is none yet.

    The line goes to the log and, with AUDIT_ANCHOR_FILE, to that file: put both where who administers the
    database cannot write. None while there is no event.
    """
    day = timezone.localdate(at)
    made = Anchor.objects.filter(day=day).first()
    if made is not None:
        return made
    swept_to = Event.objects.aggregate(last=Max("pk"))["last"]
    seal(at, whole=True)
    with transaction.atomic():
        locking.take_chain()
        made, end = Anchor.objects.filter(day=day).first(), last_link()
        if made is not None or end is None:
            return made
        made = Anchor(day=day, position=end.position, digest=end.digest, swept_to=swept_to or 0, at=at)
        made.save()
        transaction.on_commit(lambda: _tell(str(made)))
    return made


def _tell(line: str) -> None:
    """Write the line of an anchor to the log, and to the file where the agency keeps one."""
    log.info("audit anchor %s", line)
    if settings.AUDIT_ANCHOR_FILE:
        with Path(settings.AUDIT_ANCHOR_FILE).open("a", encoding="ascii") as file:
            file.write(f"{line}\n")
            file.flush()
            os.fsync(file.fileno())


def marks() -> list[Mark]:
    """Return the anchors in the database, oldest first; one a day."""
    rows = Anchor.objects.order_by("position", "day").values_list("day", "position", "digest")
    return [Mark(str(day), position, digest) for day, position, digest in rows]


def read_marks(lines: Iterable[str]) -> list[Mark]:
    """Return the anchors that stand in a file or a log; lines that hold none are passed over."""
    found = (LINE.search(line.partition("audit anchor ")[2] or line) for line in lines)
    return [Mark(each["day"], int(each["position"]), each["digest"]) for each in found if each]
