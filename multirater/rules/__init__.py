"""The rules of a round as pure functions; no Django, no clock, no database."""

from __future__ import annotations

from .questionnaire import FREQUENCY, NOT_SEEN, THEME_LABELS, ItemKind, QuestionnaireStatus, Theme
from .round import (
    CHOOSING_LABELS,
    PURPOSE_LABELS,
    RELATION_LABELS,
    RUNNING,
    SEALED,
    SHOWN_FROM,
    SIDE_LABELS,
    SPREAD_FROM,
    STATUS_LABELS,
    Choosing,
    InvitationStatus,
    Purpose,
    RelationKind,
    RoundStatus,
    Side,
    Why,
)

__all__ = [
    "CHOOSING_LABELS",
    "FREQUENCY",
    "NOT_SEEN",
    "PURPOSE_LABELS",
    "RELATION_LABELS",
    "RUNNING",
    "SEALED",
    "SHOWN_FROM",
    "SIDE_LABELS",
    "SPREAD_FROM",
    "STATUS_LABELS",
    "THEME_LABELS",
    "Choosing",
    "InvitationStatus",
    "ItemKind",
    "Purpose",
    "QuestionnaireStatus",
    "RelationKind",
    "RoundStatus",
    "Side",
    "Theme",
    "Why",
]
