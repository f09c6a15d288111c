"""Staff files through django-import-export: columns, comparison with the database, preview."""

from __future__ import annotations

from ..operations.staff_import import OutOfDate
from .attendance import attendance_template, faulty_attendance, upload_attendance
from .moves import faulty_moves, moves_template, upload_moves
from .page import half_written_import, import_history, import_page, last_imports
from .preview import (
    CHANGED,
    confirm,
    effect_of,
    files_of,
    fingerprint,
    refused_rows,
    summary,
    upload,
)
from .sheet import read_sheet, sound
from .staff_files import StaffFiles
from .staff_plan import parts_of, people_batch, unit_batch

__all__ = [
    "OutOfDate",
    "StaffFiles",
    "attendance_template",
    "confirm",
    "faulty_attendance",
    "faulty_moves",
    "fingerprint",
    "half_written_import",
    "import_history",
    "import_page",
    "last_imports",
    "moves_template",
    "read_sheet",
    "refused_rows",
    "sound",
    "upload",
    "CHANGED",
    "effect_of",
    "files_of",
    "summary",
    "parts_of",
    "people_batch",
    "unit_batch",
    "upload_attendance",
    "upload_moves",
]
