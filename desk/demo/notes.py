"""What people note during the demo year: the named ones nearly every day, everybody else now and then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from indicators.models import Plan
from indicators.rules import PlanStatus
from reviews.models import Note
from reviews.queries.note_facts import note_facts
from reviews.rules.note import Subject

from .clock import YEAR, moment
from .insert import insert
from .people import NAMED

FROM, UNTIL = date(YEAR, 1, 12), date(YEAR, 11, 20)
AWAY = 8  # the month in which the named people note nothing, so that a gap is seen
EACH = 2  # notes of everybody else
DAYS = (
    "Menyelesaikan berkas yang masuk pagi ini dan menata sisanya untuk besok.",
    "Rapat singkat dengan tim tentang pembagian tugas minggu ini. Jadwal piket disepakati.",
    "Menjawab pertanyaan warga di loket dan lewat telepon, semuanya selesai hari ini.",
    "Mencocokkan data dengan buku. Dua selisih ditemukan dan sudah dibetulkan.",
    "Mendampingi rekan baru memakai aplikasi.",
    "Menyusun bahan laporan bulanan.",
    "Ke lapangan memeriksa keadaan, foto dan catatan disimpan di folder bersama.",
    "Antrean lebih pendek dari biasanya, jadi arsip bulan lalu bisa dirapikan.",
    "Jaringan putus sampai siang. Berkas dicatat di buku dan dimasukkan sorenya.",
    "Menindaklanjuti saran atasan: daftar syarat ditempel di dekat pintu masuk.",
    "Membantu kegiatan lintas unit di aula.",
    "Menghubungi tiga pihak yang berkasnya belum lengkap.",
)


def write_notes(rng: Random) -> None:
    """Write the notes of everybody with an agreed plan."""
    agreed = Plan.objects.filter(status=PlanStatus.AGREED)
    rows = agreed.values_list("placement", "placement__employee", "placement__employee__nip", "started_on")
    named = {person.nip for person in NAMED}
    people = list(rows.order_by("placement"))
    subjects = note_facts([person for _, person, nip, _ in people if nip in named])
    insert(_some(people, named, rng))
    for place, person, nip, since in people:
        if nip in named:
            own = [row for row in subjects[person].subjects if row.post == place]
            insert(_daily(place, person, max(FROM, since), own, rng))


def _some(people: list[tuple[int, int, str, date]], named: set[str], rng: Random) -> Iterator[Note]:
    for place, person, nip, _ in people:
        for _ in range(0 if nip in named else EACH):
            day = UNTIL - timedelta(days=rng.randrange(26))
            day -= timedelta(days=max(0, day.isoweekday() - 5))
            yield _note(place, person, day, None, rng)


def _daily(place: int, person: int, since: date, subjects: list[Subject], rng: Random) -> Iterator[Note]:
    day = since
    while day <= UNTIL:
        if day.isoweekday() < 6 and day.month != AWAY and rng.random() < 0.85:
            yield _note(place, person, day, rng.choice([None, *subjects]), rng)
        day += timedelta(days=1)


def _note(place: int, person: int, day: date, subject: Subject | None, rng: Random) -> Note:
    result, indicator = (subject.result, subject.indicator) if subject else (None, None)
    counts = subject is not None and not subject.indicator and len(subject.countable) == 1
    if subject is not None and counts:
        indicator = subject.countable[0]
    return Note(
        placement_id=place,
        result_id=result,
        indicator_id=indicator,
        noted_on=day,
        text=rng.choice(DAYS),
        amount=Decimal(rng.randint(1, 12)) if counts else None,
        minutes=rng.choice((None, None, 30, 60, 90, 120)),
        written_by_id=person,
        written_at=moment(day, rng.randrange(420, 540)),
    )
