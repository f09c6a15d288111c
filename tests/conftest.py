"""What every test may rely on: a closed database, a fixed clock, no network, no leftovers.

The database is closed by default (pytest-django): a test that needs it says so by a fixture or by
`@pytest.mark.django_db`. Warnings and undefined template variables are errors (pyproject.toml).
"""

from __future__ import annotations

import gc
import os
import socket
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import coverage
import pytest
from django.apps import apps
from hypothesis import settings as hypothesis_settings
from hypothesis.internal import charmap
from hypothesis.internal.conjecture import providers
from hypothesis.internal.intervalsets import IntervalSet

ON_POSTGRES = os.environ.get("DATABASE_URL", "").startswith("postgres")

# The same examples on every machine and every run: a red gate can be repeated.
hypothesis_settings.register_profile("house", derandomize=True, deadline=None, database=None)
hypothesis_settings.load_profile("house")
# What Hypothesis would find out by itself in each process: that UTF-8 holds all letters but surrogates, by
# trying each (5 s, 13 s with coverage), and which constants all imported modules name (the examples would
# depend on what was imported before).
UTF8 = IntervalSet([(0, 0xD7FF), (0xE000, sys.maxunicode)]), IntervalSet([])
intervals_from_codec = charmap.intervals_from_codec
charmap.intervals_from_codec = lambda codec: UTF8 if codec == "utf-8" else intervals_from_codec(codec)
providers._get_local_constants = providers.Constants


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark everything below tests/journeys as a journey; skip what counts only on PostgreSQL elsewhere.

    On PostgreSQL the tests that open no database, and those that look at pages and bytes only, are left
    out: they said all they have to say on SQLite.
    """
    if ON_POSTGRES:
        left_out = [item for item in items if not depends_on_database(item)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if depends_on_database(item)]
    skip = pytest.mark.skip(reason="counts only on PostgreSQL")
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker("journey")
        if "postgres" in item.keywords and item.get_closest_marker("postgres") and not ON_POSTGRES:
            item.add_marker(skip)


def depends_on_database(item: pytest.Item) -> bool:
    """Say whether a test may tell something else on another database; without leave to open it none may.

    Tests about pages may not: the access matrix asks for every page on both, and sends every form.
    """
    if item.get_closest_marker("postgres"):
        return True
    if item.get_closest_marker("once") or item.path.name.endswith("_pages.py"):
        return False
    fixtures = {"db", "transactional_db"}
    asked = fixtures & set(getattr(item, "fixturenames", ()))
    return bool(asked) or item.get_closest_marker("django_db") is not None


def pytest_collection_finish() -> None:
    """Measure what is ours, and not Django; let the collector of garbage leave alone what stays anyway."""
    gc.freeze()
    gc.set_threshold(20_000, 20)
    if coverage.Coverage.current() is not None:
        from tests.untraced import look_away

        look_away()


ABOUT_PAGES = ("_pages.py", "test_seed.py")
ONLY_TESTS = ("test_point_pages.py", "test_voice_pages.py", "test_credit_pages.py")  # of their operations


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[object]:
    """Measure no coverage while a test looks at pages or builds a city: it triples their time.

    What rules, access and operations do has tests of its own, and those have to reach every line.
    """
    measured, name = coverage.Coverage.current(), item.path.name
    rests = name.endswith(ABOUT_PAGES) and name not in ONLY_TESTS or item.get_closest_marker("once")
    if measured is None or not rests:
        return (yield)
    measured.stop()
    try:
        return (yield)
    finally:
        measured.start()


@pytest.fixture(scope="session")
def django_db_use_migrations() -> bool:
    """Make tables from the models: twenty seconds a process are saved.

    One test walks the migrations (tests/kernel/test_migrations.py); that models and migrations agree is a
    part of the gate of its own.
    """
    return False


BROUGHT = (
    "indicators.migrations.0002_core_values",
    "indicators.migrations.0005_starter_library",
    "multirater.migrations.0002_ready_made_questionnaire",
)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Lay down what the migrations bring besides tables: core values, the library, a questionnaire."""
    from tests.emptying import empty_by_rows
    from tests.entering import enter_quickly

    empty_by_rows()
    enter_quickly()
    with django_db_blocker.unblock():
        bring_rows()


def bring_rows() -> None:
    """Write the rows that migrations bring, into a database that has tables and no rows."""
    for name in BROUGHT:
        import_module(name).fill(apps, None)


@pytest.fixture(autouse=True)
def stay_on_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse connections that leave the machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in {
            "127.0.0.1",
            "::1",
            "localhost",
        }:
            raise AssertionError(f"A test reached out to {address[0]}.")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def forget_between_tests() -> Iterator[None]:
    """Empty the cache, so that throttling and look-ups of one test do not reach the next."""
    yield
    from django.core.cache import caches
    from django.core.files.storage import storages

    for cache in caches.all(initialized_only=True):
        cache.clear()
    storages._storages.pop("results", None)  # keys of jobs are counted anew in each test


@pytest.fixture
def office(db: None) -> Any:
    """The named people in their units, with no year yet."""
    from tests.stored import again
    from tests.world import build_office

    return again("office", build_office)


@pytest.fixture
def world(db: None) -> Any:
    """The named people in their units, and the year 2026 open."""
    from tests.stored import again
    from tests.world import build_world

    return again("world", build_world)


@pytest.fixture
def scene(world: Any, clock: Any) -> Any:
    """One object of every kind and state for Ani and for Dewi, on the world's day."""
    from tests.scenes import furnish, store_files
    from tests.stored import again

    scene = again("scene", lambda: furnish(world))
    scene.world = world
    store_files(scene)
    return scene


@pytest.fixture
def unprinted(scene: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let documents stay HTML behind the first bytes of a PDF: who gets one does not hang on the printing.

    Tests of documents print; and what stands in these papers can be read here without unpacking.
    """
    from appraisal import pdf

    monkeypatch.setattr(pdf, "to_pdf", lambda html, **_: b"%PDF-1.7\n" + html.encode())


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Stop the clock of the views at the world's day: 22 November 2026, 10.42 in Jakarta."""
    from django.utils import timezone

    from tests.world import NOW

    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return NOW


@pytest.fixture
def work(db: None) -> Any:
    """Run all jobs that wait, in this process: `work()` returns how many turns it took."""
    from appraisal import jobs

    return jobs.run_waiting


@pytest.fixture
def enter(client: Any) -> Any:
    """Log a person in: `enter(world.ani)` returns the client."""

    def log_in(person: Any) -> Any:
        client.force_login(person, backend="organizations.backends.NipBackend")
        return client

    return log_in
