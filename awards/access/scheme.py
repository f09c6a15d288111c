"""Who writes award schemes, and who reads which."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from appraisal.access import ALLOW, Decision, deny, first_denial
from appraisal.templatetags.ui import tanggal
from indicators.models import Period
from organizations.access import has_role, scope_of
from organizations.models import Employee
from organizations.rules import Role

from ..models import AwardCandidate, AwardScheme
from .award import READERS

FROZEN = (
    "Skema ini sudah diumumkan pada {day}, jadi isinya tidak berubah lagi. "
    "Aturan lain ditulis sebagai edisi berikutnya."
)


def published_schemes(on: date) -> QuerySet[AwardScheme]:
    """Return the published schemes that count on a day: of its year, or of an earlier one still to decide."""
    rows = AwardScheme.objects.filter(published_at__isnull=False, cancelled_at__isnull=True)
    return rows.filter(Q(period__year=on.year) | Q(period__year__lt=on.year, decided_until__gte=on))


def visible_schemes(user: Employee, on: date) -> QuerySet[AwardScheme]:
    """Return what the person may read: everybody what was published, the desk of awards drafts as well."""
    rows = AwardScheme.objects.all()
    return rows if reads_drafts(user, on) else rows.filter(published_at__isnull=False)


def reads_drafts(user: Employee, on: date) -> bool:
    """Say whether the person reads schemes before they are published: committee, BKD admins, auditors."""
    return any(has_role(user, role, on) for role in READERS)


def may_write(user: Employee, on: date) -> Decision:
    """Only BKD admins over the whole agency write and publish schemes."""
    if scope_of(user, Role.BKD_ADMIN, on=on).is_all:
        return ALLOW
    return deny("Skema penghargaan disusun admin BKD.")


def may_write_in(user: Employee, period: Period, on: date) -> Decision:
    """A scheme is written for a year that is not closed."""
    is_open = ALLOW if period.closed_at is None else deny(f"Tahun {period.year} sudah ditutup.")
    return first_denial(may_write(user, on), is_open)


def may_change(user: Employee, scheme: AwardScheme, on: date) -> Decision:
    """A draft is changed until it is published or cancelled; nothing changes afterwards."""
    return first_denial(may_write(user, on), _is_draft(scheme))


def _is_draft(scheme: AwardScheme) -> Decision:
    if scheme.cancelled_at is not None:
        return deny("Skema ini sudah dibatalkan.")
    if scheme.published_at is not None:
        return deny(FROZEN.format(day=tanggal(scheme.published_at)))
    return ALLOW


def may_cancel(user: Employee, scheme: AwardScheme, on: date) -> Decision:
    """A scheme is cancelled while nobody has been decided about under it."""
    return first_denial(may_write(user, on), _is_undecided(scheme))


def _is_undecided(scheme: AwardScheme) -> Decision:
    if scheme.cancelled_at is not None:
        return deny("Skema ini sudah dibatalkan.")
    if AwardCandidate.objects.filter(award_list__scheme=scheme).exclude(decision="").exists():
        return deny("Tim sudah memutuskan calon dalam skema ini, jadi skemanya tidak bisa dibatalkan lagi.")
    return ALLOW
