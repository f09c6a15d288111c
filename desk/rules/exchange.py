"""Files for national and local systems: their exact field names, codes, and the percent of allowances.

Field names: SIASN web service as seen in code (domain research 7.2), inconsistent capitals included. The
number codes of ratings and quadrants are unknown there, so the agency writes them down with a source.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Protocol


class ExchangeKind(StrEnum):
    """Which file goes out (berkas pertukaran)."""

    SKP = "skp22"
    PERIODIC = "kinerja-periodik"
    ALLOWANCE = "tunjangan"
    CREDIT = "angka-kredit"


KIND_LABELS = {
    ExchangeKind.SKP: "SKP tahunan untuk SIASN (rw-skp22)",
    ExchangeKind.PERIODIC: "Kinerja periodik untuk SIASN",
    ExchangeKind.ALLOWANCE: "Predikat dan persentase tunjangan",
    ExchangeKind.CREDIT: "Angka kredit jabatan fungsional",
}

NIP = "nip"  # stands in the address of the call, hence first in the file
SKP_FIELDS = (
    "hasilKinerjaNilai",
    "perilakuKerjaNilai",
    "kuadranKinerjaNilai",
    "penilaiGolongan",
    "penilaiJabatan",
    "penilaiNama",
    "penilaiNipNrp",
    "penilaiUnorNama",
    "pnsDinilaiOrang",
    "statusPenilai",
    "tahun",
    "path",
)
PATH_FIELDS = ("dok_id", "dok_nama", "dok_uri", "object", "slug")
PERIODIC_FIELDS = (
    "tahun",
    "bulanMulaiPenilaian",
    "bulanSelesaiPenilaian",
    "kuadranKinerjaNilai",
    "persentase",
    "jabatan",
    "koefisen",
)
ALLOWANCE_FIELDS = ("NIP", "Nama", "Unit kerja", "Tahun", "Masa", "Predikat", "Persentase", "Dasar")
CREDIT_FIELDS = (
    "NIP",
    "Nama",
    "Jenjang",
    "Tahun",
    "Bulan mulai",
    "Bulan selesai",
    "Predikat",
    "Angka kredit",
)
NUMBERS = frozenset(
    {"persentase", "koefisen", "Persentase", "Angka kredit"}
)  # with decimals; all else is text
FIELDS = {
    ExchangeKind.SKP: (NIP, *SKP_FIELDS),
    ExchangeKind.PERIODIC: (NIP, *PERIODIC_FIELDS),
    ExchangeKind.ALLOWANCE: ALLOWANCE_FIELDS,
    ExchangeKind.CREDIT: CREDIT_FIELDS,
}


class CodeKind(StrEnum):
    """What a number code of SIASN stands for."""

    RESULTS = "HASIL"
    BEHAVIOUR = "PERILAKU"
    QUADRANT = "KUADRAN"


class Rate(Protocol):
    """The percent of one predicate from a day on."""

    @property
    def valid_from(self) -> date: ...
    @property
    def predicate(self) -> str: ...
    @property
    def percent(self) -> Decimal: ...


@dataclass(frozen=True)
class Worth:
    """What a predicate is worth: its per cent and the day from which that holds."""

    percent: Decimal
    valid_from: date


def worth(predicate: str, ended_on: date, rates: Iterable[Rate]) -> Worth | None:
    """Return the per cent of a predicate for a term that ended on a day: of the latest table by then.

    None before the first table. Which predicate is worth what differs by region (domain research 7.3), so
    no figure stands here.
    """
    fitting = [rate for rate in rates if rate.predicate == predicate and rate.valid_from <= ended_on]
    if not fitting:
        return None
    latest = max(fitting, key=lambda rate: rate.valid_from)
    return Worth(latest.percent, latest.valid_from)


def superior_status(nip: str, is_asn: bool) -> str:
    """Return what SIASN calls the superior: "ASN" or "NON ASN" (the head of a region, for one)."""
    return "ASN" if is_asn and nip else "NON ASN"
