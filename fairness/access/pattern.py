"""Who reads how somebody rates, and when: the rater first, then the BKD and auditors, in the end nobody.

No superior, colleague or employee of the rater does; a profile that somebody may not read is not there (404).
"""

from __future__ import annotations

from datetime import date

from django.db.models import Max, OuterRef, QuerySet, Subquery

from appraisal.access import ALLOW, Decision, deny, first_denial
from appraisal.templatetags.ui import tanggal
from indicators.models import Period, RatingWindow
from indicators.queries import policy
from organizations.access import may_administer, scope_of
from organizations.models import Employee
from organizations.rules import Role

from ..models import RaterAnalysis, RaterProfile
from ..rules.timeline import FIRST_DAYS, Days, days_of, last_day


def latest_analyses() -> QuerySet[RaterAnalysis]:
    """Return the runs that count: of each year the one with the largest number."""
    newest = RaterAnalysis.objects.filter(period=OuterRef("period")).order_by("-number").values("number")[:1]
    rows: QuerySet[RaterAnalysis] = RaterAnalysis.objects.filter(number=Subquery(newest))
    return rows


def may_see_patterns(user: Employee, on: date) -> Decision:
    """BKD admins and auditors over the whole agency read patterns of rating."""
    if scope_of(user, Role.BKD_ADMIN, Role.AUDITOR, on=on).is_all:
        return ALLOW
    return deny("Pola penilaian dibaca admin BKD dan auditor tingkat instansi.")


def own_profiles(user: Employee, on: date) -> QuerySet[RaterProfile]:
    """Return the profiles of this person that hold on a day, from the moment they were made."""
    return RaterProfile.objects.filter(rater=user, analysis__ends_on__gte=on)


def desk_profiles(user: Employee, on: date) -> QuerySet[RaterProfile]:
    """Return the profiles that the person reads for the BKD or as auditor on a day; never the own one."""
    if not may_see_patterns(user, on):
        return RaterProfile.objects.none()
    rows = RaterProfile.objects.filter(analysis__desk_from__lte=on, analysis__ends_on__gte=on)
    return rows.exclude(rater=user)


def may_comment(user: Employee, profile: RaterProfile, on: date) -> Decision:
    """The rater comments on the own profile while it holds."""
    if profile.rater_id == user.pk and on <= profile.analysis.ends_on:
        return ALLOW
    return deny("Tanggapan ditulis penilai sendiri, selama profilnya berlaku.")


def may_invite(user: Employee, profile: RaterProfile, on: date) -> Decision:
    """A BKD admin over the whole agency invites to a talk, once, about somebody else who is still there."""
    may = may_administer(user, on)
    if not may:
        return may
    if profile.rater_id == user.pk:
        return deny("Ajakan bicara tentang profil Anda sendiri dikirim admin lain.")
    if profile.invited_at is not None:
        return deny("Ajakan bicara sudah dikirim. Lanjutkan percakapannya secara langsung.")
    if not profile.rater.is_active:
        return deny("Penilai ini sudah tidak bertugas.")
    return ALLOW


# --- The run -------------------------------------------------------------------------------------


def last_rating_day(period: Period) -> date:
    """Return the last day on which anybody rates the year, in units with other days as well (one query)."""
    windows = RatingWindow.objects.filter(term__period=period, term__kind="FINAL")
    latest = windows.aggregate(latest=Max("ended_on"))["latest"]
    return max(period.annual_until, latest) if latest else period.annual_until


def days_if_made(period: Period, on: date) -> Days | None:
    """Return from when to when the patterns of a run made today are read; None when it is too late."""
    following = Period.objects.filter(year=period.year + 1).values_list("annual_from", flat=True).first()
    last = last_day(period.annual_from, following)
    return days_of(on, first_days=int(policy(period)[FIRST_DAYS]), last=last)


def may_analyse(user: Employee, period: Period, on: date) -> Decision:
    """A BKD admin over the whole agency has patterns computed once rating is over, while there is time."""
    return first_denial(may_administer(user, on), is_time(period, on))


def is_time(period: Period, on: date) -> Decision:
    """Patterns are computed after the last day of rating, from results that people received."""
    until = last_rating_day(period)
    if period.opened_at is None or on <= until:
        return deny(
            f"Evaluasi tahunan {period.year} masih dinilai sampai {tanggal(until)}. Pola penilaian dihitung "
            "sesudahnya."
        )
    if days_if_made(period, on) is None:
        return deny(
            f"Pola penilaian {period.year} tidak dihitung lagi: evaluasi tahun berikutnya sudah dekat."
        )
    return ALLOW
