"""The conditional update: one winner, an honest answer for the second, on both databases."""

from __future__ import annotations

import pytest

from appraisal.errors import Conflict
from appraisal.versions import change
from organizations.models import DataReport, Employee
from tests.world import NOW, World


def report(world: World) -> DataReport:
    return DataReport.objects.create(employee=world.ani, subject="ATASAN", reported_at=NOW)


def test_a_change_sets_values_and_counts_the_version(office: World) -> None:
    row = report(office)

    same = change(row, expect=1, message="Atasan saya Budi.")

    assert same is row
    assert (row.version, row.message) == (2, "Atasan saya Budi.")
    row.refresh_from_db()
    assert (row.version, row.message) == (2, "Atasan saya Budi.")


def test_the_second_of_two_writers_gets_a_conflict_with_the_fresh_version(office: World) -> None:
    row = report(office)
    other = DataReport.objects.get(pk=row.pk)
    change(row, expect=1, message="pertama")

    with pytest.raises(Conflict) as conflict:
        change(other, expect=1, message="kedua")

    assert conflict.value.version == 2
    assert (other.version, other.message) == (1, ""), "the loser's object must not pretend"
    row.refresh_from_db()
    assert row.message == "pertama"


def test_a_further_condition_that_no_longer_holds_is_a_conflict(office: World) -> None:
    row = report(office)

    with pytest.raises(Conflict) as conflict:
        change(row, expect=1, where={"subject": "UNIT"}, message="x")

    assert conflict.value.version == 1
    row.refresh_from_db()
    assert (row.version, row.message) == (1, "")


def test_a_record_that_is_gone_is_a_conflict_without_a_version(office: World) -> None:
    row = report(office)
    pk = row.pk
    row.delete()
    row.pk = pk

    with pytest.raises(Conflict) as conflict:
        change(row, expect=1, message="x")

    assert conflict.value.version is None


@pytest.mark.parametrize("expect", [0, -1, 2, 10**30])
def test_an_impossible_version_is_a_conflict_and_no_crash(office: World, expect: int) -> None:
    with pytest.raises(Conflict):
        change(report(office), expect=expect, message="x")


def test_a_change_touches_only_its_own_row(office: World) -> None:
    before = dict(Employee.objects.exclude(pk=office.ani.pk).values_list("pk", "version"))

    change(office.ani, expect=1, email="ani@example.go.id")

    assert dict(Employee.objects.exclude(pk=office.ani.pk).values_list("pk", "version")) == before
