"""Policy figures by subject, so that seventy of them can be read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar


class Keyed(Protocol):
    """Anything that says which figure it is."""

    @property
    def key(self) -> str:
        """The key of the figure."""


Figure = TypeVar("Figure", bound=Keyed)

# Heading and the beginnings of its keys, in the order of the year. The longest beginning decides.
SUBJECTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Perencanaan", ("tanggapan_skp", "permintaan_skp")),
    ("Tahun berjalan", ("bukti_", "kehadiran_", "umpan_balik_", "suara_", "capaian_")),
    ("Keberatan", ("keberatan_", "penjelasan_", "keputusan_")),
    ("Pola distribusi dan kalibrasi", ("pola_", "kalibrasi_")),
    ("Pola penilaian", ("pola_penilai_",)),
    ("Nilai angka PP 30/2019", ("nilai_angka", "bobot_360_")),
    ("Angka kredit: persentase predikat", ("ak_persen_",)),
    ("Angka kredit: koefisien", ("ak_koefisien_",)),
    ("Angka kredit: kebutuhan pangkat", ("ak_pangkat_",)),
    ("Angka kredit: kebutuhan jenjang", ("ak_jenjang_",)),
    ("Angka kredit: lainnya", ("ak_",)),
    ("Penghargaan", ("penghargaan_",)),
    ("Satyalancana Karya Satya", ("satya_",)),
    ("Pengembangan", ("pembinaan_",)),
    ("Karier dan sembilan kotak", ("karier_", "kotak_", "potensial_")),
)
OTHERS = "Lainnya"


def subject_of(key: str) -> str:
    """Return the heading under which a figure stands."""
    found = [
        (len(beginning), heading)
        for heading, beginnings in SUBJECTS
        for beginning in beginnings
        if key.startswith(beginning)
    ]
    return max(found)[1] if found else OTHERS


def by_subject(figures: Iterable[Figure]) -> list[tuple[str, list[Figure]]]:
    """Return the figures under their headings, empty headings left out; within one in the given order."""
    given = list(figures)
    headings = [*(heading for heading, _ in SUBJECTS), OTHERS]
    found = [(heading, [row for row in given if subject_of(row.key) == heading]) for heading in headings]
    return [(heading, rows) for heading, rows in found if rows]
