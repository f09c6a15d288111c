"""What everybody reads of the agency's own figures on fairness: in words, with what they do not say."""

from __future__ import annotations

from collections.abc import Mapping

from multirater.rules.reliability import habit_words

from .parts import told_apart

TOLD_FROM = 10  # fewer people are not counted in public (measurement research 5.5)


def habit_percent(components: Mapping[str, object]) -> int | None:
    """Return the share of all differences between forms that is the habit of raters, in whole per cent.

    None where the year's forms do not tell it apart. `components` are variances as text.
    """
    return told_apart(components).get("rater")


def habit_sentence(components: Mapping[str, object]) -> str:
    """Return what the share means for who reads a rating; a sentence as well where it is not known."""
    percent = habit_percent(components)
    if percent is None:
        return (
            "Tahun ini kebiasaan penilai dan kinerja tidak dapat dipisahkan, karena kebanyakan orang hanya "
            "dinilai satu orang."
        )
    return (
        f"{percent}% dari perbedaan antarformulir berasal dari kebiasaan penilai, bukan dari orang yang "
        f"dinilai: {habit_words(percent)}."
    )


def objection_sentence(filed: int, decided: int, changed: int) -> str:
    """Return how many objected and of how many decided ones the result changed; few are not counted."""
    if not filed:
        return "Belum ada keberatan tahun ini."
    if filed < TOLD_FROM:
        return (
            f"Ada keberatan, kurang dari {TOLD_FROM}; jumlahnya tidak kami sebut supaya tidak menunjuk orang."
        )
    if decided < TOLD_FROM:
        return f"{filed} keberatan diajukan; kurang dari {TOLD_FROM} sudah diputus."
    return f"{filed} keberatan diajukan, {decided} sudah diputus, dan {changed} di antaranya mengubah hasil."


def network_sentence(counts: Mapping[str, object]) -> str:
    """Return whether units can be compared, from `islands` and `linked` (per cent of the people)."""
    islands, linked = int(str(counts.get("islands", 0))), int(str(counts.get("linked", 0)))
    if not islands:
        return ""
    if islands == 1:
        return (
            f"Semua unit terhubung oleh penilai yang sama; {linked}% pegawai dinilai orang yang juga menilai "
            "di unit lain."
        )
    return (
        f"Ada {islands} kelompok unit tanpa penilai yang sama. Pegawai dari kelompok yang berbeda tidak kami "
        "bandingkan."
    )
