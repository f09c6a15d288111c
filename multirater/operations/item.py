"""The questions of a draft: adding, changing, removing, moving; their numbers run without a gap."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from appraisal import audit
from appraisal.errors import Refused
from appraisal.versions import change
from indicators.models import CoreValue
from organizations.models import Employee

from ..models import Item, Questionnaire
from ..rules import ItemKind, Theme
from ..rules.questionnaire import ITEMS_AT_MOST
from .questionnaire import held_draft, told

ASIDE = 1000  # numbers out of the way of those in use, while they change places
GONE = "Butir ini sudah dihapus dari rancangan."


@transaction.atomic
def save_item(
    *,
    questionnaire: Questionnaire,
    version: int,
    text: str,
    kind: str,
    by: Employee,
    at: datetime,
    hint: str = "",
    theme: str = "",
    value: CoreValue | None = None,
    only_leaders: bool = False,
    item: Item | None = None,
) -> Item:
    """Add a question at the end of a draft, or change one in its place.

    Only a behaviour has a core value, only an open question a theme. Raise Denied once the edition is no
    draft, Refused at the field that lacks something, Conflict when the draft changed meanwhile.
    """
    row = held_draft(questionnaire, version, by, at)
    number = _number(row, item)
    if kind not in set(ItemKind) or (kind == ItemKind.TEXT and theme not in set(Theme)):
        raise Refused("Pilih salah satu dari daftar.", "kind")
    if not text.strip():
        raise Refused("Tulis pertanyaannya.", "text")

    before = told(row)
    is_text = kind == ItemKind.TEXT
    stored, _ = Item.objects.update_or_create(
        questionnaire=row,
        number=number,
        defaults={
            "kind": kind,
            "text": text.strip(),
            "hint": hint.strip(),
            "theme": theme if is_text else "",
            "value": None if is_text else value,
            "only_leaders": only_leaders,
        },
    )
    _advance("questionnaire.item_saved", row, version, before, by, at)
    return stored


def _number(row: Questionnaire, item: Item | None) -> int:
    """Return the number of an item that is still there, or the next one."""
    if item is not None:
        return _stored(row, item).number
    count = row.items.count()
    if count >= ITEMS_AT_MOST:
        raise Refused(f"Satu kuesioner memuat paling banyak {ITEMS_AT_MOST} butir.")
    return count + 1


@transaction.atomic
def remove_item(
    *, questionnaire: Questionnaire, version: int, item: Item, by: Employee, at: datetime
) -> Questionnaire:
    """Take a question out of a draft; those after it move up."""
    row = held_draft(questionnaire, version, by, at)
    gone = _stored(row, item)

    before = told(row)
    gone.delete()
    row.items.filter(number__gt=gone.number).update(number=F("number") + ASIDE)
    row.items.filter(number__gt=ASIDE).update(number=F("number") - ASIDE - 1)
    return _advance("questionnaire.item_removed", row, version, before, by, at)


@transaction.atomic
def move_item(
    *, questionnaire: Questionnaire, version: int, item: Item, up: bool, by: Employee, at: datetime
) -> Questionnaire:
    """Swap a question with its neighbour; at the end of the list nothing happens."""
    row = held_draft(questionnaire, version, by, at)
    here = _stored(row, item).number
    there = here - 1 if up else here + 1
    if not 1 <= there <= row.items.count():
        return row

    before = told(row)
    for number, new in ((here, ASIDE), (there, here), (ASIDE, there)):
        row.items.filter(number=number).update(number=new)
    return _advance("questionnaire.item_moved", row, version, before, by, at)


def _stored(row: Questionnaire, item: Item) -> Item:
    stored = row.items.filter(pk=item.pk).first()
    if stored is None:
        raise Refused(GONE)
    return stored


def _advance(
    action: str, row: Questionnaire, version: int, before: Any, by: Employee, at: datetime
) -> Questionnaire:
    change(row, expect=version, where={"status": row.status})
    audit.record(action=action, by=by, at=at, target=row, before=before, after=told(row))
    return row
