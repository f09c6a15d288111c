"""Two admins, or two tabs, move people in the same moment; only on PostgreSQL do two writers really meet."""

from __future__ import annotations

from typing import Any

import pytest

from appraisal.errors import Conflict, Refused
from appraisal.models import Event
from indicators import operations as plans
from indicators.models import Plan
from organizations import operations
from organizations.models import Employee, Placement, SuperiorOverride, Supervision, Upload
from organizations.queries import Tree
from reviews.operations.move import undo_moves
from tests.organizations.move_files import SINCE, row
from tests.organizations.test_mass_moves import preview
from tests.organizations.test_moves import JULY, SK
from tests.test_races import at_once, fresh, meeting
from tests.world import NOW, TODAY, World

__all__ = ["meeting"]
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

ROUNDS = 4


def file_for(world: World) -> Upload:
    """Ani moves to another unit, Budi leaves his unit to Eko."""
    return preview(
        world,
        [
            row(world.ani, "Pengadministrasi Perkantoran", "U-lain"),
            row(world.budi, "Inspektur", "U-inspektorat", head="YA"),
            row(world.eko, "Kepala Bidang", "U-bidang", head="YA"),
        ],
    )


def transfer(world: World, name: str, unit: str, on: Any = SINCE) -> Any:
    employee = fresh(world.people[name])
    return lambda: operations.transfer(
        employee=employee,
        version=employee.version,
        position=world.placements[name].position,
        unit=world.units[unit],
        is_head=False,
        on=on,
        note=SK,
        by=fresh(world.gita),
        at=NOW,
    )


def assert_whole() -> None:
    """Assert that everybody holds at most one definitive post, and that every line is what the tree says."""
    held = list(Placement.objects.definitive().filter(ended_on=None).values_list("employee", flat=True))
    assert len(held) == len(set(held))
    tree = Tree(TODAY)
    for placement in Placement.objects.on(TODAY):
        found = Supervision.objects.on(TODAY).get(placement=placement)
        assert found.superior_id == tree.line(placement.unit_id, placement.employee_id, TODAY)[0].superior


def test_a_file_is_applied_once_however_often_it_is_pressed(meeting: World) -> None:
    upload = file_for(meeting)
    act = lambda: operations.apply_moves(upload=fresh(upload), version=1, by=fresh(meeting.gita), at=NOW)  # noqa: E731

    results = at_once(act, act, act)

    assert {result.outcome["moved"] for result in results} == {3}
    assert Event.objects.filter(action="moves.applied").count() == 1
    assert Placement.objects.filter(started_on=SINCE).count() == 3
    assert_whole()


def test_two_admins_undo_at_once(meeting: World) -> None:
    for number in range(ROUNDS):
        applied = operations.apply_moves(upload=file_for(meeting), version=1, by=meeting.gita, at=NOW)
        act = lambda upload=applied: undo_moves(  # noqa: E731
            upload=fresh(upload), version=2, by=fresh(meeting.gita), at=NOW
        )

        results = at_once(act, act)

        assert all(result.undone_at == NOW for result in results), results
        assert Event.objects.filter(action="moves.undone").count() == number + 1
        assert not Placement.objects.filter(started_on=SINCE).exists()
        assert_whole()


def test_a_file_and_a_single_move_of_the_same_person(meeting: World) -> None:
    for _ in range(ROUNDS):
        upload = file_for(meeting)
        single = transfer(meeting, "ani", "inspektorat")

        results = at_once(
            lambda upload=upload: operations.apply_moves(
                upload=fresh(upload), version=1, by=fresh(meeting.gita), at=NOW
            ),
            single,
        )

        lost = [result for result in results if isinstance(result, Exception)]
        assert len(lost) == 1, results
        assert isinstance(lost[0], Refused), lost
        assert Placement.objects.filter(employee=meeting.ani, ended_on=None).count() == 1
        assert_whole()
        Placement.objects.filter(started_on=SINCE).delete()
        Placement.objects.update(ended_on=None)
        operations.refresh_lines(on=JULY, at=NOW)


def test_two_admins_move_one_person(meeting: World) -> None:
    results = at_once(transfer(meeting, "ani", "inspektorat"), transfer(meeting, "ani", "lain"))

    assert sum(isinstance(result, Conflict) for result in results) == 1, results
    assert Placement.objects.filter(employee=meeting.ani).count() == 2
    assert_whole()


def test_a_move_and_a_new_superior_do_not_wait_for_each_other_for_ever(meeting: World) -> None:
    """The one locks a person and then the lines, the other the lines and then refers to that person."""
    for number in range(ROUNDS):
        results = at_once(
            transfer(meeting, "eko", ("bidang", "lain")[number % 2], JULY.replace(day=number + 1)),
            lambda: operations.override_superior(
                employee=fresh(meeting.ani),
                superior=fresh(meeting.eko),
                started_on=TODAY,
                ended_on=None,
                reason="SP",
                by=fresh(meeting.gita),
                at=NOW,
            ),
        )

        assert not [result for result in results if isinstance(result, Exception)], results
    assert SuperiorOverride.objects.count() == ROUNDS


def test_an_undoing_while_the_person_begins_a_plan(meeting: World) -> None:
    for _ in range(ROUNDS):
        applied = operations.apply_moves(upload=file_for(meeting), version=1, by=meeting.gita, at=NOW)
        begun = Placement.objects.get(employee=meeting.ani, ended_on=None)

        results = at_once(
            lambda upload=applied: undo_moves(
                upload=fresh(upload), version=2, by=fresh(meeting.gita), at=NOW
            ),
            lambda placement=begun: plans.draft_plan(
                placement=placement, period=meeting.period, by=fresh(meeting.ani), at=NOW
            ),
        )

        assert isinstance(results[0], Upload), results
        assert isinstance(results[1], Plan | Refused), results
        assert not Placement.objects.filter(pk=begun.pk).exists()
        assert not Plan.objects.exists()


def test_an_undoing_while_one_of_the_moved_retires(meeting: World) -> None:
    applied = operations.apply_moves(upload=file_for(meeting), version=1, by=meeting.gita, at=NOW)
    placement = Placement.objects.select_related("employee").get(employee=meeting.ani, ended_on=None)

    results = at_once(
        lambda: undo_moves(upload=fresh(applied), version=2, by=fresh(meeting.gita), at=NOW),
        lambda: operations.end_placement(
            placement=placement,
            version=placement.employee.version,
            on=TODAY,
            status="Pensiun",
            note=SK,
            by=fresh(meeting.gita),
            at=NOW,
        ),
    )

    lost = [result for result in results if isinstance(result, Exception)]
    assert len(lost) == 1, results
    assert isinstance(lost[0], Refused), lost
    ani = Employee.objects.get(pk=meeting.ani.pk)
    assert ani.is_active == isinstance(results[0], Upload)
