"""Page-sized reads about people and units, and what moves would bring about."""

from __future__ import annotations

from .absence import absence_notes
from .attendance import (
    attendance_page,
    attendance_reports,
    attendance_upload_page,
    attendance_years,
    effect_of,
    last_attendance_files,
    month_of,
    own_attendance,
    own_month,
    presence_of,
)
from .branches import REMEMBERED, Branches, UnitPage, UnitRow, branches, path_to, unit_page
from .duplicates import forget_suspects, side_by_side, suspects, suspects_page
from .following import (
    OPEN_WORK,
    after_absence,
    after_acting,
    after_deactivation,
    after_end,
    after_reactivation,
    after_transfer,
)
from .history import ENTRIES, Entry, history_of
from .holiday import HolidayPage, holiday_names, holiday_page, holidays
from .mass_move import Preview, last_moves, moves_page, preview_of, undo_obstacles
from .merging import Joining, joining
from .outlook import Change, Outlook, Shift
from .people import (
    PAGE,
    PageLinks,
    bkd_office,
    demo_people,
    page_after,
    person_page,
    root_unit,
)
from .reports import Queued, queued, repair_of, report_page
from .roles import role_page, waiting_proposals
from .staff import rows_of, staff_page
from .tree import Tree

__all__ = [
    "PAGE",
    "REMEMBERED",
    "Branches",
    "UnitPage",
    "UnitRow",
    "branches",
    "path_to",
    "unit_page",
    "Change",
    "HolidayPage",
    "Outlook",
    "PageLinks",
    "Preview",
    "Shift",
    "Tree",
    "absence_notes",
    "after_absence",
    "after_acting",
    "OPEN_WORK",
    "after_deactivation",
    "after_end",
    "after_reactivation",
    "after_transfer",
    "attendance_page",
    "attendance_reports",
    "attendance_upload_page",
    "effect_of",
    "attendance_years",
    "bkd_office",
    "demo_people",
    "holiday_names",
    "holiday_page",
    "holidays",
    "last_attendance_files",
    "last_moves",
    "month_of",
    "moves_page",
    "own_attendance",
    "own_month",
    "page_after",
    "person_page",
    "preview_of",
    "presence_of",
    "report_page",
    "root_unit",
    "ENTRIES",
    "Entry",
    "Joining",
    "Queued",
    "history_of",
    "queued",
    "repair_of",
    "forget_suspects",
    "joining",
    "role_page",
    "rows_of",
    "side_by_side",
    "suspects",
    "suspects_page",
    "waiting_proposals",
    "staff_page",
    "undo_obstacles",
]
