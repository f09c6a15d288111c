"""The lists of the API. Each reads one page, gives it, and counts the use of the token."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from django.http import HttpRequest
from django.utils import timezone
from ninja import NinjaAPI, Path, Query
from ninja.errors import AuthenticationError, ValidationError

from organizations.models import Unit

from ..operations.token import count_use
from ..queries import exposed
from ..rules.exchange import worth
from ..rules.token import Reach
from .guard import NO_TOKEN, Bearer
from .schemas import (
    AllowanceRow,
    CreditRow,
    GradeRow,
    KeyIndicatorRow,
    Page,
    PredicateRow,
    Problem,
    StaffRow,
    UnitRow,
)

LARGEST = 2**62  # of a key
After = Annotated[int, Query(ge=0, le=LARGEST, description="Nilai `berikutnya` dari halaman sebelum ini")]
Size = Annotated[int, Query(ge=1, le=500, description="Baris per halaman")]
Year = Annotated[int, Path(ge=2000, le=2100, description="Tahun penilaian")]
Made = TypeVar("Made")
FAULTS = {401: Problem, 403: Problem, 422: Problem, 429: Problem}

api = NinjaAPI(
    title="Capaian",
    version="1",
    description="Data kinerja ASN untuk sistem lain di instansi yang sama. Hanya baca; token dari BKD.",
    urls_namespace="api",
    openapi_url=None,  # see urls
    docs_url=None,
)


def listing(path: str, reach: Reach, row: Any, summary: str) -> Callable[..., Any]:
    """Return the decorator of one list: its address, who reads it, what it gives."""
    given = {200: Page[row]} | FAULTS
    return api.get(path, auth=Bearer(reach), response=given, summary=summary, url_name=path.split("/")[1])


def told(
    request: HttpRequest, rows: Any, after: int, size: int, make: Callable[[Any], Made]
) -> dict[str, Any]:
    """Return one page, and count it."""
    found, following = exposed.page_of(rows, after, size)
    now, name = timezone.now(), str(request.resolver_match and request.resolver_match.url_name)
    count_use(request.auth, name, len(found), on=timezone.localdate(now), at=now)  # type: ignore[attr-defined]
    return {"data": [make(row) for row in found], "berikutnya": following}


@listing("/unit", Reach.UNITS, UnitRow, "Unit organisasi")
def units(request: HttpRequest, setelah: After = 0, batas: Size = 100) -> dict[str, Any]:
    """Semua unit, juga yang sudah ditutup."""

    def made(row: Unit) -> dict[str, Any]:
        parent = row.parent.code if row.parent else None
        return {"kode": row.code, "nama": row.name, "kode_induk": parent, "ditutup": row.closed_on}

    return told(request, exposed.units(), setelah, batas, made)


@listing("/pegawai", Reach.STAFF, StaffRow, "Pegawai dan jabatannya hari ini")
def staff(request: HttpRequest, setelah: After = 0, batas: Size = 100) -> dict[str, Any]:
    """Pegawai yang bekerja, dengan jabatan definitif yang berlaku hari ini."""

    def made(row: Any) -> dict[str, Any]:
        person = row.employee
        place = {"kode_unit": row.unit.code, "unit": row.unit.name, "jabatan": row.position.title}
        return {"nip": person.nip, "nama": person.full_name, "jenis": person.kind} | place

    return told(request, exposed.staff(timezone.localdate()), setelah, batas, made)


@listing("/predikat/{tahun}", Reach.PREDICATES, PredicateRow, "Predikat yang sudah dibagikan")
def predicates(request: HttpRequest, tahun: Year, setelah: After = 0, batas: Size = 100) -> dict[str, Any]:
    """Hasil yang sudah dibagikan kepada pegawai; draf tidak pernah keluar."""

    def made(row: Any) -> dict[str, Any]:
        return {
            "nip": row.plan.placement.employee.nip,
            "tahun": tahun,
            "masa": row.term.number,
            "nama_masa": row.term.name,
            "tahunan": row.term.is_final,
            "rating_hasil_kerja": row.results_words,
            "rating_perilaku_kerja": row.behaviour_words,
            "predikat": row.predicate_words,
            "final": exposed.is_final(row),
            "dibagikan": timezone.localdate(row.shared_at),
        }

    return told(request, exposed.predicates(tahun), setelah, batas, made)


@listing("/indikator-kinerja-utama/{tahun}", Reach.PLANNING, KeyIndicatorRow, "Sasaran dan IKU unit")
def targets(request: HttpRequest, tahun: Year, setelah: After = 0, batas: Size = 100) -> dict[str, Any]:
    """Perjanjian kinerja: sasaran, indikator, target, dan realisasi terakhir."""

    def made(row: Any) -> dict[str, Any]:
        target = {"target": row.target, "target_sampai": row.target_until, "satuan": row.measure}
        reached = {"realisasi": row.reached, "masa_realisasi": row.reached_in}
        what = {"kode_unit": row.goal.unit.code, "sasaran": row.goal.text, "indikator": row.text}
        return what | {"tahun": tahun, "arah": row.direction} | target | reached

    return told(request, exposed.key_indicators(tahun), setelah, batas, made)


@listing("/capaian-unit/{tahun}", Reach.PLANNING, GradeRow, "Capaian kinerja unit")
def grades(request: HttpRequest, tahun: Year, setelah: After = 0, batas: Size = 100) -> dict[str, Any]:
    """Capaian yang ditetapkan pimpinan dan masih berlaku."""

    def made(row: Any) -> dict[str, Any]:
        term = {"tahun": tahun, "masa": row.term.number, "nama_masa": row.term.name}
        grade = {"capaian": row.grade_words, "ditetapkan": timezone.localdate(row.set_at)}
        return {"kode_unit": row.unit.code} | term | grade

    return told(request, exposed.grades(tahun), setelah, batas, made)


@listing("/tunjangan/{tahun}", Reach.ALLOWANCE, AllowanceRow, "Predikat final dan persentase tunjangan")
def allowances(request: HttpRequest, tahun: Year, setelah: After = 0, batas: Size = 100) -> dict[str, Any]:
    """Hasil yang sudah final, dengan persentase menurut tabel instansi yang berlaku saat masa itu selesai."""
    rates = exposed.rates()

    def made(row: Any) -> dict[str, Any]:
        found = worth(row.predicate, row.term.ended_on, rates)
        part = {"tahun": tahun, "masa": row.term.number, "nama_masa": row.term.name}
        value = {"persentase": found and found.percent, "berlaku_mulai": found and found.valid_from}
        return {"nip": row.plan.placement.employee.nip, "predikat": row.predicate_words} | part | value

    return told(request, exposed.finals(tahun), setelah, batas, made)


@listing("/angka-kredit/{tahun}", Reach.CREDIT, CreditRow, "Angka kredit yang berlaku")
def credit_points(request: HttpRequest, tahun: Year, setelah: After = 0, batas: Size = 100) -> dict[str, Any]:
    """Angka kredit yang ditetapkan atau dicatat, tanpa yang dibatalkan."""

    def made(row: Any) -> dict[str, Any]:
        months = {"bulan_mulai": row.month_from, "bulan_selesai": row.month_until}
        points = {"angka_kredit": row.points, "predikat": row.get_predicate_display()}
        kind = {"jenjang": row.get_level_display(), "asal": row.get_source_display()}
        return {"nip": row.nip, "tahun": row.year} | months | kind | points

    return told(request, exposed.credit_points(tahun), setelah, batas, made)


@api.exception_handler(ValidationError)
def misread(request: HttpRequest, error: ValidationError) -> Any:
    """Say which parameter cannot be read, without repeating what was sent."""
    names = sorted({str(each["loc"][-1]) for each in error.errors})
    sentence = f"Parameter tidak dapat dibaca: {', '.join(names)}. Lihat batasnya di openapi.json."
    return api.create_response(request, {"detail": sentence}, status=422)


@api.exception_handler(AuthenticationError)
def nameless(request: HttpRequest, error: AuthenticationError) -> Any:
    """Say how a token is sent."""
    answer = api.create_response(request, {"detail": NO_TOKEN}, status=401)
    answer["WWW-Authenticate"] = "Bearer"
    return answer
