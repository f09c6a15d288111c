"""What the API gives: the fields and their meaning, from which the OpenAPI document is made."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Generic, TypeVar

from ninja import Schema
from pydantic import Field, PlainSerializer

Row = TypeVar("Row")
Amount = Annotated[Decimal, PlainSerializer(lambda value: format(value, "f"), return_type=str)]
NIP = Annotated[str, Field(description="Nomor pegawai sebagai teks; PNS dan PPPK 18 angka")]
CODE = Annotated[str, Field(description="Kode unit dari SIASN")]


class Page(Schema, Generic[Row]):
    """One page; the next one is asked for with `setelah=berikutnya`."""

    data: list[Row]
    berikutnya: int | None = Field(description="Isi `setelah` untuk halaman sesudahnya; null bila habis")


class Problem(Schema):
    """Why nothing was given, in a sentence."""

    detail: str


class UnitRow(Schema):
    """A unit of the organisation."""

    kode: CODE
    nama: str
    kode_induk: str | None
    ditutup: date | None = Field(description="Tanggal unit ditutup; null bila masih ada")


class StaffRow(Schema):
    """A person with the definitive post of today."""

    nip: NIP
    nama: str
    jenis: str = Field(description="PNS, PPPK, atau NON_ASN")
    jabatan: str
    kode_unit: CODE
    unit: str


class PredicateRow(Schema):
    """A result that was shared with the person."""

    nip: NIP
    tahun: int
    masa: int = Field(description="Nomor masa dalam tahun; lihat `nama_masa`")
    nama_masa: str
    tahunan: bool = Field(description="Apakah ini evaluasi tahunan")
    rating_hasil_kerja: str
    rating_perilaku_kerja: str
    predikat: str
    final: bool = Field(description="Sudah final; sebelum itu masih dapat berubah karena keberatan")
    dibagikan: date


class KeyIndicatorRow(Schema):
    """A key indicator of a unit's performance agreement, with what was reached so far."""

    kode_unit: CODE
    tahun: int
    sasaran: str
    indikator: str
    satuan: str
    arah: str
    target: Amount | None
    target_sampai: Amount | None
    realisasi: Amount | None = Field(description="Realisasi terakhir yang dilaporkan; null bila belum ada")
    masa_realisasi: str | None


class GradeRow(Schema):
    """The grade of a unit in a term (capaian kinerja organisasi)."""

    kode_unit: CODE
    tahun: int
    masa: int
    nama_masa: str
    capaian: str
    ditetapkan: date


class AllowanceRow(Schema):
    """What a final result is worth in the allowance of the agency."""

    nip: NIP
    tahun: int
    masa: int
    nama_masa: str
    predikat: str
    persentase: Amount | None = Field(description="Null bila tabel persentase belum diisi untuk masa itu")
    berlaku_mulai: date | None


class CreditRow(Schema):
    """Credit points of a person that hold (angka kredit)."""

    nip: NIP
    tahun: int
    bulan_mulai: int | None
    bulan_selesai: int | None
    jenjang: str
    asal: str
    predikat: str
    angka_kredit: Amount
