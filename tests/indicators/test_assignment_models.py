"""What the database itself refuses about results that were handed down."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from indicators.models import Assignment
from tests.indicators.test_assignments import hand, plan_of
from tests.world import NOW, World


@pytest.fixture
def row(world: World) -> Assignment:
    """Something that Budi handed down to Ani."""
    hand(world, plan_of(world), {("ani", 1): "Akta"})
    return Assignment.objects.get()


BAD: dict[str, dict[str, Any] | None] = {
    "assignment_status_known": {"status": "LAIN"},
    "assignment_has_text": {"text": ""},
    "assignment_declined_with_reply": {"status": "DILEPAS", "reply": ""},
    "assignment_once_per_cell": None,  # the same cell again
}


def again(row: Assignment, **changes: Any) -> Assignment:
    """Write the same cell once more."""
    values = {"text": "Lagi", "given_by": row.given_by, "given_at": NOW}
    return Assignment.objects.create(result=row.result, placement=row.placement, **(values | changes))


def spoil(row: Assignment, changes: dict[str, Any] | None) -> None:
    """Change the row past every operation, or write its cell once more."""
    if changes is None:
        again(row)
    else:
        Assignment.objects.filter(pk=row.pk).update(**changes)


@pytest.mark.parametrize("name", BAD)
def test_the_database_refuses(row: Assignment, name: str) -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        spoil(row, BAD[name])

    assert name in str(refused.value) or "UNIQUE constraint failed" in str(refused.value)


def test_the_table_names_every_constraint() -> None:
    assert {rule.name for rule in Assignment._meta.constraints} == set(BAD)


def test_a_withdrawn_cell_leaves_room_for_another(row: Assignment) -> None:
    Assignment.objects.filter(pk=row.pk).update(status="DITARIK")

    assert again(row).status == "DIUSULKAN"


def test_rows_have_names(row: Assignment) -> None:
    assert str(row) == f"{row.result_id} untuk {row.placement_id}"
