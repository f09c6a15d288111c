"""A round is drawn into the tables: who is reviewed, who is asked, who is left out."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from django.db import transaction

from appraisal.errors import Refused
from multirater.models import Invitation, Relation, Reviewee, RoundScope
from multirater.operations.draw import draw_round, preview
from multirater.queries.staff import months_before
from multirater.rules import Side
from organizations.models import Absence, Placement
from tests.multirater.rows import Office, round_of
from tests.world import NOW, TODAY


def asked(row: object) -> list[tuple[int, int, str]]:
    rows = Invitation.objects.filter(round=row).order_by("ratee", "rater")
    return list(rows.values_list("ratee", "rater", "side"))


def test_a_dinas_is_drawn_whole(office: Office) -> None:
    row = round_of(office)

    told = draw_round(row, on=TODAY)

    assert told.reviewees == Reviewee.objects.filter(round=row).count() == 28
    assert told.invitations == Invitation.objects.filter(round=row).count()
    assert told.figures.mutual == 0
    clerk = Reviewee.objects.get(round=row, employee=office.staff["umum"][0])
    assert clerk.superior == office.heads["umum"]
    assert not clerk.is_leader
    assert Reviewee.objects.get(round=row, employee=office.heads["umum"]).is_leader
    sides = Counter(clerk.invitations.values_list("side", flat=True))
    assert sides == {"REKAN": 5, "ATASAN": 1, "DIRI": 1}
    assert clerk.invitations.filter(side="REKAN", is_cross=True).count() == 2


def test_the_same_seed_draws_the_same_and_a_preview_writes_nothing(office: Office) -> None:
    row = round_of(office)
    with transaction.atomic():
        draw_round(row, on=TODAY)
        first = asked(row)
        transaction.set_rollback(True)

    told = preview(row, on=TODAY)
    assert not Invitation.objects.exists()
    assert told.reviewees == 28

    draw_round(row, on=TODAY)
    assert asked(row) == first


def test_absent_left_and_related_people_are_not_paired(office: Office) -> None:
    row = round_of(office)
    gone, away, one, other = office.staff["umum"][:4]
    type(gone).objects.filter(pk=gone.pk).update(is_active=False)
    Absence.objects.create(
        employee=away, kind="TUGAS_BELAJAR", started_on=date(2026, 9, 1), note="SK", set_by=one, set_at=NOW
    )
    first, second = sorted((one, other), key=lambda person: person.pk)
    Relation.objects.create(first=first, second=second, kind="KELUARGA", declared_by=one, declared_at=NOW)

    draw_round(row, on=TODAY)

    assert Reviewee.objects.filter(round=row).count() == 26
    assert not Invitation.objects.filter(rater__in=[gone, away]).exists()
    assert (
        not Invitation.objects.filter(rater__in=[one, other], ratee__in=[one, other])
        .exclude(side="DIRI")
        .exists()
    )


def test_who_came_lately_waits_but_a_new_post_in_the_same_unit_does_not_count(office: Office) -> None:
    row = round_of(office)
    late, promoted = office.staff["data"][:2]
    Placement.objects.filter(employee=late).update(started_on=date(2026, 10, 1))
    old = Placement.objects.get(employee=promoted)
    Placement.objects.filter(pk=old.pk).update(ended_on=date(2026, 9, 30))
    Placement.objects.create(
        employee=promoted, position=old.position, unit=old.unit, started_on=date(2026, 10, 1)
    )

    told = draw_round(row, on=TODAY)

    assert not Invitation.objects.filter(rater=late, side="REKAN").exists()
    assert Invitation.objects.filter(rater=promoted, side="REKAN").exists()
    assert Reviewee.objects.get(round=row, employee=late).remark.startswith("Belum 3 bulan")
    assert any("1 pegawai belum 3 bulan" in text for text in told.problems)


@pytest.mark.parametrize(
    ("scope", "count"), [({"kind": "ADMINISTRATOR"}, 4), ({"person": True}, 1), ({"section": True}, 9)]
)
def test_a_scope_is_a_unit_a_kind_of_position_or_a_person(office: Office, scope: dict, count: int) -> None:
    row = round_of(office)
    row.scopes.all().delete()
    values = {"unit": office.dinas, "position_kind": scope.get("kind", "")}
    if "person" in scope:
        values = {"employee": office.staff["umum"][0]}
    if "section" in scope:
        values = {"unit": office.sections["umum"]}
    RoundScope.objects.create(round=row, **values)

    assert draw_round(row, on=TODAY).reviewees == count
    assert set(Invitation.objects.filter(round=row).values_list("ratee", flat=True)) == set(
        Reviewee.objects.filter(round=row).values_list("employee", flat=True)
    )


def test_a_round_over_nobody_is_refused(office: Office) -> None:
    row = round_of(office)
    row.scopes.all().delete()

    with pytest.raises(Refused, match="Belum ada pegawai"):
        draw_round(row, on=TODAY)


def test_sides_that_do_not_speak_are_not_asked(office: Office) -> None:
    row = round_of(office, has_peers=False, has_self=False, has_superior=False)

    draw_round(row, on=TODAY)

    assert set(Invitation.objects.filter(round=row).values_list("side", flat=True)) == {
        Side.SUBORDINATE.value
    }


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 22), 3, date(2026, 8, 22)),
        (date(2026, 5, 31), 3, date(2026, 2, 28)),
        (date(2026, 2, 10), 3, date(2025, 11, 10)),
        (date(2026, 1, 15), 0, date(2026, 1, 15)),
    ],
)
def test_months_before_a_day(day: date, months: int, expected: date) -> None:
    assert months_before(day, months) == expected
