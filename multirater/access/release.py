"""When a round may be closed and its results released, and by whom."""

from __future__ import annotations

from datetime import date

from appraisal.access import ALLOW, Decision, deny, first_denial
from appraisal.templatetags.ui import tanggal
from organizations.models import Employee

from ..models import Round
from ..rules import RoundStatus
from .desk import may_run

LAST = 2  # releases of a round: the first one, and one lot of late answers


def may_close(user: Employee, row: Round, on: date, *, early: bool = False) -> Decision:
    """BKD closes an open round after its last day; before it only when they say so on purpose."""
    return first_denial(may_run(user, on), _closable(row, on, early))


def _closable(row: Round, on: date, early: bool) -> Decision:
    if row.status != RoundStatus.OPEN:
        return deny("Putaran ini tidak sedang diisi, jadi tidak ada yang ditutup.")
    if on <= row.answer_until and not early:
        return deny(
            f"Pengisian berjalan sampai {tanggal(row.answer_until)}. Setelah itu putaran bisa ditutup."
        )
    return ALLOW


def may_release(user: Employee, row: Round, on: date) -> Decision:
    """BKD releases a closed round once, and once more what came late, after the last day for that."""
    return first_denial(may_run(user, on), _releasable(row, on))


def _releasable(row: Round, on: date) -> Decision:
    if row.status == RoundStatus.CLOSED:
        return ALLOW
    if row.status != RoundStatus.RELEASED:
        return deny("Hasil dirilis setelah putaran ditutup.")
    if row.releases.count() >= LAST:
        return deny("Hasil dan jawaban susulan putaran ini sudah dirilis.")
    if row.late_until is None:
        return deny("Putaran ini tidak menerima jawaban susulan, jadi rilisnya sudah lengkap.")
    if on <= row.late_until:
        return deny(f"Jawaban susulan diterima sampai {tanggal(row.late_until)}, lalu dirilis sekaligus.")
    return ALLOW
