"""The only writers of the organisation: one file per noun."""

from __future__ import annotations

from .agency import change_agency, start_agency
from .employee import answer_report, change_password, report_data, set_first_password
from .line import override_superior, refresh_lines
from .official import add_official
from .placement import assign
from .role import end_role, grant_role

__all__ = [
    "add_official",
    "answer_report",
    "assign",
    "change_agency",
    "change_password",
    "end_role",
    "grant_role",
    "override_superior",
    "refresh_lines",
    "report_data",
    "set_first_password",
    "start_agency",
]
