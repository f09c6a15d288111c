"""Moves of one person: transfer, acting post, the end of a post, times away (domain research 2.6.7)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from organizations import operations
from organizations.access import superior_of
from organizations.models import (
    Absence,
    Employee,
    Placement,
    Position,
    RoleGrant,
    SuperiorOverride,
    Supervision,
)
from tests.world import NOW, TODAY, World

JULY = date(2026, 7, 1)
DAY = timedelta(days=1)
SK = "SK 821/45/2026"


def transfer(world: World, name: str = "ani", **changes: Any) -> Placement:
    """Move a person on 1 July; the new placement is in the world as "NAME new"."""
    employee = Employee.objects.get(pk=world.people[name].pk)
    values = {
        "employee": employee,
        "version": employee.version,
        "position": world.placements[name].position,
        "unit": world.units["lain"],
        "is_head": False,
        "on": JULY,
        "note": SK,
        "by": world.gita,
        "at": NOW,
    }
    placement = operations.transfer(**(values | changes))
    world.placements[f"{name} new"] = placement
    return placement


def act(world: World, name: str = "eko", **changes: Any) -> Placement:
    """Let a person lead the division as Plt. in July."""
    employee = Employee.objects.get(pk=world.people[name].pk)
    values = {
        "employee": employee,
        "version": employee.version,
        "position": Position.objects.get(title="Kepala Bidang"),
        "unit": world.units["bidang"],
        "kind": "PLT",
        "on": JULY,
        "until": date(2026, 9, 30),
        "note": SK,
        "by": world.gita,
        "at": NOW,
    }
    placement = operations.appoint_acting(**(values | changes))
    world.placements[f"{name} acting"] = placement
    return placement


def end(world: World, name: str = "budi", **changes: Any) -> Placement:
    """Let a person retire with 30 June as the last day."""
    placement = Placement.objects.select_related("employee").get(pk=world.placements[name].pk)
    values = {
        "placement": placement,
        "version": placement.employee.version,
        "on": JULY - DAY,
        "status": "Pensiun",
        "note": SK,
        "by": world.gita,
        "at": NOW,
    }
    return operations.end_placement(**(values | changes))


def away(world: World, name: str = "ani", **changes: Any) -> Absence:
    """Note an absence from July on."""
    employee = Employee.objects.get(pk=world.people[name].pk)
    values = {
        "employee": employee,
        "version": employee.version,
        "kind": "TUGAS_BELAJAR",
        "started_on": JULY,
        "ended_on": None,
        "note": SK,
        "by": world.gita,
        "at": NOW,
    }
    return operations.note_absence(**(values | changes))


def line(world: World, name: str, on: date) -> tuple[str, str]:
    found = superior_of(world.placements[name], on)
    if found is None:
        return ("?", "?")
    return (found.superior.name if found.superior else "-", found.upper.name if found.upper else "-")


def override(world: World, **changes: Any) -> SuperiorOverride:
    values = {
        "employee": world.ani,
        "superior": world.hadi,
        "started_on": date(2026, 3, 1),
        "ended_on": None,
        "reason": "Surat perintah 12/2026",
        "by": world.gita,
        "at": NOW,
    }
    return operations.override_superior(**(values | changes))


# --- Transfer -----------------------------------------------------------------------------------


def test_a_transfer_in_july_has_the_right_superior_on_each_date(office: World) -> None:
    transfer(office)

    assert Placement.objects.get(pk=office.placements["ani"].pk).ended_on == JULY - DAY
    days = [date(2026, 1, 1), JULY - DAY, JULY, TODAY, TODAY + timedelta(days=400)]
    assert [line(office, "ani", day)[0] for day in days] == ["Budi", "Budi", "?", "?", "?"]
    assert [line(office, "ani new", day)[0] for day in days] == ["?", "?", "Dewi", "Dewi", "Dewi"]
    event = Event.objects.get(action="employee.placed")
    assert (event.note, event.after["unit"], event.before["unit"]) == (
        SK,
        "Kelurahan Sukajaya",
        "Bidang Pelayanan Pendaftaran Penduduk",
    )


def test_the_team_of_a_head_who_moves_is_appraised_by_the_next_one_above_from_that_day(office: World) -> None:
    transfer(office, "budi", position=Position.objects.get(title="Lurah"), unit=office.units["inspektorat"])

    assert line(office, "ani", JULY - DAY) == ("Budi", "Citra")
    assert line(office, "ani", JULY) == ("Citra", "-")
    assert line(office, "fajar", JULY) == ("Citra", "-")


def test_a_new_head_appraises_the_unit_from_that_day(office: World) -> None:
    kind = Position(title="Inspektur", kind="JPT_PRATAMA")

    transfer(office, "hadi", position=kind, unit=office.units["inspektorat"], is_head=True)

    assert line(office, "indra", JULY - DAY) == ("-", "-")
    assert line(office, "indra", JULY) == ("Hadi", "-")
    assert line(office, "gita", JULY) == ("-", "-"), "the post that was left stands empty"
    assert office.placements["hadi new"].position.kind == "JPT_PRATAMA"


def test_a_transfer_ahead_is_in_place_on_its_day(office: World) -> None:
    begins = TODAY + timedelta(days=20)

    transfer(office, on=begins)

    assert line(office, "ani", begins - DAY)[0] == "Budi"
    assert line(office, "ani new", begins)[0] == "Dewi"


def test_an_override_ends_with_the_old_post_and_a_later_one_stays(office: World) -> None:
    old = override(office)
    later = override(office, started_on=date(2026, 9, 1), ended_on=date(2026, 9, 30), superior=office.eko)

    transfer(office)

    assert SuperiorOverride.objects.get(pk=old.pk).ended_on == JULY - DAY
    assert SuperiorOverride.objects.get(pk=later.pk).ended_on == date(2026, 9, 30)
    assert line(office, "ani", JULY - DAY)[0] == "Hadi"
    days = [JULY, date(2026, 9, 1), date(2026, 10, 1)]
    assert [line(office, "ani new", day)[0] for day in days] == ["Dewi", "Eko", "Dewi"]


def test_an_acting_post_beside_loses_the_override_too(office: World) -> None:
    act(office, "ani", unit=office.units["inspektorat"])
    override(office)

    transfer(office)

    assert line(office, "ani acting", JULY)[0] == "-", "nobody leads above the inspectorate"


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"note": "  "}, "note", "SK"),
        ({"on": date(2024, 1, 1)}, "on", "baru mulai 01-01-2024"),
        ({"on": date(2023, 1, 1)}, "on", "baru mulai"),
        ({"is_head": True}, "unit", "masih dipimpin Dewi"),
        ({"unit": "bidang"}, "position", "sudah memegang jabatan itu"),
        ({"unit": "closed"}, "unit", "sudah ditutup sejak 01-01-2026"),
    ],
)
def test_a_transfer_that_cannot_be_is_refused_at_its_field(
    office: World, changes: dict[str, Any], field: str, said: str
) -> None:
    closed = type(office.units["lain"])(code="U-tutup", name="Unit Lama", closed_on=date(2026, 1, 1))
    closed.save()
    office.units["closed"] = closed
    if "unit" in changes:
        changes = changes | {"unit": office.units[changes["unit"]]}
    before = list(Supervision.objects.order_by("pk").values())

    with pytest.raises(Refused, match=said) as refused:
        transfer(office, **changes)

    assert refused.value.field == field
    assert list(Supervision.objects.order_by("pk").values()) == before
    assert Employee.objects.get(pk=office.ani.pk).version == 1


def test_who_comes_second_is_told(office: World) -> None:
    version = office.ani.version
    transfer(office, version=version)

    with pytest.raises(Conflict):
        transfer(office, version=version, unit=office.units["inspektorat"], on=JULY + DAY)
    assert Placement.objects.filter(employee=office.ani).count() == 2


@pytest.mark.parametrize(
    ("by", "name", "unit", "allowed"),
    [
        ("gita", "ani", "lain", True),
        ("eko", "ani", "dinas", True),
        ("eko", "ani", "lain", False),  # outside his units
        ("eko", "dewi", "dinas", False),  # from outside his units
        ("eko", "eko", "bidang", False),  # never the own
        ("gita", "gita", "lain", False),
        ("budi", "ani", "dinas", False),
        ("hadi", "gita", "lain", False),
        ("indra", "ani", "lain", False),
    ],
)
def test_admins_move_people_inside_their_units(
    office: World, by: str, name: str, unit: str, allowed: bool
) -> None:
    changes = {"by": office.people[by], "unit": office.units[unit]}
    if allowed:
        assert transfer(office, name, **changes).pk
        return
    with pytest.raises(Denied):
        transfer(office, name, **changes)


def test_a_unit_admin_does_not_move_an_admin_of_the_agency(office: World) -> None:
    RoleGrant.objects.create(
        employee=office.ani, role="ADMIN_BKD", unit=office.units["kota"], started_on=date(2026, 1, 1)
    )

    with pytest.raises(Denied, match="admin BKD"):
        transfer(office, by=office.eko, unit=office.units["dinas"])


def test_a_transfer_costs_the_same_however_many_work_there(
    office: World, django_assert_max_num_queries: Any
) -> None:
    for number in range(40):
        clerk = Employee.objects.create(nip=f"1990010120150390{number:02}", name=f"K{number}", kind="PNS")
        position, unit = office.placements["ani"].position, office.units["bidang"]
        Placement.objects.create(employee=clerk, position=position, unit=unit, started_on=date(2025, 1, 1))
    operations.refresh_lines(on=date(2026, 1, 1), at=NOW)

    with django_assert_max_num_queries(60):
        transfer(office, "budi", unit=office.units["lain"])


# --- Acting posts ---------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["PLT", "PLH"])
def test_an_acting_post_stands_beside_the_definitive_one_and_changes_nobodys_superior(
    office: World, kind: str
) -> None:
    end(office)
    before = [line(office, name, JULY + DAY) for name in ("ani", "fajar", "eko")]

    act(office, kind=kind)

    assert [line(office, name, JULY + DAY) for name in ("ani", "fajar", "eko")] == before
    assert before[0] == ("Citra", "-"), "the next definitive head above appraises"
    assert line(office, "eko acting", JULY) == ("Citra", "-")
    assert line(office, "eko acting", date(2026, 9, 30)) == ("Citra", "-")
    assert line(office, "eko acting", date(2026, 10, 1)) == ("?", "?")
    assert Placement.objects.get(pk=office.placements["eko"].pk).ended_on is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "DEFINITIF"}, "kind"),
        ({"until": JULY - DAY}, "until"),
        ({"note": ""}, "note"),
        ({"on": date(2020, 1, 1)}, "on"),
    ],
)
def test_an_acting_post_that_cannot_be_is_refused(office: World, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        act(office, **changes)
    assert refused.value.field == field


def test_two_do_not_act_in_one_unit_on_the_same_day(office: World) -> None:
    act(office)

    with pytest.raises(Refused, match="Eko"):
        act(office, "fajar", on=date(2026, 9, 30), until=date(2026, 10, 5))
    assert act(office, "fajar", on=date(2026, 10, 1), until=date(2026, 10, 5)).pk


def test_an_acting_post_ends_early_by_itself(office: World) -> None:
    acting = act(office)

    end(office, "eko acting", on=date(2026, 8, 15), status="")

    acting.refresh_from_db()
    assert acting.ended_on == date(2026, 8, 15)
    assert line(office, "eko acting", date(2026, 8, 16)) == ("?", "?")
    assert Placement.objects.get(pk=office.placements["eko"].pk).ended_on is None
    assert Employee.objects.get(pk=office.eko.pk).is_active


# --- The end of the service -----------------------------------------------------------------------


def test_retirement_ends_everything_that_hangs_on_the_service(office: World) -> None:
    act(office, "budi", unit=office.units["inspektorat"])
    Placement.objects.filter(employee=office.budi, kind="PLT").update(started_on=date(2026, 6, 1))
    named = override(office, employee=office.dewi, superior=office.budi)
    RoleGrant.objects.create(
        employee=office.budi, role="AUDITOR", unit=office.units["dinas"], started_on=date(2026, 1, 1)
    )

    end(office)

    budi = Employee.objects.get(pk=office.budi.pk)
    assert (budi.is_active, budi.status) == (False, "Pensiun")
    assert {row.ended_on for row in budi.placements.all()} == {JULY - DAY}
    assert SuperiorOverride.objects.get(pk=named.pk).ended_on == JULY - DAY
    assert RoleGrant.objects.get(employee=budi).ended_on == TODAY
    assert line(office, "ani", JULY - DAY) == ("Budi", "Citra"), "history stays"
    assert line(office, "ani", JULY) == ("Citra", "-")
    assert line(office, "dewi", JULY - DAY)[0] == "Budi"
    assert line(office, "dewi", JULY)[0] == "-"


def test_a_later_refresh_from_an_earlier_day_keeps_who_retired_in_the_history(office: World) -> None:
    end(office)

    operations.refresh_lines(on=date(2026, 1, 1), at=NOW)

    assert line(office, "ani", JULY - DAY) == ("Budi", "Citra")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"on": TODAY + DAY}, "on"),
        ({"on": date(2020, 1, 1)}, "on"),
        ({"status": "Aktif"}, "status"),
        ({"note": " "}, "note"),
    ],
)
def test_an_end_that_cannot_be_is_refused(office: World, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        end(office, **changes)
    assert refused.value.field == field
    assert Employee.objects.get(pk=office.budi.pk).is_active


def test_who_ends_a_post_second_is_told(office: World) -> None:
    other = Employee.objects.get(pk=office.hadi.pk)
    RoleGrant.objects.create(
        employee=other, role="ADMIN_BKD", unit=office.units["kota"], started_on=date(2026, 1, 1)
    )
    end(office, "gita", by=other)
    with pytest.raises(Conflict):
        end(office, "budi", version=7)
    with pytest.raises(Refused, match="berakhir"):
        end(office, "gita", by=other)


def test_an_admin_of_the_agency_is_ended_by_another_one_only(office: World) -> None:
    RoleGrant.objects.create(
        employee=office.hadi, role="ADMIN_UNIT", unit=office.units["kota"], started_on=date(2026, 1, 1)
    )
    for by in (office.hadi, office.gita):
        with pytest.raises(Denied):
            end(office, "gita", by=by)


# --- Absences -------------------------------------------------------------------------------------


def test_an_absence_is_noted_and_ended_and_changes_no_line(office: World) -> None:
    before = list(Supervision.objects.order_by("pk").values())

    absence = away(office)
    operations.end_absence(
        absence=absence,
        version=Employee.objects.get(pk=office.ani.pk).version,
        ended_on=date(2026, 10, 31),
        by=office.gita,
        at=NOW,
    )

    assert Absence.objects.get().ended_on == date(2026, 10, 31)
    assert list(Absence.objects.on(date(2026, 10, 31))) == [absence]
    assert not Absence.objects.on(date(2026, 11, 1)).exists()
    assert list(Supervision.objects.order_by("pk").values()) == before
    assert [event.action for event in Event.objects.order_by("pk")] == ["employee.absent", "employee.back"]


def test_an_absence_that_cannot_be_is_refused(office: World) -> None:
    away(office, ended_on=date(2026, 8, 31))
    for changes, field in (
        ({"kind": "LIBUR"}, "kind"),
        ({"started_on": date(2026, 8, 31)}, "started_on"),
        ({"ended_on": JULY - DAY}, "ended_on"),
        ({"started_on": date(2026, 9, 1), "note": ""}, "note"),
    ):
        with pytest.raises(Refused) as refused:
            away(office, **changes)
        assert refused.value.field == field
    assert away(office, started_on=date(2026, 9, 1), kind="CUTI_SAKIT").label == "Cuti sakit"


def test_absences_are_noted_by_admins_and_the_second_is_told(office: World) -> None:
    with pytest.raises(Denied):
        away(office, by=office.budi)
    with pytest.raises(Conflict):
        away(office, version=9)
    absence = away(office, by=office.eko)
    with pytest.raises(Denied):
        operations.end_absence(absence=absence, version=2, ended_on=TODAY, by=office.budi, at=NOW)
    with pytest.raises(Conflict):
        operations.end_absence(absence=absence, version=1, ended_on=TODAY, by=office.gita, at=NOW)
    with pytest.raises(Refused):
        operations.end_absence(absence=absence, version=2, ended_on=JULY - DAY, by=office.gita, at=NOW)


def test_a_post_that_was_taken_back_meanwhile_cannot_end(world: World) -> None:
    post = Placement.objects.select_related("employee").get(pk=world.placements["ani"].pk)
    Placement.objects.filter(pk=post.pk).delete()

    with pytest.raises(Conflict, match="dibatalkan"):
        end(world, "budi", placement=post, version=post.employee.version)
