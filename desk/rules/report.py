"""Kinds of reports, their formats, and the names of files in an archive."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum


class Report(StrEnum):
    """What can be asked for at the desk; the values stand in addresses and jobs."""

    PLAN = "skp"
    EVALUATION = "evaluasi"
    RECORD = "dokumen-evaluasi"
    FEEDBACK = "umpan-balik"
    RECAP = "rekap"
    DISTRIBUTION = "distribusi"
    COMPLETENESS = "kelengkapan"
    CREDIT = "angka-kredit"
    ISSUE = "terbitkan"


class Format(StrEnum):
    """How a table comes."""

    XLSX = "xlsx"
    CSV = "csv"
    PDF = "pdf"


REPORT_LABELS = {
    Report.PLAN: "Formulir SKP",
    Report.EVALUATION: "Evaluasi kinerja",
    Report.RECORD: "Dokumen evaluasi",
    Report.FEEDBACK: "Umpan balik berkelanjutan",
    Report.RECAP: "Rekapitulasi pegawai",
    Report.DISTRIBUTION: "Distribusi predikat per unit",
    Report.COMPLETENESS: "Kelengkapan per unit",
    Report.CREDIT: "Angka kredit",
    Report.ISSUE: "Terbitkan dokumen resmi",
}
REPORT_HINTS = {
    Report.PLAN: "Satu PDF per pegawai, dalam ZIP per unit.",
    Report.EVALUATION: "Hasil yang sudah dibagikan, satu PDF per pegawai.",
    Report.RECORD: "Tabel bernomor 1 sampai 11, satu PDF per pegawai.",
    Report.FEEDBACK: "Ucapan pejabat penilai dalam satu masa, satu PDF per pegawai.",
    Report.RECAP: "Satu baris per pegawai: unit, pejabat penilai, SKP, penilaian, predikat yang dibagikan.",
    Report.DISTRIBUTION: "Berapa pegawai dengan predikat apa, per unit.",
    Report.COMPLETENESS: "Sampai di mana setiap unit, dari SKP sampai dokumen.",
    Report.CREDIT: "Angka kredit pejabat fungsional yang ditetapkan untuk tahun itu.",
    Report.ISSUE: "Evaluasi dan dokumen evaluasi dari hasil yang sudah dibagikan, masing-masing satu kali.",
}
DOCUMENTS = (Report.PLAN, Report.EVALUATION, Report.RECORD, Report.FEEDBACK)
OF_TERM = (*DOCUMENTS[1:], Report.DISTRIBUTION, Report.COMPLETENESS, Report.ISSUE)
PDF_ROWS = 500  # pages research 1.8: a table of 5,000 rows took 98 s and 843 MB
AT_ONCE = 2_000  # rows that are answered without a job

# --- Names of files ----------------------------------------------------------------------------------

FOLDER_LETTERS, FILE_LETTERS, PATH_LETTERS = 44, 120, 220  # Windows opens no path above 260
FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?$", re.IGNORECASE)


def safe_name(text: str, most: int) -> str:
    """Return a name of a file or folder that every system accepts, of at most so many letters.

    No separators, no control or direction letters, no reserved names, neither dots nor blanks at the ends.
    """
    plain = unicodedata.normalize("NFC", text)
    plain = "".join(sign for sign in plain if unicodedata.category(sign) not in {"Cf", "Cs", "Co", "Cn"})
    name = " ".join(FORBIDDEN.sub(" ", plain).split())[:most].strip(" .")
    if not name:
        return "tanpa nama"
    return f"_{name}" if RESERVED.match(name) else name


def folder_of(units: Iterable[str]) -> str:
    """Return the folder of a unit from the names on the way to it, the topmost first."""
    return "/".join(safe_name(name, FOLDER_LETTERS) for name in units)


def file_of(folder: str, nip: str, name: str, label: str) -> str:
    """Return the path of a person's file without ".pdf": "Dinas/Puskesmas/1985… Nama - SKP 2026".

    Long names are cut, never the number in front.
    """
    ending = f" - {safe_name(label, 40)}"
    room = min(FILE_LETTERS, PATH_LETTERS - len(folder)) - len(ending) - len(".pdf") - 1
    return f"{folder}/{safe_name(f'{nip} {name}', max(room, 24))}{ending}"


def unique(stem: str, ending: str, taken: set[str]) -> str:
    """Return the path, or with a number where another one is taken already, and take it.

    Capital and small letters are the same to Windows.
    """
    found, number = f"{stem}{ending}", 1
    while found.casefold() in taken:
        number += 1
        found = f"{stem} ({number}){ending}"
    taken.add(found.casefold())
    return found


def time_words(seconds: int) -> str:
    """Return how long it takes about: "kurang dari 1 menit", "sekitar 12 menit", "sekitar 2 jam 10 menit"."""
    minutes = (seconds + 30) // 60
    if minutes < 1:
        return "kurang dari 1 menit"
    if minutes < 60:
        return f"sekitar {minutes} menit"
    hours, rest = divmod(5 * ((minutes + 2) // 5), 60)
    return f"sekitar {hours} jam {rest} menit" if rest else f"sekitar {hours} jam"
