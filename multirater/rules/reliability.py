"""What a figure of agreement means in words, and when there is no figure (measurement research 3.7 and 4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

PEOPLE_FOR_A_FIGURE = 30  # reviewed people with two forms of a side; fewer have no figure
FORMS_FOR_ADJUSTED = 5  # forms of others that a person needs for an adjusted value

NOT_ENOUGH = "belum cukup data"
GRADES = (
    (70, "memadai"),
    (50, "untuk pengembangan"),
)
WEAK = "belum dapat dipakai untuk keputusan"

WHY_NOT = {
    "BELUM_CUKUP": f"Kurang dari {PEOPLE_FOR_A_FIGURE} pegawai punya dua formulir atau lebih dari sisi ini.",
    "SATU_PENILAI": "Hanya ada satu penilai per pegawai, jadi kesepakatan tidak dapat dihitung.",
    "TANPA_PERBEDAAN": "Semua jawaban hampir sama, jadi kesepakatan tidak dapat dihitung.",
}
WHY_NOT_ADJUSTED = {
    "SATU_PENILAI": (
        "Nilai hanya berasal dari satu penilai per pegawai. Perbedaan standar penilai dan perbedaan kinerja "
        "tidak dapat dipisahkan."
    ),
    "SATU_FORMULIR": "Setiap penilai hanya menilai satu pegawai, jadi kebiasaannya tidak dapat dipisahkan.",
    "PULAU": "Antarunit belum dapat dibandingkan, karena terlalu sedikit penilai lintas unit.",
    "TERLALU_SEDIKIT": "Pegawai atau unit yang dinilai terlalu sedikit (diperlukan 50 pegawai dari 5 unit).",
    "TANPA_PERBEDAAN": "Jawaban hampir tidak berbeda antarpegawai, jadi tidak ada yang dapat dibandingkan.",
    "TIDAK_TERBACA": "Hubungan penilai dan formulir tidak dapat dibuka di server ini.",
}


def grade(hundredths: int) -> str:
    """Return the word for an agreement in hundredths, 70 for 0.70."""
    return next((word for least, word in GRADES if hundredths >= least), WEAK)


def habit_words(percent: int) -> str:
    """Return in words how much of all differences between forms is the habit of raters (0 to 100)."""
    if percent < 15:
        return "kecil"
    return "sedang" if percent < 35 else "besar"


def figures(side: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the stored figures of a side as rows to read: what it is, its word, and the number behind it."""
    labels = (
        ("mean", "Rata-rata penilai", f"{side['forms']} formulir per pegawai"),
        ("single", "Satu formulir saja", ""),
        ("alpha", "Per pertanyaan", ""),
    )
    return [
        {
            "label": label,
            "word": told["word"],
            "number": f"{told['value']}, kisaran {told['low']} sampai {told['high']}",
            "note": note,
        }
        for key, label, note in labels
        if (told := side[key])
    ]


def for_person(told: Mapping[str, Any]) -> list[str]:
    """Return sentences on a released round for a person whom it reviewed, about the round as a whole.

    A share of answers is told only where a side was asked about many people: in a small round it would be
    the person's own count.
    """
    return [_on_side(side) for side in told.get("sides", []) if side["reason"] != "SATU_PENILAI"] + [
        f"Sekitar {habit['percent']}% perbedaan antarformulir berasal dari kebiasaan penilai, bukan dari "
        "orang yang dinilai."
        for habit in [told.get("habit")]
        if habit
    ]


def _on_side(side: Mapping[str, Any]) -> str:
    said = f"{side['label']}: "
    if side["share"] is not None and side["reviewed"] >= PEOPLE_FOR_A_FIGURE:
        said += f"{side['share']}% formulir terkirim; "
    if not side["mean"]:
        return f"{said}{NOT_ENOUGH} untuk menghitung kesepakatan penilai."
    return f"{said}kesepakatan rata-rata penilai {side['mean']['word']}."


def network_words(islands: int, linked_percent: int) -> str:
    """Return in words how the network of raters joins the reviewed people.

    `islands` are groups without a rater in common, `linked_percent` the share of people with a rater who
    also reviewed in another unit.
    """
    reach = "sebagian besar" if linked_percent >= 90 else "sebagian" if linked_percent >= 50 else "sedikit"
    linked = f"{reach} pegawai ({linked_percent}%) dinilai orang yang juga menilai di unit lain"
    if islands > 1:
        return (
            f"Putaran ini terbagi menjadi {islands} kelompok tanpa penilai yang sama; {linked}. Pegawai dari "
            "kelompok yang berbeda tidak dapat dibandingkan."
        )
    if linked_percent < 50:
        return f"Semua pegawai terhubung, tetapi baru {linked}. Perbandingan antarunit masih kasar."
    return f"Semua pegawai terhubung: {linked}."
