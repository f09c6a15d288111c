"""Decisions of organizations: who holds which role where and when, and who may do what."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from organizations import access
from organizations.models import DataReport, Employee, Placement, RoleGrant, Unit
from organizations.rules import Role
from tests.world import NOW, TODAY, World

DAY = timedelta(days=1)
EVERYBODY = ("ani", "budi", "citra", "dewi", "eko", "fajar", "gita", "hadi", "indra")


def again(person: Employee) -> Employee:
    """Return the person as the next request loads it."""
    return Employee.objects.get(pk=person.pk)


def allowed(world: World, decide: Any) -> set[str]:
    return {name for name in EVERYBODY if decide(again(world.people[name]))}


def test_only_the_bkd_admin_of_the_whole_agency_administers_and_imports(office: World) -> None:
    assert allowed(office, lambda user: access.may_administer(user, TODAY)) == {"gita"}
    assert allowed(office, lambda user: access.may_import(user, TODAY)) == {"gita"}


def test_a_bkd_admin_of_one_unit_does_not_administer_the_agency(office: World) -> None:
    RoleGrant.objects.create(
        employee=office.dewi, role=Role.BKD_ADMIN, unit=office.units["dinas"], started_on=TODAY
    )

    assert not access.may_administer(office.dewi, TODAY)
    assert not access.may_import(office.dewi, TODAY)
    assert access.may_see_desk(office.dewi, TODAY)


def test_the_desk_opens_for_admins_and_auditors(office: World) -> None:
    assert allowed(office, lambda user: access.may_see_desk(user, TODAY)) == {"eko", "gita", "indra"}


@pytest.mark.parametrize(
    ("decide", "sentence"),
    [
        (lambda user: access.may_administer(user, TODAY), "Halaman ini dibuka untuk admin BKD."),
        (lambda user: access.may_import(user, TODAY), "Impor data dibuka untuk admin BKD."),
        (
            lambda user: access.may_see_desk(user, TODAY),
            "Halaman ini dibuka untuk admin BKD, admin unit, dan auditor.",
        ),
        (
            lambda user: access.may_set_superior(user, user, TODAY),
            "Atasan Anda sendiri ditetapkan oleh admin lain.",
        ),
    ],
)
def test_a_refusal_says_why(office: World, decide: Any, sentence: str) -> None:
    assert decide(office.ani).reason == sentence


@pytest.mark.parametrize(
    ("start", "end", "holds"),
    [
        (TODAY, None, True),
        (TODAY, TODAY, True),
        (TODAY - DAY, TODAY - DAY, False),
        (TODAY + DAY, None, False),
        (TODAY - DAY, TODAY + DAY, True),
    ],
)
def test_a_role_holds_on_its_days_only(office: World, start: date, end: date | None, holds: bool) -> None:
    RoleGrant.objects.create(
        employee=office.ani, role=Role.AUDITOR, unit=office.units["kota"], started_on=start, ended_on=end
    )

    assert access.has_role(office.ani, Role.AUDITOR, TODAY) is holds
    assert bool(access.scope_of(office.ani, Role.AUDITOR, on=TODAY)) is holds
    assert not access.has_role(office.ani, Role.BKD_ADMIN, TODAY)


def test_a_role_covers_the_unit_and_all_below_and_nothing_beside(office: World) -> None:
    scope = access.scope_of(office.eko, Role.UNIT_ADMIN, on=TODAY)

    assert scope.unit_ids == {office.units["dinas"].pk, office.units["bidang"].pk}
    assert not scope.is_all
    inside = scope.filter(Placement.objects.all(), "unit").values_list("employee__name", flat=True)
    assert set(inside) == {"Ani", "Budi", "Citra", "Eko", "Fajar"}


def test_a_unit_that_is_added_below_is_covered_at_once(office: World) -> None:
    fresh = Unit.objects.create(code="U-seksi", name="Seksi", parent=office.units["bidang"])

    assert fresh.pk in access.scope_of(office.eko, Role.UNIT_ADMIN, on=TODAY).unit_ids


def test_roles_over_two_units_add_up_and_other_roles_do_not(office: World) -> None:
    for role, unit in ((Role.UNIT_ADMIN, "lain"), (Role.AUDITOR, "inspektorat")):
        RoleGrant.objects.create(employee=office.eko, role=role, unit=office.units[unit], started_on=TODAY)

    scope = access.scope_of(again(office.eko), Role.UNIT_ADMIN, on=TODAY)

    assert scope.unit_ids == {office.units[unit].pk for unit in ("dinas", "bidang", "lain")}


def test_without_a_role_the_scope_is_empty_and_filters_everything_out(office: World) -> None:
    scope = access.scope_of(office.ani, *Role, on=TODAY)

    assert not scope
    assert not scope.filter(Placement.objects.all(), "unit").exists()


def test_who_may_set_whose_superior(office: World) -> None:
    def setters(employee: str) -> set[str]:
        return allowed(office, lambda user: access.may_set_superior(user, office.people[employee], TODAY))

    assert setters("ani") == {"eko", "gita"}
    assert setters("eko") == {"gita"}
    assert setters("gita") == set()
    assert setters("dewi") == {"gita"}


def test_a_unit_admin_has_no_say_over_people_who_left_the_unit(office: World) -> None:
    Placement.objects.filter(pk=office.placements["ani"].pk).update(ended_on=TODAY - DAY)

    assert not access.may_set_superior(office.eko, office.ani, TODAY)
    assert access.may_set_superior(office.eko, office.ani, TODAY - DAY)


def test_open_reports_are_those_of_the_own_units(office: World) -> None:
    for name in ("ani", "dewi"):
        DataReport.objects.create(employee=office.people[name], subject="UNIT", reported_at=NOW)
    DataReport.objects.create(
        employee=office.ani, subject="LAIN", reported_at=NOW, answered_at=NOW, answered_by=office.gita
    )

    def seen(name: str) -> set[str]:
        rows = access.open_reports(office.people[name], TODAY)
        return set(rows.values_list("employee__name", flat=True))

    assert seen("gita") == {"Ani", "Dewi"}
    assert seen("eko") == {"Ani"}
    for name in ("ani", "budi", "citra", "dewi", "hadi", "indra"):
        assert seen(name) == set(), name


def test_a_report_is_answered_by_who_may_set_the_superior(office: World) -> None:
    row = DataReport.objects.create(employee=office.ani, subject="UNIT", reported_at=NOW)

    assert allowed(office, lambda user: access.may_answer_report(user, row, TODAY)) == {"eko", "gita"}
