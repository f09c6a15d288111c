"""Writing questionnaires in editions: a draft changes, an edition in force never does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Conflict, Refused
from appraisal.versions import change
from organizations.models import Employee

from ..access import questionnaire as access
from ..models import Item, Questionnaire
from ..rules import QuestionnaireStatus
from ..rules.questionnaire import STATUS_WORDS, ItemFacts, faults, scale_fault

DRAFT, IN_FORCE = QuestionnaireStatus.DRAFT.value, QuestionnaireStatus.IN_FORCE.value
RETIRED = QuestionnaireStatus.RETIRED.value


@transaction.atomic
def create_questionnaire(
    *, name: str, by: Employee, at: datetime, base: Questionnaire | None = None
) -> Questionnaire:
    """Begin an own questionnaire, empty or with the intro, scale and questions of another one.

    Raise Denied for anybody but a BKD admin, Refused at `name` when another has it.
    """
    require(access.may_write(by, timezone.localdate(at)))
    code = slugify(name)[:40].strip("-")
    if not code:
        raise Refused("Tulis nama dengan huruf, misalnya Umpan balik layanan loket.", "name")
    try:
        with transaction.atomic():
            row = _copied(base, name=name.strip(), code=code, edition=1, by=by, at=at)
    except IntegrityError:
        sentence = "Nama ini sudah dipakai. Beri nama lain, atau buat edisi baru kuesioner itu."
        raise Refused(sentence, "name") from None
    audit.record(action="questionnaire.created", by=by, at=at, target=row, after=told(row))
    return row


@transaction.atomic
def new_edition(*, questionnaire: Questionnaire, by: Employee, at: datetime) -> Questionnaire:
    """Begin the next edition as a draft with everything of this one, which stays in force meanwhile.

    Raise Denied for anybody but a BKD admin, Refused when a draft is there already.
    """
    require(access.may_write(by, timezone.localdate(at)))
    rows = Questionnaire.objects.select_for_update().filter(code=questionnaire.code).order_by("edition")
    editions = list(rows)
    if any(row.status == DRAFT for row in editions):
        raise Refused("Kuesioner ini sudah punya rancangan. Lanjutkan rancangan itu.")

    base = next(row for row in editions if row.pk == questionnaire.pk)
    edition = editions[-1].edition + 1
    row = _copied(base, name=base.name, code=base.code, edition=edition, by=by, at=at)
    audit.record(action="questionnaire.edition_begun", by=by, at=at, target=row, after=told(row))
    return row


def _copied(base: Questionnaire | None, by: Employee, at: datetime, **values: Any) -> Questionnaire:
    if base is not None:
        values |= {"intro": base.intro, "scale": base.scale, "based_on": base}
    row = Questionnaire.objects.create(created_by=by, created_at=at, **values)
    items = list(base.items.order_by("number")) if base else []
    for item in items:
        item.pk, item.questionnaire = None, row
    Item.objects.bulk_create(items)
    return row


@transaction.atomic
def change_questionnaire(
    *,
    questionnaire: Questionnaire,
    version: int,
    name: str,
    intro: str,
    scale: Sequence[str],
    by: Employee,
    at: datetime,
) -> Questionnaire:
    """Change name, intro and scale of a draft (`scale`: 3 to 5 different labels, the lowest first).

    Raise Denied once the edition is no draft, Refused at the field that lacks something, Conflict.
    """
    row = held_draft(questionnaire, version, by, at)
    labels = [label.strip() for label in scale if label.strip()]
    if not name.strip():
        raise Refused("Tulis nama kuesioner.", "name")
    if fault := scale_fault(labels):
        raise Refused(fault, "scale")

    values = {"name": name.strip(), "intro": intro.strip(), "scale": labels}
    return advance("questionnaire.changed", row, version, by, at, **values)


@transaction.atomic
def put_in_force(*, questionnaire: Questionnaire, version: int, by: Employee, at: datetime) -> Questionnaire:
    """Let rounds use a draft; the edition before it is retired, and rounds that have it keep it.

    Raise Denied once the edition is no draft, Refused with what it still needs, Conflict.
    """
    row = held_draft(questionnaire, version, by, at)
    if found := faults(row.scale, facts_of(row)):
        raise Refused(" ".join(found))

    for before in Questionnaire.objects.select_for_update().filter(code=row.code, status=IN_FORCE):
        change(before, expect=before.version, where={"status": IN_FORCE}, status=RETIRED)
        audit.record(action="questionnaire.replaced", by=by, at=at, target=before)
    return advance("questionnaire.in_force", row, version, by, at, status=IN_FORCE)


@transaction.atomic
def retire(*, questionnaire: Questionnaire, version: int, by: Employee, at: datetime) -> Questionnaire:
    """Offer an edition, or a draft, to no new round; rounds that have it keep it, and it stays readable.

    Raise Denied for anybody but a BKD admin, Refused when it is retired already, Conflict.
    """
    row = _held(questionnaire, version, by, at)
    if row.status == RETIRED:
        raise Refused("Kuesioner ini sudah ditarik.")
    return advance("questionnaire.retired", row, version, by, at, status=RETIRED)


# --- Parts ------------------------------------------------------------------------------------


def facts_of(row: Questionnaire) -> list[ItemFacts]:
    """Return the questions as the plain data that the rules check, in their order."""
    items = sorted(row.items.all(), key=lambda item: item.number)
    return [ItemFacts(item.number, item.kind, item.text, item.theme, item.only_leaders) for item in items]


def told(row: Questionnaire) -> dict[str, Any]:
    """Return an edition as plain data for the audit trail."""
    items = [f"{item.number}. {item.text}" for item in facts_of(row)]
    return {"name": row.name, "scale": row.scale, "status": row.status, "items": items}


def _held(row: Questionnaire, version: int, by: Employee, at: datetime) -> Questionnaire:
    """Lock an edition and return it as it is now; Denied for others, Conflict when it changed."""
    require(access.may_write(by, timezone.localdate(at)))
    row = Questionnaire.objects.select_for_update().get(pk=row.pk)
    if row.version != version:
        theirs = {"Kuesioner": str(row), "Keadaan": STATUS_WORDS[QuestionnaireStatus(row.status)]}
        raise Conflict(theirs=theirs, version=row.version)
    return row


def held_draft(row: Questionnaire, version: int, by: Employee, at: datetime) -> Questionnaire:
    """Lock an edition that may change now, and return it; Denied once it is no draft, Conflict."""
    row = _held(row, version, by, at)
    require(access.may_change(by, row, timezone.localdate(at)))
    return row


def advance(
    action: str, row: Questionnaire, version: int, by: Employee, at: datetime, **values: Any
) -> Questionnaire:
    """Change a held edition as it was seen in `version`, and tell the audit trail."""
    before = told(row)
    change(row, expect=version, where={"status": row.status}, **values)
    audit.record(action=action, by=by, at=at, target=row, before=before, after=told(row))
    return row
