"""Reminders: how often a person wants them and when they may leave."""

from __future__ import annotations

from enum import StrEnum


class Rhythm(StrEnum):
    """How often a person wants the digest by mail."""

    DAILY = "HARIAN"
    WEEKLY = "MINGGUAN"
    NEVER = "TIDAK"


RHYTHM_LABELS = {
    Rhythm.DAILY: "Setiap hari kerja bila ada yang menunggu",
    Rhythm.WEEKLY: "Sekali seminggu",
    Rhythm.NEVER: "Tidak lewat surel",
}
