"""The trail in words: sentences of events, groups, who may read which, and before and after as a table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from .trail_words import SENTENCES

GROUPS = {
    "ACCOUNT": "Akun dan peran",
    "STAFF": "Data pegawai dan kehadiran",
    "CYCLE": "Siklus, kebijakan, instansi",
    "AGREEMENT": "Perjanjian kinerja dan capaian organisasi",
    "PLAN": "SKP dan kamus indikator",
    "PROGRESS": "Kemajuan, catatan, bukti",
    "TALK": "Umpan balik dan dialog",
    "RESULT": "Penilaian, keberatan, angka kredit",
    "DOCUMENT": "Dokumen dan laporan",
    "ROUND": "Putaran 360",
    "AWARD": "Penghargaan",
    "VOICE": "Suara warga",
    "SYSTEM": "Pencarian, ekspor, sistem",
}
NOBODY = "Sistem"
UNKNOWN = "melakukan tindakan"  # an action of an earlier release whose sentence is gone


class Part(StrEnum):
    """Which events a list is narrowed to."""

    LOOKS = "dilihat"
    CHANGES = "diubah"
    WATCHED = "perhatian"


PARTS = {
    Part.LOOKS: "Siapa melihat",
    Part.CHANGES: "Siapa mengubah",
    Part.WATCHED: "Yang perlu diperhatikan",
}
_ALL = {action: words for group in SENTENCES.values() for action, words in group.items()}


def _flagged(flag: str) -> frozenset[str]:
    return frozenset(action for action, (_, flags) in _ALL.items() if flag in flags.split())


ACTIONS = frozenset(_ALL)
LOOKS = _flagged("look")  # nothing was changed
OWN = _flagged("own")  # the person concerned reads that it was done, and by whom
OPEN = _flagged("facts")  # what was before and after is shown; else it is of the people concerned
WATCHED = _flagged("watch")  # what auditors are to look at
RAW = frozenset(action for action in SENTENCES["ROUND"] if action.startswith("raw."))
SUPPORT = frozenset(action for action in _ALL if action.startswith("plan_to_grow."))
AUDITED = RAW | SUPPORT  # read by auditors and the person, by no desk


def actions_of(group: str) -> frozenset[str]:
    """Return the actions of a group of GROUPS; none for an unknown one."""
    return frozenset(SENTENCES.get(group, ()))


@dataclass(frozen=True)
class Told:
    """Who did what to whom: names as they read, empty where nobody is."""

    action: str
    actor: str = ""
    about: str = ""
    is_own: bool = False  # who acted is whom it is about


def sentence(told: Told) -> str:
    """Return an event as a sentence without a full stop: "Budi menyepakati SKP milik Ani"."""
    words, _ = _ALL.get(told.action, (f"{UNKNOWN} {told.action}{{milik}}", ""))
    whose = f" milik {told.about}" if told.about and not told.is_own else ""
    whom = "diri sendiri" if told.is_own else told.about or "seseorang"
    return f"{told.actor or NOBODY} {words.format(milik=whose, siapa=whom)}"


# --- Before and after -----------------------------------------------------------------------------

LABELS = {
    "role": "Peran",
    "unit": "Unit",
    "into": "Digabung ke",
    "other": "Yang lain",
    "position": "Jabatan",
    "started_on": "Mulai",
    "ended_on": "Sampai",
    "superior": "Atasan",
    "upper": "Atasan pejabat penilai",
    "kind": "Jenis",
    "name": "Nama",
    "text": "Teks",
    "term": "Masa",
    "year": "Tahun",
    "points": "Angka kredit",
    "reason": "Alasan",
    "format": "Format",
    "file": "Berkas",
    "rows": "Baris",
    "filters": "Saringan",
    "letters": "Surel",
    "places": "Tempat",
    "number": "Nomor",
    "checked": "Mata rantai diperiksa",
    "last": "Ujung rantai",
    "broken_at": "Rusak di mata rantai",
    "planning_from": "Perencanaan dari",
    "planning_until": "Perencanaan sampai",
    "annual_from": "Evaluasi tahunan dari",
    "annual_until": "Evaluasi tahunan sampai",
    "award_from": "Penghargaan dari",
    "award_until": "Penghargaan sampai",
    "created": "Baru",
    "changed": "Berubah",
    "added": "Ditambahkan",
    "removed": "Dihapus",
    "moved": "Dipindahkan",
    "units": "Unit",
    "people": "Pegawai",
    "letterhead": "Kop",
    "address": "Alamat",
    "city": "Kota",
    "paper": "Kertas",
    "rhythm": "Irama",
    "value": "Nilai",
    "source": "Sumber",
    "days": "Hari",
    "grade": "Capaian",
    "status": "Status",
    "title": "Judul",
    "code": "Kode",
    "targets": "Target",
    "target": "Target",
    "": "Isi",
}
WORDS = {
    True: "Ya",
    False: "Tidak",
    None: "–",
    "": "–",
    "ADMIN_BKD": "Admin BKD",
    "ADMIN_UNIT": "Admin unit",
    "TIM_PENGHARGAAN": "Tim penghargaan",
    "AUDITOR": "Auditor",
    "PELINDUNG_DATA": "Pejabat pelindung data",
}
LONGEST = 400  # letters of a value in the table


@dataclass(frozen=True)
class Fact:
    """One value before and after, as text; `is_changed` where they differ."""

    label: str
    before: str
    after: str

    @property
    def is_changed(self) -> bool:
        return self.before != self.after


def facts(before: Any, after: Any) -> list[Fact]:
    """Return what an event says was before and after, one line for each value, in the order of `after`."""
    old, new = _named(before), _named(after)
    keys = [*new, *(key for key in old if key not in new)]
    return [Fact(_label(key), said(old.get(key)), said(new.get(key))) for key in keys]


def _named(value: Any) -> dict[str, Any]:
    if value is None:
        return {}
    return value if isinstance(value, dict) else {"": value}


def _label(key: str) -> str:
    return LABELS.get(key) or key.replace("_", " ").capitalize()


def said(value: Any) -> str:
    """Return a value of an event as people read it, at most LONGEST letters."""
    if isinstance(value, dict):
        text = "; ".join(f"{_label(key)}: {said(part)}" for key, part in value.items())
    elif isinstance(value, list):
        text = "; ".join(said(part) for part in value)
    elif value is None or isinstance(value, bool):
        text = WORDS[value]
    elif isinstance(value, str):
        text = WORDS.get(value) or _day(value) or value
    else:
        text = str(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _day(text: str) -> str:
    """Return a day or moment of ISO 8601 as 31-12-2026; nothing for other texts."""
    if len(text) < 10 or text[4:5] != "-":
        return ""
    try:
        found = datetime.fromisoformat(text) if len(text) > 10 else date.fromisoformat(text)
    except ValueError:
        return ""
    day = f"{found.day}-{found.month}-{found.year}"
    if not isinstance(found, datetime):
        return day
    zone = " UTC" if found.tzinfo and not found.utcoffset() else ""
    return f"{day} {found:%H.%M}{zone}"
