"""The section list of the desk: everybody finds what the own roles may open, and nothing else."""

from __future__ import annotations

import pytest

from desk.queries.sections import sections
from tests.world import TODAY

pytestmark = [pytest.mark.once, pytest.mark.django_db]


@pytest.mark.parametrize("name", ["gita", "eko", "hadi", "indra"])
def test_every_address_in_the_list_opens(scene, enter, name):
    person = scene.world.people[name]
    client = enter(person)

    groups = sections(person, TODAY, reports=1, objections=0)

    answers = {task.href: client.get(task.href).status_code for group in groups for task in group.tasks}
    assert {href: status for href, status in answers.items() if status != 200} == {}


def test_a_committee_member_finds_the_own_tasks_only(world):
    groups = sections(world.hadi, TODAY, reports=0, objections=0)

    titles = [task.title for group in groups for task in group.tasks]
    assert titles == ["Penghargaan", "Skema penghargaan", "Baca suara warga"]  # Hadi heads a unit as well


def test_what_waits_is_counted(world):
    groups = sections(world.gita, TODAY, reports=1240, objections=2)

    told = {task.title: task.status for group in groups for task in group.tasks if task.status}
    assert told == {"Jawab laporan data keliru": "1.240 terbuka", "Ikuti keberatan": "2 belum diputus"}
