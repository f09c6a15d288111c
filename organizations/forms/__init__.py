"""Forms about people, their posts and the agency; they only validate."""

from __future__ import annotations

from .record import (
    AgencyForm,
    AnswerForm,
    ConfirmForm,
    LoginForm,
    OfficialForm,
    OverrideForm,
    PasswordForm,
    ReportForm,
    RoleForm,
    SheetForm,
    UploadForm,
    unit_named,
)

__all__ = [
    "AgencyForm",
    "AnswerForm",
    "ConfirmForm",
    "LoginForm",
    "OfficialForm",
    "OverrideForm",
    "PasswordForm",
    "ReportForm",
    "RoleForm",
    "SheetForm",
    "UploadForm",
    "unit_named",
]
