"""Units, positions, people, placements, and the dated line of superiors: one file per noun."""

from __future__ import annotations

from .absence import Absence, AbsenceQuerySet
from .agency import Agency, AgencyEmblem, Holiday
from .attendance import Attendance, AttendanceReport
from .columns import choices, ends_after_start, on_day, one_of
from .employee import NAMES, DataReport, Employee, EmployeeManager, EmployeeQuerySet, key_of
from .placement import Placement, PlacementQuerySet, SuperiorOverride, Supervision, SupervisionQuerySet
from .proposal import DistinctPair, Proposal
from .role import ROLE_LABELS, RoleGrant
from .staff_import import StaffImport, StaffImportPart
from .unit import Position, Unit, UnitQuerySet
from .upload import Upload

__all__ = [
    "NAMES",
    "Absence",
    "AbsenceQuerySet",
    "Agency",
    "AgencyEmblem",
    "Attendance",
    "AttendanceReport",
    "DataReport",
    "DistinctPair",
    "Employee",
    "EmployeeManager",
    "EmployeeQuerySet",
    "Holiday",
    "Placement",
    "PlacementQuerySet",
    "Position",
    "Proposal",
    "ROLE_LABELS",
    "RoleGrant",
    "StaffImport",
    "StaffImportPart",
    "SuperiorOverride",
    "Supervision",
    "SupervisionQuerySet",
    "Unit",
    "UnitQuerySet",
    "Upload",
    "choices",
    "key_of",
    "ends_after_start",
    "on_day",
    "one_of",
]
