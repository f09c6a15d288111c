"""Forms about people, their posts and the agency; they only validate."""

from __future__ import annotations

from .attendance import AttendanceAnswerForm, AttendanceFileForm, AttendanceReportForm
from .holiday import HolidayForm
from .placement import AbsenceEndForm, AbsenceForm, ActingForm, EndForm, ReturnForm, TransferForm
from .proposal import DeclineForm, JoinForm, PairForm
from .record import (
    AgencyForm,
    ConfirmForm,
    CoreForm,
    DataAnswerForm,
    EmblemForm,
    IdentityForm,
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
    "DeclineForm",
    "JoinForm",
    "PairForm",
    "AbsenceEndForm",
    "AbsenceForm",
    "ActingForm",
    "AgencyForm",
    "AttendanceAnswerForm",
    "AttendanceFileForm",
    "AttendanceReportForm",
    "ConfirmForm",
    "CoreForm",
    "DataAnswerForm",
    "EmblemForm",
    "EndForm",
    "IdentityForm",
    "HolidayForm",
    "LoginForm",
    "OfficialForm",
    "OverrideForm",
    "PasswordForm",
    "ReportForm",
    "ReturnForm",
    "RoleForm",
    "SheetForm",
    "TransferForm",
    "UploadForm",
    "unit_named",
]
