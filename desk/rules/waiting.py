"""Who is waiting for whom: where a post stands in a step of the year, and whose turn it is.

Source: the order of the regulation (plan, work, talk, rating, sharing; PermenPANRB 6/2022), and whose move
each state is (`indicators.rules.plan.MOVES`, `reviews.rules.evaluation.MOVES`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """A step of the year that a post has reached or not; the values stand in addresses."""

    PLAN = "skp"
    NOTE = "catatan"
    REALISATION = "realisasi"
    FEEDBACK = "umpan-balik"
    TALK = "dialog"
    SELF = "penilaian-diri"
    RATED = "dinilai"
    SHARED = "dibagikan"
    ISSUED = "dokumen"


class Group(StrEnum):
    """Stages that stand in one table."""

    PLANNING = "skp"
    PROGRESS = "kemajuan"
    EVALUATION = "penilaian"


STAGE_LABELS = {
    Stage.PLAN: "SKP disepakati",
    Stage.NOTE: "Catatan",
    Stage.REALISATION: "Realisasi",
    Stage.FEEDBACK: "Umpan balik",
    Stage.TALK: "Dialog",
    Stage.SELF: "Penilaian diri",
    Stage.RATED: "Dinilai",
    Stage.SHARED: "Dibagikan",
    Stage.ISSUED: "Dokumen terbit",
}
GROUP_LABELS = {Group.PLANNING: "SKP", Group.PROGRESS: "Kemajuan", Group.EVALUATION: "Penilaian"}
GROUPS = {
    Group.PLANNING: (Stage.PLAN,),
    Group.PROGRESS: (Stage.NOTE, Stage.REALISATION, Stage.FEEDBACK, Stage.TALK),
    Group.EVALUATION: (Stage.SELF, Stage.RATED, Stage.SHARED, Stage.ISSUED),
}


class Side(StrEnum):
    """Whose turn it is."""

    OWNER = "pegawai"
    SUPERIOR = "pejabat penilai"
    UPPER = "atasan pejabat penilai"
    MEETING = "rapat kalibrasi"
    OFFICE = "BKD"
    NOBODY = ""


class Standing(StrEnum):
    """Where a post stands in a stage: what is missing first, or that it is done."""

    NO_PLAN = "kosong"
    DRAFT = "draf"
    RETURNED = "dikembalikan"
    SUBMITTED = "diajukan"
    AHEAD = "nanti"
    MISSING = "belum"
    UNSHARED = "dinilai"
    OFFERED = "kalibrasi"
    OBJECTED = "keberatan"
    EXPLAINED = "dijelaskan"
    UNISSUED = "dibagikan"
    DONE = "sudah"


OF_PLAN = (Standing.NO_PLAN, Standing.DRAFT, Standing.RETURNED, Standing.SUBMITTED)

# Whose turn it is where a stage is simply missing.
TURN_OF = {
    Stage.PLAN: Side.OWNER,
    Stage.NOTE: Side.OWNER,
    Stage.REALISATION: Side.OWNER,
    Stage.FEEDBACK: Side.SUPERIOR,
    Stage.TALK: Side.SUPERIOR,
    Stage.SELF: Side.OWNER,
    Stage.RATED: Side.SUPERIOR,
    Stage.SHARED: Side.SUPERIOR,
    Stage.ISSUED: Side.SUPERIOR,
}
_MISSING = {
    Stage.NOTE: "Belum ada catatan",
    Stage.REALISATION: "Belum ada realisasi",
    Stage.FEEDBACK: "Belum ada umpan balik",
    Stage.TALK: "Belum ada dialog",
    Stage.SELF: "Penilaian diri belum dikirim",
}
_STANDINGS = {
    Standing.NO_PLAN: ("SKP belum dibuat", Side.OWNER),
    Standing.DRAFT: ("SKP masih draf", Side.OWNER),
    Standing.RETURNED: ("SKP dikembalikan dengan saran", Side.OWNER),
    Standing.SUBMITTED: ("SKP diajukan", Side.SUPERIOR),
    Standing.AHEAD: ("Belum waktunya", Side.NOBODY),
    Standing.UNSHARED: ("Dinilai, belum dibagikan", Side.SUPERIOR),
    Standing.OFFERED: ("Dalam kalibrasi", Side.MEETING),
    Standing.OBJECTED: ("Keberatan, menunggu penjelasan", Side.SUPERIOR),
    Standing.EXPLAINED: ("Keberatan, menunggu putusan", Side.UPPER),
    Standing.UNISSUED: ("Dibagikan, dokumen belum terbit", Side.OFFICE),
    Standing.DONE: ("Sudah", Side.NOBODY),
}


def words_of(stage: Stage, standing: Standing) -> str:
    """Return where a post stands, in words."""
    if standing == Standing.MISSING:
        return _MISSING.get(stage, "Belum dinilai")
    if standing == Standing.DONE:
        return (
            STAGE_LABELS[stage]
            if stage in (Stage.PLAN, Stage.RATED, Stage.SHARED, Stage.ISSUED)
            else "Sudah ada"
        )
    return _STANDINGS[standing][0]


def turn_of(stage: Stage, standing: Standing) -> Side:
    """Return whose turn it is: nobody's where nothing is missing or the days have not begun."""
    return TURN_OF[stage] if standing == Standing.MISSING else _STANDINGS[standing][1]


@dataclass(frozen=True)
class Wait:
    """For whom a post waits: the side, a name where there is one, and for how many working days."""

    side: Side
    name: str = ""
    days: int = 0

    def __str__(self) -> str:
        """Return the words without the day: "menunggu Hendra Wijaya"; nothing where nobody is waited for."""
        if self.side == Side.NOBODY:
            return ""
        if self.side in (Side.SUPERIOR, Side.UPPER) and not self.name:
            return f"menunggu BKD: {self.side} belum ditetapkan"
        return f"menunggu {self.name or self.side}"
