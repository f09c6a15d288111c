"""Who nominates, and who reads nominations: the committee, BKD admins, auditors, and whoever wrote them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from appraisal.access import ALLOW, Decision, deny
from appraisal.templatetags.ui import tanggal
from organizations.access import scope_of
from organizations.models import Employee, Placement

from ..models import AwardScheme, Nomination, NominationFile, NominationMember
from .award import READERS


def may_nominate(user: Employee, scheme: AwardScheme, on: date) -> Decision:
    """Anyone with a post nominates in the days that the scheme names."""
    if scheme.published_at is None or scheme.cancelled_at is not None:
        return deny("Skema ini tidak menerima pencalonan.")
    if on < scheme.nominated_from:
        return deny(f"Pencalonan dibuka {tanggal(scheme.nominated_from)}.")
    if on > scheme.nominated_until:
        return deny(f"Pencalonan berakhir {tanggal(scheme.nominated_until)}.")
    if not Placement.objects.on(on).filter(employee=user).exists():
        return deny("Pencalonan dibuka untuk pegawai yang sedang bertugas.")
    return ALLOW


def may_withdraw(user: Employee, nomination: Nomination, on: date) -> Decision:
    """Whoever wrote a nomination withdraws it until its days end."""
    if nomination.nominated_by_id != user.pk:
        return deny("Pencalonan ditarik oleh yang menulisnya.")
    if nomination.withdrawn_at is not None:
        return deny("Pencalonan ini sudah ditarik.")
    if on > nomination.scheme.nominated_until:
        return deny(
            f"Pencalonan berakhir {tanggal(nomination.scheme.nominated_until)}, jadi tidak ditarik lagi."
        )
    return ALLOW


def own_nominations(user: Employee) -> QuerySet[Nomination]:
    """Return what the person wrote."""
    return Nomination.objects.filter(nominated_by=user)


def naming(user: Employee) -> QuerySet[Nomination]:
    """Return the nominations that name the person, alone or in a team, withdrawn or not."""
    member = NominationMember.objects.filter(nomination=OuterRef("pk"), employee=user)
    return Nomination.objects.filter(Q(employee=user) | Exists(member))


def about(user: Employee) -> QuerySet[Nomination]:
    """Return the nominations that name the person, without the withdrawn ones."""
    return naming(user).filter(withdrawn_at__isnull=True)


def readable(user: Employee, on: date) -> QuerySet[Nomination]:
    """Return the nominations that a role opens: all over the whole agency, people and units inside a part.

    Never those that name the reader, withdrawn ones neither: the reader would learn by whom.
    """
    scope = scope_of(user, *READERS, on=on)
    if not scope:
        return Nomination.objects.none()
    rows = Nomination.objects.exclude(pk__in=naming(user).values("pk"))
    if scope.is_all:
        return rows
    posts = Placement.objects.on(on).filter(employee=OuterRef("employee"), unit__in=scope.unit_ids)
    return rows.filter(Q(unit__in=scope.unit_ids) | Exists(posts))


def shown_files(user: Employee, on: date) -> QuerySet[Any]:
    """Return the keys of the files that the person may open because of a nomination."""
    rows = NominationFile.objects.filter(nomination__in=readable(user, on).values("pk"))
    return rows.filter(nomination__withdrawn_at__isnull=True).values("file")


def kept_files() -> QuerySet[Any]:
    """Return the keys of the files that prove a nomination which was not withdrawn."""
    return NominationFile.objects.filter(nomination__withdrawn_at__isnull=True).values("file")
