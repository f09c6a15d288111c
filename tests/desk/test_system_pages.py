"""The page about the system: every check in words, for BKD admins."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from appraisal import audit, health
from appraisal.health import CHECKS, Check, Finding, State
from tests.pages import text_of
from tests.world import NOW, World

PAGE = "/bkd/sistem/"


def test_the_page_names_each_check_the_database_and_the_last_backup(
    world: World, enter: Any, clock: Any
) -> None:
    facts = {"name": "capaian-x", "bytes": 45_000_000, "rows": 12_345}
    audit.record(action="backup.made", by=None, at=NOW - timedelta(hours=3), after=facts)

    page = enter(world.gita).get(PAGE)

    text = text_of(page)
    assert all(check.title in text for check in CHECKS.values())
    assert "Cadangan terakhir 3 jam yang lalu." in text
    assert "Isinya 12345 baris, 42,9 MB." in text
    assert health.database_facts()[0] in text


def test_what_is_at_fault_is_said_without_its_cause(
    world: World, enter: Any, clock: Any, monkeypatch: Any
) -> None:
    def broken(at: Any) -> Finding:
        raise OSError("/srv/tersembunyi")

    monkeypatch.setitem(CHECKS, "disk", Check("disk", "Ruang disk", broken, is_vital=True))

    text = text_of(enter(world.gita).get(PAGE))

    assert "Ada yang perlu dilihat." in text
    assert State.BAD.value in text
    assert "tersembunyi" not in text


def test_the_page_asks_the_database_no_more_with_more_people(
    world: World, enter: Any, django_assert_max_num_queries: Any
) -> None:
    client = enter(world.gita)
    client.get(PAGE)

    with django_assert_max_num_queries(12):
        client.get(PAGE)
