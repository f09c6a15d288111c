"""Who works where, as pure rules: employee numbers, ranks, positions, superiors, rows of staff files."""

from __future__ import annotations

from .employee import (
    ABSENCE_LABELS,
    LEAVING,
    PNS_RANKS,
    PPPK_RANKS,
    WITHOUT_PLAN,
    AbsenceKind,
    EmploymentKind,
    Role,
    Sex,
    UploadKind,
    is_active_status,
    is_rank_of,
    rank_label,
)
from .nip import (
    Nip,
    NipFault,
    clean_nip,
    format_nip,
    parse_nip,
    years_between,
)
from .position import (
    JPT,
    MANAGERIAL,
    FunctionalLevel,
    PlacementKind,
    PositionKind,
    functional_level,
    position_kind,
)
from .superior import (
    Head,
    Line,
    Span,
    find_loops,
    resolve_line,
)

__all__ = [
    "ABSENCE_LABELS",
    "AbsenceKind",
    "EmploymentKind",
    "FunctionalLevel",
    "Head",
    "JPT",
    "LEAVING",
    "Line",
    "MANAGERIAL",
    "Nip",
    "NipFault",
    "PNS_RANKS",
    "PPPK_RANKS",
    "PlacementKind",
    "PositionKind",
    "Role",
    "Sex",
    "Span",
    "UploadKind",
    "WITHOUT_PLAN",
    "clean_nip",
    "find_loops",
    "format_nip",
    "functional_level",
    "is_active_status",
    "is_rank_of",
    "parse_nip",
    "position_kind",
    "rank_label",
    "resolve_line",
    "years_between",
]
