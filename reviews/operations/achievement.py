"""The achievement of a unit: reporting its key indicators, recommending, setting the grade."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from appraisal import audit, locking
from appraisal.access import require
from appraisal.errors import Conflict, Refused
from appraisal.models import Event
from appraisal.versions import change
from indicators.models import KeyIndicator, Term
from indicators.queries import promised
from organizations.models import Employee, Unit

from ..access import achievement as access
from ..models import GradeAdvice, KeyRealisation, OrganisationAchievement
from ..queries.achievement import realisations_of, sheet_version
from ..rules.achievement import GRADE_ADVISER_LABELS, GradeAdviser
from ..rules.evaluation import OrganisationGrade

PICK = "Pilih satu dari lima capaian."


@dataclass(frozen=True)
class KeyReport:
    """What somebody writes about one key indicator: the amount up to the end of the term, and a word."""

    amount: Decimal | None
    note: str


@transaction.atomic
def report(
    *,
    unit: Unit,
    term: Term,
    version: int,
    reports: Mapping[int, KeyReport],
    by: Employee,
    at: datetime,
) -> int:
    """Write what a unit reached of its key indicators up to the end of a term; return how many changed.

    `reports` go by the key of the indicator; those of other units are left out. `version` is that of the
    whole sheet. Raise Denied, Refused at the note that is missing, Conflict when somebody reported meanwhile.
    """
    term = _hold(unit, term)
    require(access.may_report(by, unit, term, timezone.localdate(at)))
    keys = {key.pk: key for key in KeyIndicator.objects.filter(goal__unit=unit, goal__period=term.period_id)}
    stored = realisations_of(keys, term)
    if sheet_version(stored.values()) != version:
        raise Conflict(theirs=_told(keys, stored), version=sheet_version(stored.values()))

    events: list[Event] = []
    for key, draft in reports.items():
        if key in keys and _is_new(stored.get(key), draft):
            events.append(_write(keys[key], term, stored.get(key), draft, by, at))
    audit.record_many(events)
    return len(events)


def _is_new(row: KeyRealisation | None, draft: KeyReport) -> bool:
    before = (row.amount, row.note) if row else (None, "")
    return (draft.amount, draft.note.strip()) != before


def _write(
    key: KeyIndicator, term: Term, row: KeyRealisation | None, draft: KeyReport, by: Employee, at: datetime
) -> Event:
    if not draft.note.strip():
        raise Refused(f"Tulis keterangan dan buktinya untuk “{key.text}”.", f"note-{key.pk}")
    values: dict[str, Any] = {"amount": draft.amount, "note": draft.note.strip()}
    before = _facts(row) if row else None
    values |= {"reported_by": by, "reported_at": at}
    if row is None:
        row = KeyRealisation.objects.create(key_indicator=key, term=term, **values)
    else:
        change(row, expect=row.version, **values)
    return audit.entry(
        action="organisation.reported", by=by, at=at, target=row, before=before, after=_facts(row)
    )


def _facts(row: KeyRealisation) -> dict[str, str]:
    amount = "" if row.amount is None else str(row.amount)
    return {"key_indicator": str(row.key_indicator_id), "amount": amount, "note": row.note}


def _told(keys: Mapping[int, KeyIndicator], stored: Mapping[int, KeyRealisation]) -> dict[str, str]:
    return {
        keys[pk].text: f"{promised(row.amount, None, keys[pk].measure)} {row.note}".strip()
        for pk, row in stored.items()
    }


@transaction.atomic
def advise(
    *,
    unit: Unit,
    term: Term,
    adviser: GradeAdviser,
    version: int,
    grade: str,
    text: str,
    letter: str = "",
    by: Employee,
    at: datetime,
) -> GradeAdvice:
    """Write what one side recommends for a unit in a term; it binds nobody.

    `version` is 0 for the first. Raise Denied, Refused without a grade, words, or the letter's number where
    planning speaks, Conflict when the recommendation changed meanwhile.
    """
    term = _hold(unit, term)
    require(access.may_advise(by, unit, adviser, term, timezone.localdate(at)))
    _refuse_unknown(grade)
    if not text.strip():
        raise Refused("Tulis pertimbangannya dalam satu atau dua kalimat.", "text")
    if adviser == GradeAdviser.PLANNING and not letter.strip():
        raise Refused("Tulis nomor surat unit perencanaan.", "letter")

    row = GradeAdvice.objects.filter(unit=unit, term=term, adviser=adviser).first()
    if (row.version if row else 0) != version:
        raise Conflict(theirs=_words(row), version=row.version if row else 0)
    before = _words(row) or None
    values: dict[str, Any] = {"grade": grade, "text": text.strip(), "letter": letter.strip()}
    values |= {"given_by": by, "given_at": at}
    if row is None:
        row = GradeAdvice.objects.create(unit=unit, term=term, adviser=adviser.value, **values)
    else:
        change(row, expect=version, **values)
    audit.record(action="organisation.advised", by=by, at=at, target=row, before=before, after=_words(row))
    return row


def _words(row: GradeAdvice | None) -> dict[str, str]:
    if row is None:
        return {}
    who = GRADE_ADVISER_LABELS[GradeAdviser(row.adviser)]
    letter = {"Nomor surat": row.letter} if row.letter else {}
    return {"Rekomendasi": f"{who}: {row.grade_words}"} | letter | {"Pertimbangan": row.text}


@transaction.atomic
def set_grade(
    *, unit: Unit, term: Term, version: int, grade: str, reason: str, by: Employee, at: datetime
) -> OrganisationAchievement:
    """Set the achievement of a unit in a term (capaian kinerja organisasi, SE MenPANRB 3/2023).

    A second grade replaces the first, which stays as history; `version` is that of the grade the person
    saw, 0 for none. Evaluations that were shared before keep the grade of their moment. Raise Denied for
    anybody but BKD or the head of a unit above, before the days of rating and after the year; Refused
    without a known grade and a reason; Conflict when another grade was set meanwhile.
    """
    term = _hold(unit, term)
    require(access.may_set(by, unit, term, timezone.localdate(at)))
    _refuse_unknown(grade)
    if not reason.strip():
        raise Refused("Tulis dasar penetapannya, misalnya nomor berita acara.", "reason")

    old = OrganisationAchievement.objects.valid().filter(unit=unit, term=term).first()
    if (old.version if old else 0) != version:
        raise Conflict(theirs=_grade_words(old), version=old.version if old else 0)
    before = {"grade": old.grade, "reason": old.reason} if old else None
    if old is not None:
        change(old, expect=version, where={"replaced_at__isnull": True}, replaced_at=at)
    row = OrganisationAchievement.objects.create(
        unit=unit, term=term, grade=grade, reason=reason.strip(), set_by=by, set_at=at, version=version + 1
    )
    after = {"grade": grade, "term": term.name}
    audit.record(
        action="organisation.graded", by=by, at=at, target=unit, before=before, after=after, note=reason
    )
    return row


def _grade_words(row: OrganisationAchievement | None) -> dict[str, str]:
    if row is None:
        return {}
    return {"Capaian": row.grade_words, "Dasar penetapan": row.reason, "Oleh": row.set_by.full_name}


def _refuse_unknown(grade: str) -> None:
    if grade not in set(OrganisationGrade):
        raise Refused(PICK, "grade")


def _hold(unit: Unit, term: Term) -> Term:
    """Keep the year open and others away from this unit until the transaction ends; return the term anew."""
    locking.share(term.period_id)
    Unit.objects.select_for_update().get(pk=unit.pk)
    return Term.objects.select_related("period").get(pk=term.pk)
