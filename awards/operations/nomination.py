"""Nominating a person, a unit or a team; withdrawing it; asking to be left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Denied, Refused
from organizations.models import Employee, Unit
from organizations.operations import tell
from reviews.access.evidence import own_files
from reviews.models import EvidenceFile

from ..access import nomination as access
from ..access.award import committee
from ..models import AwardScheme, Nomination, NominationFile, NominationMember
from ..rules import nomination as rules
from ..rules.nomination import Subject
from ..rules.scheme import Category, SchemeFault


@dataclass(frozen=True)
class Proposed:
    """Whom or what somebody nominates: one person, one unit, or a team with its name and members."""

    person: Employee | None = None
    unit: Unit | None = None
    team_name: str = ""
    members: Sequence[Employee] = ()

    @property
    def people(self) -> list[Employee]:
        """Return everybody who is named."""
        return [self.person] if self.person else list(dict.fromkeys(self.members))


@transaction.atomic
def nominate(
    *,
    scheme: AwardScheme,
    proposed: Proposed,
    reason: str,
    by: Employee,
    at: datetime,
    link: str = "",
    files: Iterable[EvidenceFile] = (),
) -> Nomination:
    """Keep a nomination and tell whom it names, never by whom; return it.

    Raise Denied outside the days of the scheme, Refused for oneself where that is not possible, for a team of
    a wrong size, without a reason, for the same subject twice, or with a file that is gone.
    """
    scheme = AwardScheme.objects.select_for_update().get(pk=scheme.pk)
    today = timezone.localdate(at)
    require(access.may_nominate(by, scheme, today))
    _check(scheme, proposed, reason, by, committee(today))

    nomination = _first(
        scheme=scheme,
        employee=proposed.person,
        unit=proposed.unit,
        team_name=proposed.team_name,
        reason=reason.strip(),
        link=link,
        nominated_by=by,
        nominated_at=at,
    )
    NominationMember.objects.bulk_create(
        [
            NominationMember(nomination=nomination, employee=one)
            for one in proposed.people
            if proposed.team_name
        ]
    )
    _prove(nomination, list(files), by)
    audit.record(action="award.nominated", by=by, at=at, target=nomination)
    for one in proposed.people:
        if one != by:
            _tell(nomination, one, at)
    return nomination


def _check(scheme: AwardScheme, proposed: Proposed, reason: str, by: Employee, members: set[int]) -> None:
    category = Category(scheme.category)
    wanted = rules.subject_of(category)
    given = {Subject.PERSON: proposed.person, Subject.UNIT: proposed.unit, Subject.TEAM: proposed.team_name}
    if not given[wanted]:
        raise Refused("Pilih siapa yang dicalonkan.")
    people = {one.pk for one in proposed.people}
    try:
        rules.check_people(category, people, by.pk, is_on_committee=by.pk in members)
    except SchemeFault as fault:
        raise Refused(str(fault), fault.field) from None
    if any(not one.is_active for one in proposed.people):
        raise Refused("Yang dicalonkan adalah pegawai yang masih aktif.")
    if not reason.strip():
        raise Refused("Tulis mengapa, dengan satu contoh yang Anda lihat sendiri.", "reason")


def _first(**values: Any) -> Nomination:
    try:
        with transaction.atomic():
            return Nomination.objects.create(**values)
    except IntegrityError:
        raise Refused("Anda sudah mencalonkan nama ini untuk penghargaan yang sama.") from None


def _prove(nomination: Nomination, files: list[EvidenceFile], by: Employee) -> None:
    wanted = {file.pk for file in files}
    found = own_files(by).filter(pk__in=wanted).select_for_update()
    if len(found) < len(wanted):
        raise Refused("Salah satu berkas sudah dihapus. Pilih berkasnya sekali lagi.", "evidence_files")
    NominationFile.objects.bulk_create([NominationFile(nomination=nomination, file=file) for file in found])


def _tell(nomination: Nomination, person: Employee, at: datetime) -> None:
    tell(
        key=f"award-nomination-{nomination.pk}-{person.pk}",
        to=person,
        subject="Nama Anda dicalonkan untuk sebuah penghargaan",
        lines=[f"Penghargaan: {nomination.scheme.name}.", "Anda boleh meminta untuk tidak diikutsertakan."],
        path=reverse("awards:nomination-list"),
        at=at,
    )


@transaction.atomic
def withdraw(*, nomination: Nomination, by: Employee, at: datetime) -> Nomination:
    """Withdraw an own nomination and return it; raise Denied for others, twice, and after the days ended."""
    held = Nomination.objects.select_for_update().get(pk=nomination.pk)
    require(access.may_withdraw(by, held, timezone.localdate(at)))
    held.withdrawn_at = at
    held.save(update_fields=["withdrawn_at"])
    audit.record(action="award.nomination_withdrawn", by=by, at=at, target=held)
    return held


@transaction.atomic
def leave_out(*, scheme: AwardScheme, by: Employee, at: datetime) -> int:
    """Leave the person out of all nominations of a scheme, and return how many; twice is once.

    Nominations that come later are left out as well when the person asks again. Raise Denied when the
    recommendation is settled, Refused when nobody nominated the person.
    """
    settled = getattr(AwardScheme.objects.get(pk=scheme.pk), "award_list", None)
    if settled is not None and settled.closed_at is not None:
        raise Denied("Rekomendasi penghargaan ini sudah ditetapkan. Tanyakan kepada admin BKD.")
    rows = access.about(by).filter(scheme=scheme)
    if not rows.exists():
        raise Refused("Nama Anda tidak sedang dicalonkan di sini.")
    members = NominationMember.objects.filter(nomination__in=rows.values("pk"), employee=by)
    count = members.filter(left_out_at__isnull=True).update(left_out_at=at)
    alone = Nomination.objects.filter(scheme=scheme, employee=by, left_out_at__isnull=True)
    count += alone.update(left_out_at=at)
    if count:
        audit.record(action="award.left_out", by=by, at=at, target=scheme)
    return count
