"""What people say to each other during the demo year, and what they ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from indicators.models import CoreValue
from organizations.models import Supervision
from reviews.models import Remark, RemarkRequest
from reviews.rules.remark import Giver, RemarkKind

from .clock import YEAR, moment, working_day
from .insert import insert
from .people import NAMED

FROM = date(YEAR, 8, 3)
SHARE = 0.3  # of people who hear something, from the superior and from a colleague each
APPRECIATIONS = (  # number of the core value, 0 for the work in general
    (4, "Terima kasih sudah menggantikan saya di loket Selasa lalu. Antrean tetap pendek sampai siang."),
    (2, "Berkas yang Anda siapkan lengkap sejak awal, jadi rapat selesai setengah jam lebih cepat."),
    (1, "Cara Anda menjelaskan persyaratan kepada warga lanjut usia sabar sekali. Saya ikut belajar."),
    (7, "Data yang Anda kirim rapi dan bisa langsung dipakai. Pekerjaan kami jadi jauh lebih ringan."),
    (0, "Anda mengabari kami sehari sebelum listrik padam, sehingga layanan bisa dipindah lebih dulu."),
)
SUGGESTIONS = (
    (
        2,
        "Laporan bulan lalu datang pada hari terakhir. Bila drafnya datang lebih awal, saya bisa membantu.",
    ),
    (1, "Beberapa warga menanyakan syarat yang sama dua kali. Mungkin papan informasi bisa diperbarui."),
    (4, "Saat rapat, rekan baru belum sempat bicara. Lain kali bisa dimulai dari mereka."),
    (0, "Nomor berkas kadang berbeda antara buku dan aplikasi. Mencocokkannya tiap Jumat mungkin menolong."),
)
REPLIES = (
    "Terima kasih, saya senang mendengarnya. Minggu depan saya lanjutkan.",
    "Terima kasih sarannya. Saya coba mulai bulan ini dan kabari hasilnya.",
)
QUESTIONS = (
    "Bagaimana menurut Anda cara saya menyusun jadwal piket? Apa yang perlu dipertahankan atau diubah?",
    "Apakah data yang saya kirim tiap bulan sudah cukup untuk pekerjaan Anda?",
    "Saat kita bekerja bersama bulan lalu, apa yang bisa saya lakukan lebih baik?",
)


def write_remarks(rng: Random) -> None:
    """Let some people hear something, and the named ones more: with a reply, and a question to answer."""
    lasting = Supervision.objects.filter(
        started_on__lte=FROM, ended_on__isnull=True, placement__employee__is_active=True
    )
    lines = lasting.values_list(
        "placement", "placement__employee", "placement__unit", "superior", "placement__employee__nip"
    )
    found = list(lines.order_by("placement"))
    beside: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for placement, person, unit, _, nip in found:
        beside[unit].append((placement, person, nip))
    named = {person.nip for person in NAMED}
    insert(_remarks(found, beside, named, rng))
    insert(_requests(found, beside, named, rng))


Line = tuple[int, int, int, int | None, str]


def _remarks(
    lines: Sequence[Line], beside: dict[int, list[tuple[int, int, str]]], named: set[str], rng: Random
) -> Iterator[Remark]:
    values = dict(CoreValue.objects.values_list("number", "pk"))
    for placement, person, unit, superior, nip in lines:
        if superior is not None and (nip in named or rng.random() < SHARE):
            yield _remark(placement, superior, Giver.SUPERIOR, values, rng, replied=nip in named)
        others = [colleague for _, colleague, _ in beside[unit] if colleague not in {person, superior}]
        if others and (nip in named or rng.random() < SHARE):
            yield _remark(placement, rng.choice(others), Giver.COLLEAGUE, values, rng, replied=False)


def _remark(
    placement: int, by: int, giver: Giver, values: dict[int, int], rng: Random, *, replied: bool
) -> Remark:
    is_praise = giver == Giver.SUPERIOR or rng.random() < 0.6
    number, text = rng.choice(APPRECIATIONS if is_praise else SUGGESTIONS)
    at = moment(working_day(FROM + timedelta(days=rng.randrange(98))), rng.randrange(400))
    return Remark(
        placement_id=placement,
        kind=(RemarkKind.APPRECIATION if is_praise else RemarkKind.SUGGESTION).value,
        text=text,
        value_id=values.get(number),
        giver=giver.value,
        given_by_id=by,
        given_at=at,
        reply=REPLIES[0 if is_praise else 1] if replied else "",
        replied_at=at + timedelta(hours=20) if replied else None,
    )


def _requests(
    lines: Sequence[Line], beside: dict[int, list[tuple[int, int, str]]], named: set[str], rng: Random
) -> Iterator[RemarkRequest]:
    """Each named person is asked by a colleague and asks the superior."""
    for placement, person, unit, superior, nip in lines:
        if nip not in named:
            continue
        at = moment(working_day(date(YEAR, 11, 9) + timedelta(days=rng.randrange(8))), rng.randrange(400))
        askers = [other for other, _, colleague in beside[unit] if colleague not in named]
        if askers:
            yield RemarkRequest(
                placement_id=rng.choice(askers), asked_id=person, text=rng.choice(QUESTIONS), asked_at=at
            )
        if superior is not None:
            yield RemarkRequest(
                placement_id=placement, asked_id=superior, text=rng.choice(QUESTIONS), asked_at=at
            )
