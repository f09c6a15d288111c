"""Trainings: states of a registration, who gets a place that comes free."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class TrainingForm(StrEnum):
    """Bentuk pelatihan: how it is held."""

    ONSITE = "TATAP_MUKA"
    ONLINE = "DARING"
    MIXED = "CAMPURAN"


FORM_LABELS = {
    TrainingForm.ONSITE: "Tatap muka",
    TrainingForm.ONLINE: "Daring",
    TrainingForm.MIXED: "Campuran",
}


class Registered(StrEnum):
    """Keadaan pendaftaran: where somebody's place in a training stands."""

    PLACED = "TERDAFTAR"
    QUEUED = "ANTRE"
    ATTENDED = "SELESAI"
    ABSENT = "TIDAK_HADIR"
    WITHDRAWN = "BATAL"


REGISTERED_LABELS = {
    Registered.PLACED: "Terdaftar",
    Registered.QUEUED: "Antre",
    Registered.ATTENDED: "Selesai diikuti",
    Registered.ABSENT: "Tidak mengikuti",
    Registered.WITHDRAWN: "Dibatalkan",
}
OPEN = (Registered.PLACED, Registered.QUEUED)
CANCELLED = "Pelatihan dibatalkan"
TAKING = (Registered.PLACED, Registered.ATTENDED, Registered.ABSENT)  # of a place


def words_of(state: str, *, is_cancelled: bool) -> str:
    """Return where somebody's place stands in words; nothing without one."""
    if is_cancelled and state in OPEN:
        return CANCELLED
    return REGISTERED_LABELS[Registered(state)] if state else ""


@dataclass(frozen=True)
class Waiting:
    """Somebody in the queue."""

    pk: int
    has_plan: bool  # the training stands in a plan with support
    registered_at: datetime


def next_in_queue(queue: Iterable[Waiting]) -> Waiting | None:
    """Return who gets a place that came free: plans with support first, then who registered first.

    Decided here: a place means most to somebody who was promised help.
    """
    return min(queue, key=lambda one: (not one.has_plan, one.registered_at, one.pk), default=None)


def state_on_arrival(taken: int, places: int | None) -> Registered:
    """Return whether a new registration gets a place; without a number of places everybody does."""
    return Registered.PLACED if places is None or taken < places else Registered.QUEUED


def why_closed(*, register_until: date, is_cancelled: bool, on: date) -> str:
    """Return why nobody can register on a day, as a sentence; nothing while it is open (last day in full)."""
    if is_cancelled:
        return "Pelatihan ini dibatalkan."
    if on > register_until:
        return "Masa pendaftarannya sudah berakhir."
    return ""
