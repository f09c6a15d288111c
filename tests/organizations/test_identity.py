"""What official papers print of a person and no staff file brings: who writes it, and what is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from organizations import operations
from organizations.models import Employee
from tests.world import NOW, World


def identified(world: World, **changes: Any) -> Employee:
    values: dict[str, Any] = {
        "employee": Employee.objects.get(pk=world.ani.pk),
        "version": 1,
        "birth_place": " Arunika ",
        "card_number": "N 123456",
        "rank_since": date(2024, 4, 1),
        "by": world.eko,
        "at": NOW,
    }
    return operations.change_identity(**(values | changes))


def test_the_facts_are_kept_with_what_stood_before(office: World) -> None:
    person = identified(office)
    assert (person.birth_place, person.card_number, person.rank_since) == (
        "Arunika",
        "N 123456",
        date(2024, 4, 1),
    )
    event = Event.objects.get(action="employee.identified")
    assert (event.before["birth_place"], event.after["rank_since"]) == ("", "2024-04-01")


@pytest.mark.parametrize("name", ["ani", "budi", "dewi", "hadi", "indra"])
def test_only_the_admins_of_the_person_write(office: World, name: str) -> None:
    with pytest.raises(Denied):
        identified(office, by=office.people[name])


@pytest.mark.parametrize("day", [date(2026, 11, 23), date(1990, 1, 1)])
def test_a_date_that_cannot_be_is_refused(office: World, day: date) -> None:
    Employee.objects.filter(pk=office.ani.pk).update(birth_on=date(1990, 1, 1))
    with pytest.raises(Refused) as refused:
        identified(office, rank_since=day)
    assert refused.value.field == "rank_since"


def test_the_second_of_two_reads_what_happened(office: World) -> None:
    identified(office)
    with pytest.raises(Conflict):
        identified(office)
    assert Event.objects.filter(action="employee.identified").count() == 1


def test_everything_may_be_empty(office: World) -> None:
    assert identified(office, birth_place="", card_number="", rank_since=None).rank_since is None
