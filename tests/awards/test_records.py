"""Service records: what the database refuses, and who has no punishment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from awards.models import ServiceRecord
from awards.queries.discipline import discipline_free
from tests.world import NOW, World

LETTER = {"letter_number": "800/17/2020", "letter_on": date(2020, 2, 1)}


def a_record(world: World, person: str = "ani", **changes: Any) -> ServiceRecord:
    values = {
        "employee": world.people[person],
        "kind": "DISIPLIN_SEDANG",
        "started_on": date(2020, 2, 1),
        "noted_by": world.gita,
        "noted_at": NOW,
        **LETTER,
    }
    return ServiceRecord.objects.create(**{**values, **changes})


# --- What the database refuses -----------------------------------------------------------------------

BAD: dict[str, Callable[[World], Any]] = {
    "record_kind_known": lambda w: a_record(w, kind="TEGURAN"),
    "record_ends_after_start": lambda w: a_record(w, ended_on=date(2020, 1, 1)),
    "record_has_letter": lambda w: a_record(w, letter_number=""),
    "record_threat_only_of_sentence": lambda w: a_record(w, threat_years=5),
    "record_threat_only_of_sentence of a sentence": lambda w: a_record(w, kind="PIDANA"),
    "record_once": lambda w: [a_record(w), a_record(w)],
    "record_withdrawn_whole_or_not": lambda w: a_record(w, withdrawn_at=NOW, withdrawn_by=w.gita),
}


@pytest.mark.parametrize("name", BAD)
def test_database_refuses_a_wrong_record(world: World, name: str) -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        BAD[name](world)
    constraint = name.split(maxsplit=1)[0]
    assert constraint in str(refused.value) or constraint == "record_once"


def test_a_withdrawn_record_makes_room(world: World) -> None:
    a_record(world, withdrawn_at=NOW, withdrawn_by=world.gita, withdraw_reason="Keliru orang.")
    assert a_record(world).pk


# --- Who is free of punishment -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "is_free"),
    [
        ({}, False),
        ({"started_on": date(2018, 5, 1)}, True),
        ({"started_on": date(2018, 5, 1), "ended_on": date(2019, 1, 1)}, False),  # lasted until the day
        ({"started_on": date(2018, 5, 1), "ended_on": date(2018, 12, 31)}, True),
        ({"started_on": date(2019, 1, 1), "kind": "DISIPLIN_RINGAN"}, False),
        ({"kind": "CLTN"}, True),
        ({"kind": "SATYA_X"}, True),
        ({"withdrawn_at": NOW, "withdraw_reason": "Keliru orang."}, True),
    ],
)
def test_discipline_counts_from_the_day(world: World, changes: dict[str, Any], is_free: bool) -> None:
    if "withdrawn_at" in changes:
        changes = {**changes, "withdrawn_by": world.hadi}
    record = a_record(world, **changes)
    asked = {record.employee_id, world.budi.pk}

    with CaptureQueriesContext(
        connection,
    ) as queries:
        free = discipline_free(asked, date(2019, 1, 1))

    assert free == (asked if is_free else {world.budi.pk})
    assert len(queries) == 1
