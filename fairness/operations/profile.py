"""What is said about a profile: the rater's own words, and the BKD's invitation to talk."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Refused
from appraisal.versions import change
from organizations.models import Employee
from organizations.operations import tell

from ..access.pattern import desk_profiles, may_comment, may_invite
from ..models import RaterProfile


@transaction.atomic
def comment(*, profile: RaterProfile, version: int, text: str, by: Employee, at: datetime) -> RaterProfile:
    """Keep what the rater says about the own profile; an empty text takes it back.

    Raise Denied for anybody else and after the end, Conflict when it was changed meanwhile or a newer run
    took its place.
    """
    require(may_comment(by, profile, timezone.localdate(at)))
    words = text.strip()
    change(profile, expect=version, comment=words, commented_at=at if words else None)
    audit.record(action="profile.commented", by=by, at=at, target=profile)
    return profile


@transaction.atomic
def invite(*, profile: RaterProfile, version: int, text: str, by: Employee, at: datetime) -> RaterProfile:
    """Invite the rater to talk about the profile, once; the words stand on the rater's own page.

    Raise Denied for anybody who may not, before the rater's days are over and the second time, Refused
    without words, Conflict when somebody was first.
    """
    on = timezone.localdate(at)
    require(may_invite(by, profile, on))
    if not desk_profiles(by, on).filter(pk=profile.pk).exists():
        raise Refused("Profil ini belum atau tidak lagi dibaca BKD.")
    if not text.strip():
        raise Refused("Tulis ajakan dengan kalimat Anda sendiri, atau pakai yang disediakan.", field="text")
    given: dict[str, Any] = {"invited_by": by, "invited_at": at, "invitation": text.strip()}
    change(profile, expect=version, **given)
    audit.record(action="profile.invited", by=by, at=at, target=profile)
    tell(
        key=f"rater-talk:{profile.pk}",
        to=profile.rater,
        subject="Ajakan bicara tentang cara menilai",
        lines=(f"{by.full_name} mengajak Anda bicara. Kalimatnya ada di halaman pola penilaian Anda.",),
        path=reverse("fairness:pattern-mine"),
        at=at,
    )
    return profile
