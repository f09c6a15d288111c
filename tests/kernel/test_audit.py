"""The audit trail: what an event says, that it cannot be changed, and that no change goes without it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from appraisal import audit
from appraisal.models import Event
from organizations import operations
from organizations.models import DataReport, RoleGrant, SuperiorOverride
from organizations.rules import Role
from tests.world import NOW, TODAY, World

ROOT = Path(__file__).parents[2]


def test_an_event_says_who_did_what_to_what_and_when(office: World) -> None:
    audit.record(
        action="data.reported",
        by=office.ani,
        at=NOW,
        target=office.budi,
        before={"on": date(2026, 1, 2), "amount": Decimal("1.50")},
        after={"on": NOW},
        note="alasan",
    )

    event = Event.objects.get()
    assert (event.by, event.by_label, event.action) == (
        office.ani,
        f"Ani ({office.ani.nip})",
        "data.reported",
    )
    assert (event.target_type, event.target_id) == ("organizations.employee", office.budi.pk)
    assert event.target_label == f"Budi ({office.budi.nip})"
    assert event.before == {"on": "2026-01-02", "amount": "1.50"}
    assert event.at == NOW
    assert event.note == "alasan"


def test_what_nobody_did_is_done_by_the_system(db: None) -> None:
    audit.record(action="evaluation.final", by=None, at=NOW)

    event = Event.objects.get()
    assert (event.by, event.by_label, event.target_type, event.target_id) == (None, "Sistem", "", None)


def test_long_names_are_cut_to_the_column_and_not_refused(office: World) -> None:
    office.ani.name = "A" * 150
    office.ani.front_title, office.ani.back_title = "P" * 40, "S" * 60

    audit.record(action="x", by=office.ani, at=NOW, target=office.ani)

    event = Event.objects.get()
    assert len(event.by_label) <= 200
    assert len(event.target_label) <= 250


@pytest.mark.parametrize(
    "tamper",
    [
        lambda event: event.save(),
        lambda event: Event.objects.filter(pk=event.pk).update(note="palsu"),
        lambda event: event.delete(),
        lambda event: Event.objects.all().delete(),
        lambda event: Event.objects.bulk_update([event], ["note"]),
        lambda event: Event.objects.update_or_create(pk=event.pk, defaults={"note": "palsu"}),
        lambda event: Event._base_manager.filter(pk=event.pk).update(note="palsu"),
        lambda event: Event._base_manager.filter(pk=event.pk).delete(),
        lambda event: Event._default_manager.filter(pk=event.pk).delete(),
        lambda event: Event(
            pk=event.pk, at=NOW, by_label="", action="x", target_type="", target_label=""
        ).save(),
        lambda event: Event.objects.bulk_create(
            [Event(pk=event.pk, at=NOW, by_label="", action="x", target_type="", target_label="")],
            update_conflicts=True,
            update_fields=["action"],
            unique_fields=["id"],
        ),
    ],
)
def test_an_event_cannot_be_changed_or_removed(office: World, tamper: Callable[[Event], Any]) -> None:
    event = audit.record(action="plan.agreed", by=office.ani, at=NOW, note="asli")
    event.note = "palsu"

    with pytest.raises(TypeError, match="append-only"), transaction.atomic():
        tamper(event)

    assert list(Event.objects.values_list("action", "note")) == [("plan.agreed", "asli")]


def test_many_events_are_written_with_few_statements(
    office: World, django_assert_max_num_queries: Any
) -> None:
    events = [audit.entry(action=f"x{number}", by=None, at=NOW) for number in range(600)]

    with django_assert_max_num_queries(10):
        audit.record_many(iter(events))

    assert Event.objects.count() == 600


ACTS: dict[str, Callable[[World], Any]] = {
    "report": lambda w: operations.report_data(employee=w.ani, subject="UNIT", message="", at=NOW),
    "override": lambda w: operations.override_superior(
        employee=w.ani, superior=w.dewi, started_on=TODAY, ended_on=None, reason="SP 1", by=w.gita, at=NOW
    ),
    "grant": lambda w: operations.grant_role(
        employee=w.ani, role=Role.AUDITOR, unit=w.units["kota"], by=w.gita, at=NOW
    ),
    "end": lambda w: operations.end_role(grant=RoleGrant.objects.get(role=Role.AUDITOR), by=w.gita, at=NOW),
    "password": lambda w: operations.set_first_password(employee=w.ani, by=w.gita, at=NOW),
    "own password": lambda w: operations.change_password(employee=w.ani, password="kata sandi baru", at=NOW),
    "assign": lambda w: operations.assign(
        employee=w.ani,
        position=w.placements["ani"].position,
        unit=w.units["lain"],
        is_head=False,
        started_on=TODAY,
        by=w.gita,
        at=NOW,
    ),
    "agency": lambda w: operations.change_agency(
        version=1, by=w.gita, at=NOW, name="X", letterhead="", address="", city="Y", paper="F4"
    ),
}


def snapshot(world: World) -> Any:
    return (
        list(DataReport.objects.values_list()),
        list(SuperiorOverride.objects.values_list()),
        list(RoleGrant.objects.order_by("pk").values_list()),
        type(world.ani).objects.order_by("pk").values_list("password", "must_change_password").first(),
        list(world.ani.placements.order_by("pk").values_list()),
        list(type(world.placements["ani"]).objects.order_by("pk").values_list("supervisions__superior")),
    )


@pytest.mark.parametrize("act", ACTS)
def test_every_change_leaves_one_event(office: World, act: str) -> None:
    before = snapshot(office)

    ACTS[act](office)

    assert Event.objects.count() == 1
    if act not in {"password", "own password", "agency"}:
        assert snapshot(office) != before


@pytest.mark.parametrize("act", ACTS)
def test_nothing_is_changed_when_the_event_cannot_be_written(
    office: World, act: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = snapshot(office)

    def broken(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(Event, "save", broken)
    with pytest.raises(RuntimeError, match="the disk is full"):
        ACTS[act](office)

    assert snapshot(office) == before
    assert not Event.objects.exists()


def test_first_passwords_and_passwords_are_in_no_event(office: World) -> None:
    password = operations.set_first_password(employee=office.ani, by=office.gita, at=NOW)
    operations.change_password(employee=office.ani, password="kalimat yang sangat rahasia", at=NOW)

    written = " ".join(str(row) for row in Event.objects.values_list())
    assert password not in written
    assert "rahasia" not in written


def test_no_module_writes_events_except_through_audit() -> None:
    found = subprocess.run(
        [
            "grep",
            "-rnE",
            r"\bEvent\(|\bEvent\.objects\.(create|bulk_create|get_or_create|update)",
            "--include=*.py",
        ]
        + [
            "appraisal",
            "organizations",
            "indicators",
            "multirater",
            "reviews",
            "development",
            "awards",
            "fairness",
            "desk",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.splitlines()

    writers = {
        line.split(":")[0] for line in found if "class Event(" not in line and "threading.Event(" not in line
    }
    assert writers <= {"appraisal/audit.py"}
