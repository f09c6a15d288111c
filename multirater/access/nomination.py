"""Who proposes raters and who strikes or adds, and until when."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from appraisal.access import ALLOW, Decision, deny
from appraisal.templatetags.ui import tanggal
from organizations.models import Employee

from ..models import Reviewee
from ..rules import Choosing, RoundStatus

BEGUN = Q(round__choosing=Choosing.NOMINATION.value) & ~Q(
    round__status__in=(RoundStatus.DRAFT.value, RoundStatus.CANCELLED.value)
)


def own_nominations(user: Employee) -> QuerySet[Reviewee]:
    """Return the rounds with nominations that review a person, also after the opening."""
    return Reviewee.objects.filter(BEGUN, employee=user)


def led_nominations(user: Employee) -> QuerySet[Reviewee]:
    """Return the people of rounds with nominations whom a person led when the nomination began."""
    return Reviewee.objects.filter(BEGUN, superior=user)


def may_propose(user: Employee, reviewee: Reviewee, on: date) -> Decision:
    """The reviewed person proposes until the last day of nominations."""
    row = reviewee.round
    if reviewee.employee_id != user.pk:
        return deny("Penilai diusulkan oleh pegawai yang dinilai.")
    if row.status != RoundStatus.NOMINATION:
        return deny("Pengusulan sudah selesai. Penilai diundi saat putaran dibuka.")
    if row.nominate_until is not None and on > row.nominate_until:
        return deny(
            f"Pengusulan selesai {tanggal(row.nominate_until)}. Yang sudah Anda usulkan tetap berlaku."
        )
    return ALLOW


def may_decide(user: Employee, reviewee: Reviewee) -> Decision:
    """The superior of the day the nomination began strikes and adds until the round is opened."""
    if reviewee.superior_id != user.pk:
        return deny("Usulan penilai diperiksa atasan langsung.")
    if reviewee.round.status != RoundStatus.NOMINATION:
        return deny("Putaran sudah dibuka. Daftar usulan tidak berubah lagi.")
    return ALLOW
