"""Talks of the demo year: the third quarter with notes and what follows, the fourth partly planned."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from indicators.models import Period, Plan
from indicators.rules import PlanStatus
from organizations.models import Supervision
from reviews.models import FollowUp, Talk, TalkPoint
from reviews.rules.talk import Side

from .clock import YEAR, Stage, working_day
from .people import NIPS

BATCH = 500
HELD_FROM = date(YEAR, 9, 14)
PLANNED_FROM = date(YEAR, 11, 25)
# What was said, and what follows: text, who, in how many days.
SAID = (
    (
        "Target triwulan III tercapai. Beban kerja pada akhir bulan menumpuk karena dua layanan tutup pada "
        "hari yang sama.\nDisepakati: jadwal penutupan digeser satu hari.",
        [
            ("Menggeser jadwal penutupan layanan", Side.SUPERIOR, 75),
            ("Menyusun rekap beban harian", Side.EMPLOYEE, 68),
        ],
    ),
    (
        "Dua hasil berjalan sesuai rencana, satu menunggu data dari unit lain.\nTanggapan pegawai: data baru "
        "datang setelah tanggal 20, jadi laporan selalu mepet.",
        [("Bersurat ke unit penyedia data", Side.SUPERIOR, 70)],
    ),
    (
        "Umpan balik warga baik, terutama keramahan di loket. Yang bisa dikembangkan: penjelasan syarat "
        "sebelum antre.\nDisepakati: papan syarat dipasang di pintu masuk.",
        [("Memasang papan syarat layanan", Side.EMPLOYEE, 73)],
    ),
)
POINTS = ("Capaian triwulan III dan yang tersisa sampai Desember", "Pembagian tugas menjelang akhir tahun")


def write_talks(period: Period, *, stage: Stage, seed: int) -> None:
    """Write talks of the year: all of them for the named people and their teams, a few for everybody else."""
    if stage < Stage.MONITORING:
        return
    rng = Random(seed)
    terms = {term.number: term for term in period.terms.all()}
    plans = Plan.objects.filter(period=period, status=PlanStatus.AGREED, placement__ended_on=None)
    lines = dict(
        Supervision.objects.filter(ended_on=None, superior__isnull=False).values_list("placement", "superior")
    )
    talks: list[Talk] = []
    rows = plans.order_by("pk").values_list("pk", "placement", "placement__employee__nip")
    named = set(Supervision.objects.filter(superior__nip__in=NIPS).values_list("placement", flat=True))
    for plan, placement, nip in rows:
        superior = lines.get(placement)
        near = nip in NIPS or placement in named
        if superior is None or not (near or rng.random() < 0.3):
            continue
        common = {"plan_id": plan, "superior_id": superior, "planned_by_id": superior}
        talks.append(_held(common, terms[3].pk, rng, is_fixed=rng.random() < 0.8))
        if near and rng.random() < 0.7:
            planned_at = _moment(PLANNED_FROM + timedelta(days=rng.randrange(12)), rng)
            talks.append(
                Talk(**common, term_id=terms[4].pk, planned_at=planned_at, place="Ruang rapat kecil")
            )
    Talk.objects.bulk_create(talks, batch_size=BATCH)
    _write_parts(talks, rng)


def _held(common: dict[str, int], term: int, rng: Random, *, is_fixed: bool) -> Talk:
    planned_at = _moment(HELD_FROM + timedelta(days=rng.randrange(14)), rng)
    read_at = planned_at + timedelta(hours=3)
    return Talk(
        **common,
        term_id=term,
        planned_at=planned_at,
        held_on=timezone.localdate(planned_at),
        notes=rng.choice(SAID)[0],
        superior_confirmed_at=read_at,
        employee_confirmed_at=read_at + timedelta(hours=20) if is_fixed else None,
    )


def _moment(day: date, rng: Random) -> datetime:
    hour = rng.choice((time(9), time(10), time(13, 30), time(14, 30)))
    return timezone.make_aware(datetime.combine(working_day(day), hour))


def _write_parts(talks: list[Talk], rng: Random) -> None:
    """Write what follows the talks that were held, and the agenda of those ahead."""
    follows = dict(SAID)
    steps, points = [], []
    for talk in talks:
        for text, side, days in follows.get(talk.notes, []):
            assert talk.held_on is not None
            due_on = working_day(talk.held_on + timedelta(days=days))
            done_on = due_on - timedelta(days=12) if rng.random() < 0.6 else None
            done_on = done_on and min(done_on, date(YEAR, 11, 18))
            steps.append(FollowUp(talk=talk, text=text, side=side.value, due_on=due_on, done_on=done_on))
        if talk.held_on is None:
            added_at = talk.planned_at - timedelta(days=6)
            points += [
                TalkPoint(talk=talk, text=text, added_by_id=talk.planned_by_id, added_at=added_at)
                for text in POINTS
            ]
    FollowUp.objects.bulk_create(steps, batch_size=BATCH)
    TalkPoint.objects.bulk_create(points, batch_size=BATCH)
