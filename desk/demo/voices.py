"""Service points of the demo city, and what its citizens said there this year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

from organizations.models import Employee, Placement, Unit
from reviews.models import Service, ServicePoint, Voice
from reviews.operations.service_point import CODE_LENGTH, LETTERS
from reviews.rules.voice import VoiceState

from .clock import YEAR, moment

POINTS = {
    "KEL-001": ("Loket pelayanan kelurahan", ("Surat pengantar", "Surat keterangan usaha", "Lainnya")),
    "PKM-001": ("Puskesmas, rawat jalan", ("Poli umum", "Poli gigi", "KIA", "Farmasi")),
    "DUKCAPIL": ("Loket kependudukan", ("KTP elektronik", "Kartu Keluarga", "Akta kelahiran")),
}
SPRINKLED = (("KEL-", "Loket pelayanan"), ("KEC-", "Loket kecamatan"), ("PKM-", "Puskesmas, rawat jalan"))
MOST = 24  # points besides the named ones
FIRST, LAST = date(YEAR, 1, 5), date(YEAR, 11, 20)

GOOD = (
    "Petugas ramah dan sabar menjelaskan syarat",
    "Cepat, lima belas menit sudah selesai",
    "Ruang tunggu bersih dan sejuk",
    "Informasi biaya jelas, tidak ada pungutan",
    "Satpam membantu orang tua saya",
    "Bisa janji temu lewat telepon",
)
IMPROVE = (
    "Tambah kursi tunggu untuk lansia",
    "Nomor antrean tidak terdengar dari luar",
    "Antrean panjang setiap Senin, mohon tambah loket",
    "Syarat di papan berbeda dengan di situs",
    "Parkir sempit dan tidak ada atap",
    "Jam istirahat sebaiknya bergantian, jangan tutup semua",
    "Toilet kurang bersih sore hari",
    "yg jaga loket tlg lebih senyum, antri lama bgt",
)
ANSWERS = {
    IMPROVE[0]: "Terima kasih. Sepuluh kursi baru sudah kami pasang, empat di antaranya khusus lansia.",
    IMPROVE[1]: "Pengeras suara di teras sudah diperbaiki bulan ini.",
    IMPROVE[2]: "Setiap Senin kami buka satu loket tambahan sampai pukul 12.00.",
    IMPROVE[3]: "Papan syarat sudah kami samakan dengan situs.",
}
NAMED = "Terima kasih Bu Rina Wulandari, penjelasannya jelas sekali"
RUBBISH = "qwrtpl zxkvj mnbvq plkjhg wrtzx"


def write_voices(units: dict[str, Unit], admin: Employee, rng: Random) -> None:
    """Open points in the named units and some others, and let citizens speak there."""
    points = [_point(units[code], *told, rng) for code, told in POINTS.items() if code in units]
    others = [
        _point(unit, name, (), rng)
        for prefix, name in SPRINKLED
        for code, unit in units.items()
        if code.startswith(prefix) and code not in POINTS
    ]
    points += others[:MOST]
    ServicePoint.objects.bulk_create(point for point, _ in points)
    Service.objects.bulk_create(service for _, services in points for service in services)
    heads = dict(
        Placement.objects.definitive().filter(is_head=True, unit__in=[point.unit for point, _ in points])
        .order_by("pk").values_list("unit", "employee")
    )  # fmt: skip
    rows = [
        voice
        for number, (point, services) in enumerate(points)
        for voice in _voices(
            point, services, heads.get(point.unit_id, admin.pk), rng, 60 if number < len(POINTS) else 12
        )
    ]
    Voice.objects.bulk_create(rows, batch_size=500)


def _point(unit: Unit, name: str, services: Iterable[str], rng: Random) -> tuple[ServicePoint, list[Service]]:
    code = "".join(rng.choices(LETTERS, k=CODE_LENGTH))
    point = ServicePoint(unit=unit, code=code, name=name, opened_at=moment(FIRST, 0))
    offered = [Service(point=point, order=order, name=text) for order, text in enumerate(services, start=1)]
    return point, offered


def _voices(point: ServicePoint, services: list[Service], head: int, rng: Random, count: int) -> list[Voice]:
    """Return the voices of a point over the year: most look at it kindly, some are answered."""
    rows = [_voice(point, services, head, rng) for _ in range(count)]
    rows.append(Voice(point=point, mark=1, improve=RUBBISH, said_on=LAST, flag="ACAK", times=4))
    if point.unit.code == "KEL-001":
        rows.append(Voice(point=point, mark=4, good=NAMED, said_on=LAST, flag="NAMA"))
    return rows


def _voice(point: ServicePoint, services: list[Service], head: int, rng: Random) -> Voice:
    on = FIRST + timedelta(days=rng.randrange((LAST - FIRST).days))
    mark = rng.choices((1, 2, 3, 4), weights=(1, 3, 9, 6))[0]
    voice = Voice(point=point, service=rng.choice(services) if services else None, mark=mark, said_on=on)
    kind = rng.random()
    if kind < 0.4:  # a mark alone, as many give it that day
        voice.times = rng.randint(1, 4)
        return voice
    voice.good = rng.choice(GOOD) if mark > 2 and kind < 0.8 else ""
    voice.improve = rng.choice(IMPROVE) if mark < 3 or kind > 0.6 else ""
    if on < LAST - timedelta(days=30):
        voice.state = VoiceState.SHOWN.value
        answer = ANSWERS.get(voice.improve, "")
        if answer and rng.random() < 0.6:
            voice.answer, voice.answered_by_id = answer, head
            voice.answered_at = moment(min(on + timedelta(days=6), LAST), 60)
    return voice
