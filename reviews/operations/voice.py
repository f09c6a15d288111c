"""Taking in what a citizen says: nothing about the person is kept, and no flood fills the disk."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Least
from django.utils import timezone

from appraisal.errors import Refused

from ..models import Service, ServicePoint, Voice, VoiceSurplus
from ..rules.voice import MOST_TIMES, Flag, Kind, allowance, kind_of
from ..rules.voice_text import Names, flag_of, fold


class Outcome(Enum):
    """What became of a voice."""

    KEPT = auto()
    COUNTED = auto()  # only counted: its network, or the whole day, has said so much already
    USED = auto()  # the form was sent before with other words: a fresh one is needed


@dataclass(frozen=True)
class Said:
    """What stands in the form."""

    mark: int
    service: int | None = None
    good: str = ""
    improve: str = ""
    is_machine: bool = False  # the field that people do not see was filled in

    @property
    def has_words(self) -> bool:
        """Whether anything was written."""
        return bool(self.good or self.improve)


@transaction.atomic
def speak(
    *, point: ServicePoint, said: Said, source: str, nonce: str, names: Names, per_network: int, at: datetime
) -> Outcome:
    """Take in one voice and return what became of it.

    `source` is the day's mark of the network, `nonce` the number of the form's stamp, `per_network` the
    policy's figure. One writer per point at a time, so that caps hold and equal voices become one row.
    Raise Refused when the point is closed or the service belongs to another one.
    """
    on = timezone.localdate(at)
    point = ServicePoint.objects.select_for_update().get(pk=point.pk)
    if point.closed_at is not None:
        raise Refused("Titik layanan ini sudah ditutup, jadi suara tidak lagi diterima di sini.")
    _check_service(point, said.service)
    forget_sources(point, before=on)

    flag = Flag.MACHINE if said.is_machine else flag_of((said.good, said.improve), names)
    kind = kind_of(flag or "", has_words=said.has_words)
    digest = _digest(said, source if kind is Kind.MARK else "")
    today = Voice.objects.filter(point=point, said_on=on)
    sent = today.filter(stamp=nonce).values_list("digest", flat=True).first()
    if sent is not None:
        return Outcome.KEPT if sent == digest else Outcome.USED

    same = today.filter(digest=digest)
    is_known = same.exists()
    if is_known and kind is not Kind.MARK:
        same.update(times=_one_more("times"), stamp=nonce)
        return Outcome.KEPT
    limit = per_network if is_known else allowance(kind, _taken(today, kind), per_network)
    if _said_by(today, source) >= limit:
        _count(point, on)
        return Outcome.COUNTED
    if is_known:
        same.update(times=_one_more("times"), stamp=nonce)
    else:
        _keep(point, said, on=on, source=source, stamp=nonce, digest=digest, flag=flag or "")
    return Outcome.KEPT


def _check_service(point: ServicePoint, service: int | None) -> None:
    offered = Service.objects.filter(point=point, closed_at__isnull=True)
    if service is not None and not offered.filter(pk=service).exists():
        raise Refused("Pilih layanan yang ada di daftar.", "service")


def _digest(said: Said, source: str) -> str:
    """Return what two voices of a day share when they are the same; a mark alone is the network's."""
    parts = (said.service or "", said.mark, fold(said.good), fold(said.improve), source)
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:32]


def _one_more(column: str) -> Least:
    return Least(F(column) + 1, MOST_TIMES)


def _taken(today: QuerySet[Voice], kind: Kind) -> int:
    """Return how many rows of this kind the day has."""
    is_suspect = ~Q(flag__in=["", Flag.NAME, Flag.NUMBER])
    is_mark = Q(good="", improve="") & ~is_suspect
    rows = {Kind.SUSPECT: is_suspect, Kind.MARK: is_mark, Kind.WORDS: ~is_suspect & ~is_mark}
    return today.filter(rows[kind]).count()


def _said_by(today: QuerySet[Voice], source: str) -> int:
    """Return how much a network has said today: each text counts once, a mark alone each time."""
    own = today.filter(source=source).values_list("times", "good", "improve")
    return sum(1 if good or improve else times for times, good, improve in own)


def _count(point: ServicePoint, on: date) -> None:
    VoiceSurplus.objects.get_or_create(point=point, day=on)
    VoiceSurplus.objects.filter(point=point, day=on).update(count=_one_more("count"))


def _keep(
    point: ServicePoint, said: Said, *, on: date, source: str, stamp: str, digest: str, flag: str
) -> None:
    Voice.objects.create(
        point=point,
        service_id=said.service,
        mark=said.mark,
        good=said.good,
        improve=said.improve,
        said_on=on,
        source=source,
        stamp=stamp,
        digest=digest,
        flag=flag,
    )


def forget_sources(point: ServicePoint, *, before: date) -> int:
    """Empty what could tell networks of past days apart; return of how many voices."""
    past = Voice.objects.filter(point=point, said_on__lt=before).exclude(source="")
    return past.update(source="", stamp="")
