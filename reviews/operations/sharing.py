"""Sharing the results of a team with one press: each by its own version, one that fails stops no other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from appraisal.errors import Conflict, Refused
from organizations.models import Employee

from ..models import Evaluation
from .evaluation import share

CHANGED = "Penilaian ini berubah sejak halaman dibuka. Periksa sekali lagi, lalu bagikan."


@dataclass(frozen=True)
class Sharing:
    """A draft as it was seen, and the day of the talk."""

    evaluation: Evaluation
    version: int
    talked_on: date


@dataclass(frozen=True)
class Shared:
    """What went through, and by evaluation why the others did not."""

    done: list[Evaluation] = field(default_factory=list)
    refused: dict[int, str] = field(default_factory=dict)


def share_each(*, rows: Sequence[Sharing], by: Employee, at: datetime) -> Shared:
    """Share every draft that is as it was seen, in a transaction of its own.

    Nothing is raised for a single one: its reason comes back, so that the page can tell it by name.
    """
    shared = Shared()
    for row in sorted(rows, key=lambda row: row.evaluation.pk):
        one = row.evaluation
        try:
            share(evaluation=one, version=row.version, talked_on=row.talked_on, by=by, at=at)
            shared.done.append(one)
        except Conflict:
            shared.refused[one.pk] = CHANGED
        except Refused as refused:
            shared.refused[one.pk] = str(refused)
    return shared
