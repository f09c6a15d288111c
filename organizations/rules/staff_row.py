"""Judges one row of a staff list (SIASN "pegawai") by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from .cell import Cells, Fault, Unreadable, date_of, nip_of, shown, text_of
from .employee import PNS_RANKS, PPPK_RANKS, EmploymentKind, Sex, is_active_status, is_rank_of
from .letter_case import person_name, position_title
from .nip import Nip, clean_nip
from .position import FunctionalLevel, PositionKind, functional_level, position_kind

NIP, NAME, BIRTH, SEX = "NIP BARU", "NAMA", "TANGGAL LAHIR", "JENIS KELAMIN"
FRONT, BACK, KIND, STAGE = "GELAR DEPAN", "GELAR BELAKANG", "JENIS PEGAWAI NAMA", "STATUS CPNS PNS"
STATUS, RANK, UNIT, EMAIL, WORK_EMAIL = (
    "KEDUDUKAN HUKUM NAMA",
    "GOL AKHIR NAMA",
    "UNOR ID",
    "EMAIL",
    "EMAIL GOV",
)
SIASN_ID = "PNS ID"  # by which SIASN knows the person; answers to it carry this key
GROUP, TITLE, SINCE, ECHELON = "JENIS JABATAN NAMA", "JABATAN NAMA", "TMT JABATAN", "ESELON NAMA"
STAFF_COLUMNS = (NIP, NAME, KIND, STATUS, RANK, GROUP, TITLE, UNIT)
STAFF_EXTRAS = (FRONT, BACK, BIRTH, SEX, STAGE, SINCE, ECHELON, EMAIL, WORK_EMAIL, SIASN_ID)

SEXES = {
    **dict.fromkeys(("M", "L", "LAKI-LAKI", "LAKI LAKI", "PRIA"), Sex.MALE),
    **dict.fromkeys(("F", "P", "PEREMPUAN", "WANITA"), Sex.FEMALE),
}
RANKS = {rank.casefold(): rank for rank in (*PNS_RANKS, *PPPK_RANKS)}
# Kedudukan hukum that take no part; anything else that is not active is accepted with a note.
INACTIVE = frozenset(
    {
        "pensiun",
        "cuti luar tanggungan negara",
        "cltn",
        "pemberhentian sementara",
        "meninggal dunia",
        "meninggal",
    }
    | {"masa persiapan pensiun", "berhenti", "diberhentikan", "penerima uang tunggu", "pejabat negara"}
)
ACTING = re.compile(r"PL[TH]\b", re.IGNORECASE)
ADDRESS = re.compile(r"[^@\s,;<>\"'()]+@[\w-]+(\.[\w-]+)+")
FAR = timedelta(days=366)


@dataclass(slots=True)
class StaffRow:
    """A person as the list gives it, cleaned; None and "" mean that the list does not say.

    `is_head` is settled when the whole list is known.
    """

    nip: str
    name: str
    front_title: str
    back_title: str
    kind: EmploymentKind
    rank: str
    sex: Sex | None
    birth_on: date | None
    email: str
    siasn_id: str
    status: str
    is_active: bool
    unit: str
    title: str
    position: PositionKind
    level: FunctionalLevel | None
    since: date | None
    is_structural: bool
    is_acting: bool
    is_head: bool = False


@dataclass(slots=True)
class StaffVerdict:
    """A row of the staff list and what is to become of it."""

    row: int
    key: str
    label: str
    person: StaffRow | None = None
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    cells: Cells = field(default_factory=dict)

    def refuse(self, fault: Fault) -> None:
        """Take the row out, with a reason more."""
        self.person = None
        self.faults.append(fault)


def read_person(row: int, cells: Cells, *, today: date) -> StaffVerdict:
    """Read one row and return the person, or every fault of the row at once."""
    written = shown(cells.get(NIP))
    digits = clean_nip(written)
    key = digits if re.fullmatch(r"[0-9]{18}", digits) else written
    verdict = StaffVerdict(row=row, key=key, label=shown(cells.get(NAME)))
    reading = _Reading(cells, verdict, today)
    nip = reading.take(lambda own: nip_of(own.cells, NIP, today=own.today))
    values: dict[str, Any] = {
        "name": reading.take(_name),
        "front_title": reading.take(_short(FRONT, 40)),
        "back_title": reading.take(_short(BACK, 60)),
        "kind": reading.take(_kind),
        "status": reading.take(_short(STATUS, 60)),
        "email": reading.take(_email),
        "siasn_id": reading.take(_short(SIASN_ID, 40)),
        "unit": reading.take(_unit),
        "since": reading.take(_since),
        "birth_on": reading.take(lambda own: date_of(own.cells, BIRTH)),
        "sex": reading.take(_sex),
        "title": reading.take(_title),
        "position": reading.take(_position),
    }
    rank = reading.take(lambda own: _rank(own, values["kind"]))
    if verdict.faults or nip is None:
        return verdict
    _compare_with_nip(verdict, nip, values)
    verdict.person = _person(verdict, nip, rank or "", values)
    return verdict


class _Reading:
    """One row while it is read: cells, where faults go, and the day."""

    def __init__(self, cells: Cells, verdict: StaffVerdict, today: date) -> None:
        self.cells, self.verdict, self.today = cells, verdict, today

    def take(self, part: Any) -> Any:
        """Return a part of the row, or None when it is at fault."""
        try:
            return part(self)
        except Unreadable as error:
            self.verdict.faults.append(error.fault)
            return None

    def text(self, column: str, limit: int) -> str:
        return text_of(self.cells, column, limit=limit)

    def note(self, sentence: str) -> None:
        self.verdict.notes.append(sentence)


def _person(verdict: StaffVerdict, nip: Nip, rank: str, values: dict[str, Any]) -> StaffRow:
    status = values["status"] or "Aktif"
    title, position = values["title"], values["position"]
    is_active = is_active_status(status)
    if not is_active:
        verdict.notes.append(f"Kedudukan hukum “{status}”: tidak ikut penilaian.")
        if status.casefold() not in INACTIVE:
            verdict.notes.append("Kedudukan hukum ini belum dikenal. Periksa apakah memang tidak aktif.")
    return StaffRow(
        nip=nip.digits,
        name=values["name"],
        front_title=values["front_title"],
        back_title=values["back_title"],
        kind=values["kind"],
        rank=rank,
        sex=values["sex"],
        birth_on=values["birth_on"],
        email=values["email"],
        siasn_id=values["siasn_id"],
        status=status,
        is_active=is_active,
        unit=values["unit"],
        title=title,
        position=position,
        level=functional_level(title) if position == PositionKind.FUNCTIONAL else None,
        since=values["since"],
        is_structural=position not in {PositionKind.FUNCTIONAL, PositionKind.EXECUTIVE},
        is_acting=bool(ACTING.match(title)),
    )


def _compare_with_nip(verdict: StaffVerdict, nip: Nip, values: dict[str, Any]) -> None:
    """Note contradictions; old numbers are wrong in practice, so they do not refuse a row."""
    verdict.notes.extend(nip.warnings)
    birth, sex = values["birth_on"], values["sex"]
    if birth is not None and birth != nip.birth_on:
        verdict.notes.append(
            f"{BIRTH} {birth:%d-%m-%Y} berbeda dari NIP ({nip.birth_on:%d-%m-%Y}). "
            f"Yang disimpan: kolom {BIRTH}."
        )
    if sex is not None and sex != nip.sex:
        verdict.notes.append(f"{SEX} berbeda dari angka ke-15 NIP. Yang disimpan: kolom {SEX}.")


# --- Parts of a row --------------------------------------------------------------------------------


def _short(column: str, limit: int) -> Any:
    return lambda own: own.text(column, limit)


def _name(own: _Reading) -> str:
    text = own.text(NAME, 150)
    if not text:
        raise Unreadable(NAME, "", "baris ini tanpa nama.", "Isi nama pegawai.")
    if text.startswith(("+", "-")):
        raise Unreadable(NAME, text, "isinya seperti rumus.", "Tulis nama pegawai saja.")
    return person_name(text)


def _kind(own: _Reading) -> EmploymentKind:
    text = own.text(KIND, 100)
    words = text.upper().replace("-", " ")
    stage = own.text(STAGE, 40).upper()
    if "PPPK" in words or "P3K" in words:
        return EmploymentKind.PPPK_PART_TIME if "PARUH" in words else EmploymentKind.PPPK
    if "CPNS" in words or (words.startswith("PNS") and stage in {"CPNS", "C"}):
        return EmploymentKind.CPNS
    if words.startswith("PNS"):
        return EmploymentKind.PNS
    raise Unreadable(
        KIND, text, "jenis pegawai ini belum dikenal.", "Yang dikenal: PNS, CPNS, PPPK, PPPK Paruh Waktu."
    )


def _rank(own: _Reading, kind: EmploymentKind | None) -> str:
    text = own.text(RANK, 40)
    if not text:
        own.note("Golongan kosong.")
        return ""
    rank = RANKS.get(text.replace(" ", "").casefold(), "")
    if kind is None and rank:
        return rank
    if kind is None or not is_rank_of(rank, kind):
        known = (
            "I sampai XVII"
            if kind in {EmploymentKind.PPPK, EmploymentKind.PPPK_PART_TIME}
            else "I/a sampai IV/e"
        )
        label = (
            f"golongan ini tidak ada untuk {kind.value.replace('_', ' ')}."
            if kind
            else "golongan ini tidak ada."
        )
        raise Unreadable(RANK, text, label, f"Isi golongan {known}.")
    return rank


def _sex(own: _Reading) -> Sex | None:
    text = own.text(SEX, 40)
    if text and text.upper() not in SEXES:
        raise Unreadable(
            SEX, text, "belum dikenal.", "Isi M atau L untuk laki-laki, F atau P untuk perempuan."
        )
    return SEXES.get(text.upper())


def _unit(own: _Reading) -> str:
    text = own.text(UNIT, 40)
    if not text:
        raise Unreadable(UNIT, "", "pegawai ini tanpa unit.", "Isi UNOR ID sesuai daftar unit.")
    return text


def _title(own: _Reading) -> str:
    text = own.text(TITLE, 200)
    if not text:
        raise Unreadable(TITLE, "", "pegawai ini tanpa jabatan.", "Isi nama jabatannya.")
    return position_title(text)


def _position(own: _Reading) -> PositionKind:
    text = own.text(GROUP, 60)
    kind = position_kind(text, own.text(ECHELON, 20))
    if kind is None:
        known = "Jabatan Struktural, Jabatan Fungsional, atau Jabatan Pelaksana"
        raise Unreadable(GROUP, text, "jenis jabatan ini belum dikenal.", f"Isi {known}.")
    return kind


def _since(own: _Reading) -> date | None:
    since = date_of(own.cells, SINCE)
    if since is not None and not date(1950, 1, 1) <= since <= own.today + FAR:
        raise Unreadable(SINCE, f"{since:%d-%m-%Y}", "tanggal ini di luar masa kerja.", "Periksa tahunnya.")
    if since is None:
        own.note("TMT JABATAN kosong. Penempatan dihitung sejak tanggal impor.")
    return since


def _email(own: _Reading) -> str:
    for column in (WORK_EMAIL, EMAIL):
        text = own.text(column, 254)
        if ADDRESS.fullmatch(text):
            return text.lower()
        if text:
            own.note(f"{column} “{shown(text)}” bukan alamat surel, jadi tidak disimpan.")
    return ""
