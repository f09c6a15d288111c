"""What is not finished in a year before it is closed, and what keeps it out of the archive."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db.models import Count, Q
from django.urls import reverse

from awards.models import AwardList
from indicators.models import Period, Plan, Term
from indicators.rules import UNDER_WAY
from multirater.models import Round
from multirater.rules import RoundStatus
from reviews.models import CalibrationMeeting, Correction, Evaluation, Objection
from reviews.rules.evaluation import UNSHARED, EvaluationStatus

from .counts import desk

IN_OBJECTION = (EvaluationStatus.OBJECTED, EvaluationStatus.EXPLAINED)
OPEN_TO_OBJECT = (EvaluationStatus.SHARED, EvaluationStatus.ACKNOWLEDGED)
ROUND_GOES_ON = (RoundStatus.NOMINATION, RoundStatus.OPEN, RoundStatus.CLOSED)


@dataclass(frozen=True)
class Left:
    """Something of a year that is not finished: how many, what becomes of it, and where they are."""

    count: int
    what: str
    after: str
    href: str


@dataclass(frozen=True)
class Unfinished:
    """All that is left of a year; the digest says whether somebody looked at these very numbers."""

    stays: list[Left]  # cannot be finished any more after the close
    goes_on: list[Left]  # is finished after the close as well

    @property
    def digest(self) -> str:
        """A mark of the numbers, for the second look."""
        told = [f"{row.what}={row.count}" for row in (*self.stays, *self.goes_on)]
        return sha256("|".join(told).encode()).hexdigest()[:16]


def unfinished(period: Period, final: Term | None, on: date) -> Unfinished:
    """Return what is left of a year by number; what is done is left out.

    The people come from the counts of the desk (at most a minute old), the others from six queries.
    """
    people = desk(period, final, on)
    counts = people.zero()
    for own in people.own.values():
        counts.add(own)
    judged = _judged(period)
    completeness, objections = reverse("desk:completeness"), reverse("reviews:objection-list")
    stays = [
        Left(counts.without_plan, "pegawai belum menyusun SKP", "Tidak bisa lagi menyusunnya.", completeness),
        Left(
            counts.drafted + counts.submitted,
            "SKP belum disepakati",
            "Tetap tersimpan sebagai draf, tidak bisa diajukan atau disepakati lagi.",
            completeness,
        ),
        Left(
            Plan.every.filter(period=period, revises__isnull=False, status__in=UNDER_WAY).count(),
            "perubahan SKP belum disepakati",
            "SKP yang berlaku tetap seperti sebelum perubahan.",
            completeness,
        ),
        Left(
            counts.not_rated,
            "pegawai belum menerima hasil tahunan",
            "Tidak bisa dinilai lagi untuk tahun ini.",
            reverse("reviews:coverage-list"),
        ),
        Left(judged["drafts"], "penilaian belum dibagikan", "Tidak bisa dibagikan lagi.", completeness),
        Left(
            CalibrationMeeting.objects.filter(term__period=period, closed_at__isnull=True).count(),
            "rapat kalibrasi belum ditutup",
            "Penilaian di dalamnya tidak bisa dibagikan lagi.",
            reverse("reviews:distribution"),
        ),
    ]
    return Unfinished(_some(stays), _some(_going_on(period, judged, objections)))


def archive_obstacles(period: Period) -> list[Left]:
    """Return what is still open about the results of a closed year and keeps it out of the archive."""
    corrections = Correction.objects.filter(evaluation__plan__period=period, decided_at__isnull=True).count()
    waiting = Left(
        corrections, "koreksi belum diperiksa", "Diperiksa orang kedua.", reverse("reviews:correction-list")
    )
    return _some([*_going_on(period, _judged(period), reverse("reviews:objection-list")), waiting])


def _judged(period: Period) -> dict[str, int]:
    rows = Evaluation.objects.filter(plan__period=period, plan__revises__isnull=True)
    return rows.aggregate(
        drafts=Count("pk", filter=Q(status__in=UNSHARED)),
        open=Count("pk", filter=Q(status__in=OPEN_TO_OBJECT)),
    )


def _going_on(period: Period, judged: dict[str, int], objections: str) -> list[Left]:
    asked = Objection.objects.filter(evaluation__plan__period=period, decided_at__isnull=True).count()
    rounds = Round.objects.filter(period=period, status__in=[one.value for one in ROUND_GOES_ON]).count()
    awards = AwardList.objects.filter(scheme__period=period, closed_at__isnull=True).count()
    return [
        Left(
            judged["open"],
            "hasil masih dalam masa keberatan",
            "Keberatan tetap bisa diajukan sampai masanya habis, lalu hasilnya final.",
            objections,
        ),
        Left(asked, "keberatan belum diputus", "Berlanjut sampai diputus.", objections),
        Left(
            rounds,
            "putaran 360 belum dirilis",
            "Berlanjut sampai dirilis.",
            reverse("multirater:round-list"),
        ),
        Left(
            awards,
            "daftar penghargaan belum ditetapkan",
            "Bisa ditetapkan sesudahnya.",
            reverse("awards:award-list"),
        ),
    ]


def _some(rows: Iterable[Left]) -> list[Left]:
    return [row for row in rows if row.count]
