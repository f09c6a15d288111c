"""A citizen as tests see one: opens the page of a point, waits a moment, says something."""

from __future__ import annotations

import random
import string
from datetime import timedelta
from typing import Any

from django.test import Client

from appraisal import stamps
from organizations.models import Unit
from organizations.rules.wording import Names
from reviews.models import ServicePoint
from reviews.operations.voice import Outcome, Said, speak
from tests.world import NOW

PER_NETWORK = 20
TEXTS = [
    "Petugas ramah dan sabar menjelaskan syarat",
    "Antrean panjang sekali, mohon tambah loket",
    "Kursi tunggu kurang, banyak lansia berdiri",
    "Toilet kotor dan tidak ada air",
    "Cepat, lima belas menit sudah selesai",
    "Parkir sempit dan tidak ada atap",
    "Nomor antrean tidak terdengar dari luar",
    "Syarat di papan berbeda dengan di situs",
    "Ruangnya sejuk dan bersih, terima kasih",
    "yg jaga loket judes bgt, tlg diperbaiki",
    "Bolak balik fotokopi, sebaiknya disediakan",
    "Jam istirahat loket tutup semua",
    "Blangko kosong, disuruh datang lagi bulan depan",
    "Informasi biaya jelas, tidak ada pungutan",
    "Tolong sediakan ruang menyusui",
    "Jalur kursi roda terhalang pot bunga",
    "Aplikasi sering eror waktu unggah berkas",
    "Satpamnya membantu orang tua saya",
    "Dua jam menunggu tanpa kabar",
    "Pelayanan makin baik dari tahun lalu",
]


def open_point(unit: Unit, code: str = "abcdefh", **values: Any) -> ServicePoint:
    """Return a service point that is open."""
    return ServicePoint.objects.create(
        **({"unit": unit, "code": code, "name": "Loket KTP", "opened_at": NOW} | values)
    )


def say(
    point: ServicePoint, text: str = "", *, mark: int = 3, source: str = "a" * 16, **values: Any
) -> Outcome:
    """Say something through the operation, with a stamp of its own."""
    nonce = values.pop("nonce", "") or "".join(random.choices(string.hexdigits, k=16))
    at, names = values.pop("at", NOW), values.pop("names", Names())
    per_network = values.pop("per_network", PER_NETWORK)
    said = Said(mark=mark, improve=text, **values)
    return speak(
        point=point, said=said, source=source, nonce=nonce, names=names, per_network=per_network, at=at
    )


def typed(point: ServicePoint, **values: Any) -> dict[str, Any]:
    """Return what a browser sends half a minute after the page was opened."""
    stamp = stamps.issue(point.code, NOW - timedelta(seconds=30))
    return {"stempel": stamp, "mark": "3", "good": "", "improve": "", "situs": ""} | values


def send(point: ServicePoint, address: str = "203.0.113.7", **values: Any) -> Any:
    """Send the public form as a browser without cookies does."""
    client = Client(REMOTE_ADDR=address, enforce_csrf_checks=True)
    return client.post(f"/suara/{point.code}/", typed(point, **values))


def rubbish(rng: random.Random) -> str:
    """Return words that a machine made up."""
    return " ".join(
        "".join(rng.choices(string.ascii_lowercase, k=rng.randint(4, 9))) for _ in range(rng.randint(4, 8))
    )
