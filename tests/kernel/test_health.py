"""Readiness: what must hold before a machine gets visitors, and what it says to whom."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from appraisal import audit, health
from appraisal.cipher import encrypt
from appraisal.health import CHECKS, Check, Finding, State
from appraisal.models import FormToken
from tests.world import NOW, World

pytestmark = pytest.mark.django_db
GIB = 1024**3


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    kept = dict(CHECKS)
    yield
    CHECKS.clear()
    CHECKS.update(kept)


def found(name: str) -> Finding:
    return CHECKS[name].find(NOW)


def test_a_sound_machine_is_ready_and_says_no_more_than_states(client: Client) -> None:
    answer = client.get("/siap/")

    assert answer.status_code == 200
    assert answer.json() == {
        "siap": True,
        "pemeriksaan": {name: "baik" for name, check in CHECKS.items() if check.is_vital},
    }
    assert answer.headers["Cache-Control"] == "no-store"


def test_one_vital_check_makes_the_machine_unready_and_another_does_not(client: Client) -> None:
    health.register(Check("worker", "Pekerja", lambda at: Finding(State.BAD, "Tidak terlihat.")))
    assert client.get("/siap/").status_code == 200
    health.cache.clear()

    health.register(Check("worker", "Pekerja", lambda at: Finding(State.BAD, "Rahasia x."), is_vital=True))
    answer = client.get("/siap/")

    assert answer.status_code == 503
    assert answer.json()["pemeriksaan"]["worker"] == "gangguan"
    assert "Rahasia" not in answer.content.decode()


def test_readiness_is_asked_once_in_five_seconds(client: Client, django_assert_num_queries: Any) -> None:
    client.get("/siap/")

    with django_assert_num_queries(0):
        client.get("/siap/")


def test_a_database_that_refuses_writes_is_found(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: Any, **kwargs: Any) -> None:
        raise DatabaseError("attempt to write a readonly database: /srv/rahasia")

    monkeypatch.setattr("appraisal.health.transaction.atomic", refuse)

    answer = client.get("/siap/")

    assert answer.status_code == 503
    assert answer.json()["pemeriksaan"]["database"] == "gangguan"
    assert "rahasia" not in answer.content.decode()


def test_a_file_that_may_only_be_read_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda *args: False)

    assert found("database").state is (State.BAD if connection.vendor == "sqlite" else State.OK)


@pytest.mark.postgres
def test_a_standby_that_only_reads_is_found() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL transaction_read_only = on")

    assert found("database").state is State.BAD


def test_the_trial_write_leaves_the_connection_as_it_was() -> None:
    found("database")

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout")
            assert cursor.fetchone() == (20_000,)


def test_waiting_migrations_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_applied", set())
    plan = "django.db.migrations.executor.MigrationExecutor.migration_plan"
    monkeypatch.setattr(plan, lambda self, targets: [1, 2])

    assert found("migrations") == Finding(
        State.BAD, "2 perubahan tabel menunggu: jalankan manage.py migrate."
    )
    monkeypatch.setattr(plan, lambda self, targets: [])
    assert found("migrations").state is State.OK


@pytest.mark.parametrize(
    ("free", "state"),
    [(100 * GIB, State.OK), (GIB, State.WARN), (GIB // 8, State.BAD)],
    ids=["wide", "narrow", "full"],
)
def test_the_disk_is_red_before_it_is_full(monkeypatch: pytest.MonkeyPatch, free: int, state: State) -> None:
    usage = shutil._ntuple_diskusage(200 * GIB, 200 * GIB - free, free)  # type: ignore[attr-defined]
    monkeypatch.setattr("shutil.disk_usage", lambda folder: usage)

    assert found("disk").state is state


def test_a_store_that_takes_no_file_is_found(tmp_path: Path, settings: Any) -> None:
    place = tmp_path / "bukti"
    place.mkdir()
    settings.STORAGES = settings.STORAGES | {
        "evidence": {"BACKEND": "appraisal.files.storage.Folder", "OPTIONS": {"location": str(place)}}
    }
    assert found("stores").state is State.OK
    assert list(place.iterdir()) == []

    place.rmdir()
    place.write_text("a file where the folder was")

    assert found("stores") == Finding(State.BAD, "Folder berkas “evidence” tidak bisa ditulisi.")
    assert os.listdir(tmp_path) == ["bukti"]


def test_another_key_than_that_of_the_database_is_found(office: World, settings: Any) -> None:
    assert found("keys").state is State.OK
    FormToken.objects.create(key="k", user=office.ani, location=encrypt("/"), at=NOW)
    assert found("keys").state is State.OK

    settings.SECRET_KEY = "another-key-of-fifty-letters-or-more-" + "x" * 20

    assert found("keys").state is State.BAD


def test_the_last_backup_ages() -> None:
    assert found("backup").state is State.WARN
    audit.record(action="backup.made", by=None, at=NOW - timedelta(hours=30))
    assert found("backup") == Finding(
        State.WARN, "Cadangan terakhir 30 jam yang lalu. Periksa jadwal cadangan."
    )

    audit.record(action="backup.made", by=None, at=NOW - timedelta(hours=2))

    assert found("backup") == Finding(State.OK, "Cadangan terakhir 2 jam yang lalu.")
