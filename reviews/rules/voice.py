"""What citizens say about a service: scale, states and what keeps floods and rubbish away."""

from __future__ import annotations

from enum import StrEnum


class VoiceState(StrEnum):
    """Whether a voice is shown to the public; every state counts in the totals but REMOVED."""

    NEW = "BARU"
    SHOWN = "TAMPIL"
    HIDDEN = "SEMBUNYI"


# The four steps of the public satisfaction survey (PermenPANRB 14/2017), from 1 to 4.
MARK_LABELS = {1: "Tidak baik", 2: "Kurang baik", 3: "Baik", 4: "Sangat baik"}
