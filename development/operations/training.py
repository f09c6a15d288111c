"""Offering trainings, giving places, noting who took part."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Conflict, Refused
from appraisal.versions import change
from organizations.models import Employee
from organizations.operations.notice import tell

from ..access import training as access
from ..models import DevelopmentAction, Registration, Training
from ..rules import training as rules
from ..rules.plan import Helped
from ..rules.training import Registered


@transaction.atomic
def offer(*, by: Employee, at: datetime, **values: Any) -> Training:
    """Offer a training with its columns and return it.

    Raise Denied for anybody but a BKD admin, Refused with the field when its days are not in order.
    """
    require(access.may_offer(by, timezone.localdate(at)))
    _check(values)
    training = Training.objects.create(written_by=by, written_at=at, **values)
    audit.record(action="training.offered", by=by, at=at, target=training)
    return training


@transaction.atomic
def alter(*, training: Training, version: int, by: Employee, at: datetime, **values: Any) -> Training:
    """Change a training; more places go to the queue at once.

    Raise Denied for anybody but a BKD admin, Refused when fewer places are left than were given, or with the
    field, Conflict when somebody else changed it meanwhile.
    """
    require(access.may_offer(by, timezone.localdate(at)))
    training = Training.objects.select_for_update().get(pk=training.pk)
    _check(values)
    taken, places = _taken(training), values.get("places")
    if places is not None and places < taken:
        raise Refused(f"Sudah {taken} orang mendapat tempat, jadi paling sedikit {taken}.", "places")
    change(training, expect=version, where={"cancelled_at": None}, **values)
    _fill(training, at)
    audit.record(action="training.altered", by=by, at=at, target=training)
    return training


def _check(values: dict[str, Any]) -> None:
    if values["ends_on"] < values["starts_on"]:
        raise Refused("Hari selesai tidak bisa sebelum hari mulai.", "ends_on")
    if values["register_until"] > values["ends_on"]:
        raise Refused("Pendaftaran berakhir sebelum pelatihan selesai.", "register_until")


@transaction.atomic
def cancel(*, training: Training, version: int, reason: str, by: Employee, at: datetime) -> Training:
    """Cancel a training with a reason; everybody on it is told.

    Raise Denied for anybody but a BKD admin, Refused without a reason, Conflict when it changed meanwhile.
    """
    require(access.may_offer(by, timezone.localdate(at)))
    if not reason.strip():
        raise Refused("Tulis alasan pembatalan dalam satu kalimat.", "reason")
    values = {"cancelled_at": at, "cancel_reason": reason.strip()}
    change(training, expect=version, where={"cancelled_at": None}, **values)
    for row in training.registrations.filter(state__in=rules.OPEN).select_related("employee"):
        _tell(row, "batal", "Pelatihan dibatalkan", at)
    audit.record(action="training.cancelled", by=by, at=at, target=training, note=training.cancel_reason)
    return training


@transaction.atomic
def register(
    *, training: Training, why: str, action: DevelopmentAction | None, by: Employee, at: datetime
) -> Registration:
    """Register a person, with a place while there are some, else in the queue.

    Raise Denied when registering is over, Conflict when the person is registered already.
    """
    training = Training.objects.select_for_update().get(pk=training.pk)
    require(access.may_register(training, timezone.localdate(at)))
    if action is not None and action.plan.employee_id != by.pk:
        raise Refused("Pilih kegiatan dari rencana Anda sendiri.", "action")
    try:
        with transaction.atomic():
            row = Registration.objects.create(
                training=training,
                employee=by,
                action=action,
                why=why.strip(),
                state=rules.state_on_arrival(_taken(training), training.places),
                registered_at=at,
            )
    except IntegrityError:
        raise Conflict("Anda sudah terdaftar untuk pelatihan ini.") from None
    audit.record(action="training.registered", by=by, at=at, target=row, after={"state": row.state})
    return row


@transaction.atomic
def withdraw(*, registration: Registration, version: int, by: Employee, at: datetime) -> Registration:
    """Give a place back; who waits longest, plans with support first, gets it and is told.

    Raise Denied for anybody else or after the beginning, Conflict when it changed meanwhile.
    """
    training = Training.objects.select_for_update().get(pk=registration.training_id)
    registration.training = training
    require(access.may_withdraw(by, registration, timezone.localdate(at)))
    change(registration, expect=version, state=Registered.WITHDRAWN)
    _fill(training, at)
    audit.record(action="training.withdrawn", by=by, at=at, target=registration)
    return registration


def _taken(training: Training) -> int:
    return training.registrations.filter(state__in=rules.TAKING).count()


def _fill(training: Training, at: datetime) -> None:
    """Give free places to the queue; the row of the training is held."""
    queue = list(
        training.registrations.filter(state=Registered.QUEUED).select_related("employee").order_by("pk")
    )
    while queue and (training.places is None or _taken(training) < training.places):
        chosen = rules.next_in_queue(
            rules.Waiting(row.pk, row.action_id is not None, row.registered_at) for row in queue
        )
        row = next(row for row in queue if chosen is not None and row.pk == chosen.pk)
        change(row, expect=row.version, state=Registered.PLACED)
        _tell(row, "tempat", "Anda mendapat tempat di pelatihan", at)
        queue.remove(row)


def _tell(row: Registration, key: str, subject: str, at: datetime) -> None:
    tell(
        key=f"pelatihan-{key}-{row.pk}",
        to=row.employee,
        subject=subject,
        lines=["Buka halaman pelatihan untuk tempat, hari, dan kelanjutannya."],
        path=f"/pelatihan/{row.training_id}/",
        at=at,
    )


@transaction.atomic
def note_presence(*, training: Training, present: Collection[int], by: Employee, at: datetime) -> int:
    """Note who took part, of those with a place, and return how many rows changed; it can be noted anew.

    Raise Denied for anybody but a BKD admin, Refused before the training began.
    """
    on = timezone.localdate(at)
    require(access.may_offer(by, on))
    training = Training.objects.select_for_update().get(pk=training.pk)
    if on < training.starts_on or training.cancelled_at is not None:
        raise Refused("Kehadiran dicatat setelah pelatihan dimulai.")
    changed = 0
    for row in training.registrations.filter(state__in=rules.TAKING):
        state = Registered.ATTENDED if row.pk in present else Registered.ABSENT
        if row.state != state:
            helped = row.helped if state == Registered.ATTENDED else ""
            change(row, expect=row.version, state=state, helped=helped)
            changed += 1
    audit.record(action="training.presence", by=by, at=at, target=training, after={"present": len(present)})
    return changed


@transaction.atomic
def say_helped(
    *, registration: Registration, version: int, helped: str, by: Employee, at: datetime
) -> Registration:
    """Let who took part say whether it helped; BKD reads counts only.

    Raise Refused before it was attended or without an answer, Conflict when it changed meanwhile.
    """
    if registration.employee_id != by.pk or registration.state != Registered.ATTENDED:
        raise Refused("Ini bisa dijawab setelah Anda mengikuti pelatihannya.")
    if helped not in list(Helped):
        raise Refused("Pilih apakah pelatihan ini membantu Anda.", "helped")
    change(registration, expect=version, helped=helped)
    audit.record(action="training.judged", by=by, at=at, target=registration)
    return registration
