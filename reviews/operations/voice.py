"""Taking in what a citizen says: nothing about the person is kept, and no flood fills the disk."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto

from django.db import transaction
from django.db.models import BooleanField, ExpressionWrapper, F, Q
from django.db.models.functions import Least
from django.utils import timezone

from appraisal.errors import Refused
from organizations.rules.wording import Names

from ..models import Service, ServicePoint, Voice, VoiceSurplus
from ..rules.voice import COUNTED_TIMES, MOST_TIMES, Flag, Kind, allowance, kind_of
from ..rules.voice_text import flag_of, fold

HAS_WORDS = ExpressionWrapper(Q(good__gt="") | Q(improve__gt=""), BooleanField())


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

    flag = Flag.MACHINE if said.is_machine else flag_of((said.good, said.improve), names)
    kind = kind_of(flag or "", has_words=said.has_words)
    digest = _digest(said, source if kind is Kind.MARK else "")
    day = _day(point, on)
    sent = next((row for row in day if row.stamp == nonce), None)
    if sent is not None:
        return Outcome.KEPT if sent.digest == digest else Outcome.USED

    same = next((row for row in day if row.digest == digest), None)
    is_free = same is not None and (same.source != source or same.counts_fully)
    if not is_free and not _has_room(day, kind, source, per_network, is_known=same is not None):
        _count(point, on)
        return Outcome.COUNTED
    if same is not None:
        Voice.objects.filter(pk=same.pk).update(times=_one_more("times"), stamp=nonce)
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


@dataclass(frozen=True)
class _Row:
    """What a day knows of a voice that was said: enough to compare and to count."""

    pk: int
    digest: str
    stamp: str
    source: str
    times: int
    kind: Kind

    @property
    def counted(self) -> int:
        """How often it counts in the totals."""
        return self.times if self.kind is Kind.MARK else min(self.times, COUNTED_TIMES)

    @property
    def counts_fully(self) -> bool:
        """Whether one more repetition changes no total."""
        return self.kind is not Kind.MARK and self.times >= COUNTED_TIMES


def _day(point: ServicePoint, on: date) -> list[_Row]:
    """Return the voices of a day, a few hundred at most; networks of past days are forgotten on the way."""
    columns = ("pk", "digest", "stamp", "source", "times", "flag", "has_words", "said_on")
    rows = Voice.objects.filter(Q(said_on=on) | ~Q(source=""), point=point)
    told = list(rows.annotate(has_words=HAS_WORDS).values_list(*columns))
    if any(said_on < on for *_, said_on in told):
        forget_sources(point, before=on)
    return [
        _Row(pk, digest, stamp, source, times, kind_of(flag, has_words=has_words))
        for pk, digest, stamp, source, times, flag, has_words, said_on in told
        if said_on == on
    ]


def _has_room(day: list[_Row], kind: Kind, source: str, per_network: int, *, is_known: bool) -> bool:
    """Say whether the network may say one more thing that counts."""
    said = sum(row.counted for row in day if row.source == source)
    taken = sum(row.kind is kind for row in day)
    return said < (per_network if is_known else allowance(kind, taken, per_network))


def _count(point: ServicePoint, on: date) -> None:
    if not VoiceSurplus.objects.filter(point=point, day=on).update(count=_one_more("count")):
        VoiceSurplus.objects.create(point=point, day=on, count=1)


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
    """Empty what could tell networks of past days apart; return of how many voices.

    The digest goes as well: that of a mark alone follows from the network.
    """
    past = Voice.objects.filter(point=point, said_on__lt=before).exclude(source="")
    return past.update(source="", stamp="", digest="")
