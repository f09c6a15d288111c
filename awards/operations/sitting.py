"""Writing down a sitting of the committee: when, where, what happened, who was present as what."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Conflict, Refused
from appraisal.templatetags.ui import tanggal
from appraisal.versions import change
from organizations.models import Employee, RoleGrant, on_day
from organizations.rules import Role

from ..access import award as access
from ..models import AwardList, Sitting, SittingMember
from ..rules.scheme import SittingPart

SEATED = (Role.AWARD_COMMITTEE, Role.BKD_ADMIN)


def who_may_sit(on: date) -> list[Employee]:
    """Return the people of the agency who can be present: the committee and its office, by name."""
    grants = RoleGrant.objects.filter(on_day(on), role__in=SEATED, unit__parent__isnull=True)
    people = Employee.objects.filter(pk__in=grants.values("employee"), is_active=True)
    return list(people.order_by("name", "pk"))


@transaction.atomic
def write_sitting(
    *,
    award_list: AwardList,
    sitting: Sitting | None,
    version: int,
    held_on: date,
    place: str,
    course: str,
    parts: Mapping[int, str],
    by: Employee,
    at: datetime,
) -> Sitting:
    """Write a new sitting or change one, and return it; `parts` are roles by employee, absent ones left out.

    Raise Denied for others than the committee and BKD, Refused with the field, Conflict when somebody else
    changed the sitting meanwhile.
    """
    award_list = AwardList.objects.select_for_update().get(pk=award_list.pk)
    on = timezone.localdate(at)
    require(access.may_sit(by, on))
    if sitting is not None:
        sitting = Sitting.objects.get(pk=sitting.pk, award_list=award_list)
        if sitting.version != version:
            raise Conflict(theirs=_theirs(sitting), version=sitting.version)
    _check(award_list, held_on, place, parts, on)

    before = _said(sitting) if sitting else None
    values: dict[str, Any] = {"held_on": held_on, "place": place.strip(), "course": course.strip()}
    if sitting is None:
        sitting = Sitting.objects.create(award_list=award_list, written_by=by, written_at=at, **values)
    else:
        change(sitting, expect=version, written_by=by, written_at=at, **values)
        SittingMember.objects.filter(sitting=sitting).delete()
    SittingMember.objects.bulk_create(
        SittingMember(sitting=sitting, employee_id=pk, part=part) for pk, part in sorted(parts.items())
    )
    audit.record(action="award.sat", by=by, at=at, target=award_list, before=before, after=_said(sitting))
    return sitting


def _check(award_list: AwardList, held_on: date, place: str, parts: Mapping[int, str], on: date) -> None:
    if award_list.closed_at is not None:
        raise Refused("Rekomendasi sudah ditetapkan, jadi catatan rapatnya tidak berubah lagi.")
    if held_on > on:
        raise Refused("Rapat dicatat setelah berlangsung. Tulis tanggal hari ini atau sebelumnya.", "held_on")
    if not place.strip():
        raise Refused("Tulis tempat rapat, misalnya Ruang Rapat BKD.", "place")
    if not parts:
        raise Refused("Pilih siapa saja yang hadir.")
    if any(part not in set(SittingPart) for part in parts.values()):
        raise Refused("Pilih peran dari daftar.")
    known = {person.pk for person in who_may_sit(held_on)}
    if set(parts) - known:
        raise Refused(f"Hadirin adalah anggota tim penghargaan dan admin BKD pada {tanggal(held_on)}.")
    chairs = [pk for pk, part in parts.items() if part == SittingPart.CHAIR]
    if len(chairs) != 1 or chairs[0] not in access.members(held_on):
        raise Refused("Pilih satu ketua rapat dari anggota tim penghargaan.")


def _said(sitting: Sitting) -> dict[str, object]:
    parts = SittingMember.objects.filter(sitting=sitting).order_by("employee")
    return {
        "held_on": sitting.held_on.isoformat(),
        "place": sitting.place,
        "course": sitting.course,
        "members": {str(pk): part for pk, part in parts.values_list("employee", "part")},
    }


def _theirs(sitting: Sitting) -> dict[str, str]:
    return {
        "Hari rapat": tanggal(sitting.held_on),
        "Tempat": sitting.place,
        "Jalannya rapat": sitting.course,
    }
