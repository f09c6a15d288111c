"""Talks between an employee and the superior: who does what, and when both have confirmed."""

from __future__ import annotations

from enum import StrEnum


class Side(StrEnum):
    """One of the two who talk."""

    EMPLOYEE = "PEGAWAI"
    SUPERIOR = "ATASAN"


SIDE_LABELS = {Side.EMPLOYEE: "Pegawai", Side.SUPERIOR: "Atasan"}
