"""The only writers of the organisation: one file per noun."""

from __future__ import annotations

from .absence import end_absence, note_absence, refuse_absence
from .agency import change_agency, remove_emblem, set_emblem, start_agency
from .attendance import (
    answer_attendance,
    apply_attendance,
    keep_attendance,
    renew_attendance,
    report_attendance,
)
from .employee import (
    answer_report,
    change_identity,
    change_password,
    correct_employee,
    report_data,
    set_first_password,
)
from .holiday import fill_holidays, remove_holiday, set_holidays
from .leaving import (
    deactivate,
    end_placement,
    reactivate,
    refuse_deactivation,
    refuse_end,
    running_post,
)
from .line import override_superior, refresh_lines
from .mass_move import UNDO_FOR, apply_moves, keep_moves, may_still_undo, renew_moves, undo_moves
from .merge import merge_rows, note_distinct, refuse_merge
from .notice import Notice, tell, tell_many
from .official import add_official
from .placement import assign
from .proposal import (
    confirm_proposal,
    decline_proposal,
    propose_merge,
    propose_role,
    withdraw_proposal,
)
from .role import end_role, grant_role, refuse_last_admin
from .transfer import appoint_acting, foresee_transfer, refuse_acting, transfer
from .upload import LIFETIME as UPLOAD_LIFETIME
from .upload import Written, begin_upload, claim_upload, end_upload, keep_upload

__all__ = [
    "Notice",
    "UNDO_FOR",
    "UPLOAD_LIFETIME",
    "Written",
    "add_official",
    "answer_attendance",
    "answer_report",
    "apply_attendance",
    "apply_moves",
    "appoint_acting",
    "assign",
    "change_agency",
    "change_identity",
    "change_password",
    "confirm_proposal",
    "correct_employee",
    "deactivate",
    "reactivate",
    "refuse_deactivation",
    "running_post",
    "decline_proposal",
    "merge_rows",
    "note_distinct",
    "propose_merge",
    "propose_role",
    "refuse_last_admin",
    "refuse_merge",
    "withdraw_proposal",
    "begin_upload",
    "claim_upload",
    "end_upload",
    "end_absence",
    "end_placement",
    "end_role",
    "fill_holidays",
    "foresee_transfer",
    "grant_role",
    "keep_attendance",
    "keep_moves",
    "keep_upload",
    "may_still_undo",
    "note_absence",
    "override_superior",
    "refresh_lines",
    "refuse_absence",
    "refuse_acting",
    "refuse_end",
    "remove_emblem",
    "remove_holiday",
    "renew_attendance",
    "renew_moves",
    "report_attendance",
    "report_data",
    "set_emblem",
    "set_first_password",
    "set_holidays",
    "start_agency",
    "tell",
    "tell_many",
    "transfer",
    "undo_moves",
]
