"""Optimistic locking: one conditional UPDATE per decision, right on both databases."""

from __future__ import annotations

from typing import Any, TypeVar

from .errors import Conflict
from .models import Versioned

Record = TypeVar("Record", bound=Versioned)


def change(obj: Record, *, expect: int, where: dict[str, Any] | None = None, **values: Any) -> Record:
    """Change the record if it is still as the person saw it, and return it.

    `expect` is the version on the person's form, `where` further columns that must still hold
    (the state, for instance). Raise Conflict when another person was first.
    """
    rows = type(obj)._base_manager.filter(pk=obj.pk, version=expect, **(where or {}))
    if rows.update(version=expect + 1, **values) != 1:
        current = type(obj)._base_manager.filter(pk=obj.pk).values_list("version", flat=True).first()
        raise Conflict(version=current)
    for name, value in values.items():
        setattr(obj, name, value)
    obj.version = expect + 1
    return obj
