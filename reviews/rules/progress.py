"""What is said about a result while the year runs, and how amounts of notes become a realisation."""

from __future__ import annotations

from enum import StrEnum


class Outlook(StrEnum):
    """How the owner of a result sees it in a term; chosen by hand, never computed (status capaian)."""

    ON_TRACK = "SESUAI_RENCANA"
    ATTENTION = "PERLU_PERHATIAN"
    HELP = "BUTUH_BANTUAN"


OUTLOOK_LABELS = {
    Outlook.ON_TRACK: "Sesuai rencana",
    Outlook.ATTENTION: "Perlu perhatian",
    Outlook.HELP: "Butuh bantuan",
}
