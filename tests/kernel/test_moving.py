"""The move to another database keeps every row, event, link and key; nothing is half moved."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction
from django.db.models import Max

from appraisal import audit, chain
from appraisal.chain import guards
from appraisal.models import Event, EventLink
from appraisal.moving import MoveFault, move, opened, sums
from organizations.models import Employee
from reviews.operations.document import damaged
from tests.kernel.rehearsal import fingerprints, refill
from tests.world import NOW

MADE: list[bytes] = []  # the file as every test gets it; making the tables takes a second
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Any]:
    """A SQLite file with the tables of this release and what `migrate` brings besides."""
    path = tmp_path / "other.sqlite3"
    if MADE:
        path.write_bytes(MADE[0])
    with opened(f"sqlite:///{path}", alias="other") as database:
        if not MADE:
            call_command("migrate", database=database.alias, run_syncdb=True, verbosity=0)
            guards.install(database)
            database.close()
            MADE.append(path.read_bytes())
        yield database


def empty(database: Any) -> None:
    """Leave no row in the database, guarded or not."""
    guards.remove(database)
    call_command("flush", database=database.alias, interactive=False, verbosity=0)
    guards.install(database)


@pytest.fixture
def unguarded() -> Iterator[None]:
    """Take the guards from the tables of the tests in the end: they stand in the way of emptying them."""
    yield
    guards.remove(connection)


@pytest.mark.postgres
def test_everything_goes_to_sqlite_and_comes_back_to_postgresql(
    db: None, other: Any, unguarded: None, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    refill()
    monkeypatch.setattr("tests.stored._kept", {})
    with transaction.atomic():
        scene = request.getfixturevalue("scene")
    audit.record(
        action="test.odd", by=scene.world.ani, at=NOW, after={"x": 1e16, "y": [1.5, None, "\u2028’"]}
    )
    chain.seal(NOW)
    gone = Employee.objects.create(nip="197001011990011003", name="Pergi", kind=scene.world.ani.kind)
    given = gone.pk
    gone.delete()
    before, told = fingerprints(), sums(connection)
    assert before["appraisal_eventlink"].split()[0] != "0"

    move(connection, other)
    assert sums(other) == told
    assert fingerprints(other) == before
    empty(connection)
    found = move(other, connection)

    assert found == told
    assert fingerprints() == before
    assert list(damaged()) == []
    assert chain.check(NOW).is_whole
    fresh = Employee.objects.create(nip="197001011990011004", name="Sesudah", kind=scene.world.ani.kind)
    assert fresh.pk > given, "a key that was given once is not given again"
    event = audit.record(action="test.after", by=fresh, at=NOW)
    assert event.pk == Event.objects.aggregate(last=Max("pk"))["last"]


@pytest.mark.once
def test_sqlite_to_sqlite_and_the_words_of_the_command(office: Any, other: Any, tmp_path: Path) -> None:
    audit.record(action="test.odd", by=office.ani, at=NOW, after={"x": 1})
    chain.seal(NOW)
    told = sums(connection)
    move(connection, other)
    other.close()
    empty(connection)
    guards.remove(connection)

    out = io.StringIO()
    call_command("move_database", f"sqlite:///{tmp_path}/other.sqlite3", stdout=out)

    assert sums(connection) == told
    assert "jumlah dan sidik jari setiap tabel sama" in out.getvalue()
    assert EventLink.objects.count() == 1


def test_a_target_with_people_is_refused(office: Any, other: Any, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"tidak kosong: ada \d+ pegawai"):
        call_command("move_database", f"sqlite:///{tmp_path}/other.sqlite3")


@pytest.mark.once
def test_two_releases_are_refused(office: Any, other: Any) -> None:
    from django.db.migrations.recorder import MigrationRecorder

    MigrationRecorder(other).record_applied("appraisal", "0001_initial")

    with pytest.raises(MoveFault, match="tidak di migrasi yang sama"):
        move(connection, other)


@pytest.mark.once
def test_a_row_that_arrives_otherwise_undoes_the_move(
    office: Any, other: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def altered(database: Any) -> Any:
        other.cursor().execute(
            "UPDATE organizations_employee SET name = 'Lain' WHERE id = %s", [office.ani.pk]
        )
        return sums(database)

    monkeypatch.setattr("appraisal.moving.sums", altered)

    with pytest.raises(MoveFault, match="Isi tabel berbeda setelah disalin: organizations_employee"):
        move(connection, other)

    assert get_user_model()._base_manager.using(other.alias).count() == 0
    monkeypatch.undo()
    assert move(connection, other) == sums(connection)


@pytest.mark.once
def test_a_stopped_move_leaves_the_target_and_can_be_run_again(
    office: Any, other: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sums(other)

    def stop(line: str) -> None:
        if line.startswith("organizations_employee"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        move(connection, other, stop)

    assert sums(other) == before
    assert move(connection, other) == sums(connection)


@pytest.mark.once
def test_foreign_addresses_and_tables_are_refused(office: Any, other: Any) -> None:
    with pytest.raises(CommandError, match="DATABASE_URL"):
        call_command("move_database", "mysql://x@y/z")

    with connections[other.alias].cursor() as cursor:
        cursor.execute("CREATE TABLE shop (id integer)")
        cursor.execute("INSERT INTO shop VALUES (1)")
    with pytest.raises(MoveFault, match="tabel shop bukan milik Capaian"):
        move(connection, other)
