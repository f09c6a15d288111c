"""What the database itself refuses: nobody changes or removes what the audit trail holds."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from appraisal import audit, chain
from appraisal.chain import guards
from appraisal.models import Anchor, Event, EventLink
from tests.world import NOW

ROLE = "capaian_web_of_tests"


@pytest.fixture
def guarded(db: None) -> Iterator[None]:
    """A trail with events, links and an anchor, and the guards on its tables; all is undone with the test."""
    audit.record_many(audit.entry(action="x", by=None, at=NOW, note=str(number)) for number in range(3))
    chain.anchor(NOW)
    guards.install(connection)
    yield
    guards.remove(connection)


def refused(statement: str) -> bool:
    """Say whether the database refuses a statement."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError:
        return True
    return False


EVENT = "(id, at, by_label, action, target_type, target_label, note)"
LINK = "(position, event_id, digest, sealed_at)"
TAMPERING = [
    "UPDATE appraisal_event SET note = 'palsu'",
    "DELETE FROM appraisal_event",
    "UPDATE appraisal_eventlink SET position = position + 1",
    "DELETE FROM appraisal_eventlink WHERE position = 3",
    "UPDATE appraisal_anchor SET position = 1",
    "DELETE FROM appraisal_anchor",
]
ON_SQLITE = [
    f"REPLACE INTO appraisal_event {EVENT} SELECT id, at, '', 'x', '', '', 'y' FROM appraisal_event",
    f"REPLACE INTO appraisal_eventlink {LINK} SELECT 99, event_id, digest, at FROM appraisal_anchor, "
    "(SELECT event_id FROM appraisal_eventlink)",
    "INSERT OR REPLACE INTO appraisal_anchor (id, position, digest, swept_to, at, day) "
    "SELECT 99, position, digest, swept_to, at, day FROM appraisal_anchor",
]
ON_POSTGRES = [
    "TRUNCATE appraisal_event",
    "TRUNCATE appraisal_eventlink",
    "TRUNCATE appraisal_anchor CASCADE",
    f"INSERT INTO appraisal_eventlink {LINK} VALUES (1, 1, '', now()) "
    "ON CONFLICT (position) DO UPDATE SET digest = ''",
]
OF_THE_OWNER = [
    "ALTER TABLE appraisal_event ADD COLUMN x int",
    "ALTER TABLE appraisal_event DISABLE TRIGGER ALL",
    "DROP TRIGGER appraisal_event_append_only ON appraisal_event",
    "DROP TABLE appraisal_event CASCADE",
    "CREATE OR REPLACE FUNCTION capaian_append_only() RETURNS trigger LANGUAGE sql AS 'SELECT NULL'",
    "SET session_replication_role = replica",
    "CREATE TABLE appraisal_other (id int)",
]


def test_the_tables_are_guarded_and_take_new_rows(guarded: None) -> None:
    statements = TAMPERING + (ON_POSTGRES if connection.vendor == "postgresql" else ON_SQLITE)
    before = [list(model.objects.order_by("pk").values_list()) for model in (Event, EventLink, Anchor)]

    assert [statement for statement in statements if not refused(statement)] == []

    after = [list(model.objects.order_by("pk").values_list()) for model in (Event, EventLink, Anchor)]
    assert after == before
    audit.record(action="y", by=None, at=NOW)
    assert chain.seal(NOW) == 1
    assert chain.check(NOW) == chain.Verdict(4, 4)


def test_a_table_without_guards_is_named_and_guarded_anew(guarded: None) -> None:
    assert guards.missing(connection) == []
    guards.remove(connection)
    assert guards.missing(connection) == list(guards.TABLES)

    out = StringIO()
    call_command("verify_audit", stdout=StringIO(), stderr=out)
    assert "Tanpa penjaga di basis data: appraisal_event" in out.getvalue()
    call_command("guard_database", stdout=StringIO())
    assert guards.missing(connection) == []


@pytest.mark.postgres
def test_the_role_of_the_application_adds_and_reads_and_does_nothing_else(guarded: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {ROLE} LOGIN")
        call_command("guard_database", role=ROLE, stdout=StringIO())
        guards.remove(connection)  # the rights refuse by themselves
        cursor.execute(f"SET ROLE {ROLE}")
        try:
            found = [each for each in TAMPERING + ON_POSTGRES + OF_THE_OWNER if not refused(each)]
            audit.record(action="y", by=None, at=NOW)
            chain.seal(NOW)
            verdict = chain.check(NOW)
            allowed = [
                refused("UPDATE organizations_unit SET name = name"),
                refused("DELETE FROM appraisal_mail"),
            ]
        finally:
            cursor.execute("RESET ROLE")

    assert found == []
    assert verdict == chain.Verdict(4, 4)
    assert allowed == [False, False]


@pytest.mark.postgres
def test_a_role_that_owns_the_tables_or_does_not_exist_guards_nothing(guarded: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        (owner,) = cursor.fetchone()

    with pytest.raises(CommandError, match="memiliki tabelnya"):
        call_command("guard_database", role=owner)
    with pytest.raises(CommandError, match="belum ada"):
        call_command("guard_database", role="tidak_ada")


def test_a_database_without_roles_says_so(db: None) -> None:
    words = "garis bawah" if connection.vendor == "postgresql" else "SQLite tidak mengenal peran"

    with pytest.raises(CommandError, match=words):
        call_command("guard_database", role='aneh"; DROP TABLE appraisal_event')


def test_the_statements_leave_of_the_trail_only_reading_and_adding() -> None:
    told = guards.grants("capaian_web")

    assert told[-2:] == [
        f'REVOKE ALL ON {", ".join(guards.TABLES)} FROM "capaian_web"',
        f'GRANT SELECT, INSERT ON {", ".join(guards.TABLES)} TO "capaian_web"',
    ]
    with pytest.raises(ValueError, match="no plain name"):
        guards.grants('aneh"nama')
