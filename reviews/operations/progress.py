"""Reporting realisations and giving feedback."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Conflict, Refused
from appraisal.versions import change
from indicators.models import CoreValue, Indicator, Plan, Result, Term
from organizations.models import Employee

from ..access import progress as access
from ..models import EvidenceFile, Feedback, Realisation
from .evidence import attach
from .holding import hold


@transaction.atomic
def report(
    *,
    indicator: Indicator,
    term: Term,
    version: int | None,
    amount: Decimal | None,
    note: str,
    noted_on: date,
    evidence_url: str,
    by: Employee,
    at: datetime,
    files: Sequence[EvidenceFile] | None = None,
) -> Realisation:
    """Write what was reached for an indicator in a term, and return it.

    `version` is None for the first report; with `files` exactly these prove it from now on. Raise Denied,
    Refused with the field, or Conflict when the report was changed meanwhile (in another tab, for
    instance) or a change took the indicator out.
    """
    plan = hold(indicator.result.plan)
    require(access.may_report(by, plan, term, timezone.localdate(at)))
    counts = access.still_counts(Indicator.every.get(pk=indicator.pk))
    if not counts:
        raise Conflict(counts.reason)

    if not note.strip():
        raise Refused("Tulis satu kalimat tentang apa yang dicapai.", "note")
    if not term.started_on <= noted_on <= timezone.localdate(at):
        raise Refused(f"Tanggal catatan berada antara awal {term.name} dan hari ini.", "noted_on")

    values: dict[str, Any] = {
        "amount": amount,
        "note": note.strip(),
        "noted_on": noted_on,
        "evidence_url": evidence_url,
    }
    if version is None:
        realisation = _first_report(indicator, term, values, at)
        before = None
    else:
        stored = Realisation.objects.filter(indicator=indicator, term=term).first()
        if stored is None:
            raise Conflict("Catatan ini sudah tidak ada.")
        realisation = stored
        before = _facts(realisation)
        values["is_counted"] = realisation.is_counted and realisation.amount == amount
        try:
            change(realisation, expect=version, reported_at=at, **values)
        except Conflict as conflict:
            conflict.theirs = {"Catatan yang tersimpan": before["note"]}
            raise
    audit.record(
        action="progress.reported", by=by, at=at, target=realisation, before=before, after=_facts(realisation)
    )
    if files is not None:
        attach(thing=realisation, files=files, by=by, at=at)
    return realisation


def _first_report(indicator: Indicator, term: Term, values: dict[str, Any], at: datetime) -> Realisation:
    try:
        with transaction.atomic():
            return Realisation.objects.create(indicator=indicator, term=term, reported_at=at, **values)
    except IntegrityError:
        saved = Realisation.objects.get(indicator=indicator, term=term)
        raise Conflict(theirs={"Catatan yang tersimpan": saved.note}, version=saved.version) from None


def _facts(realisation: Realisation) -> dict[str, str]:
    return {
        "amount": "" if realisation.amount is None else str(realisation.amount),
        "note": realisation.note,
        "noted_on": str(realisation.noted_on),
        "evidence_url": realisation.evidence_url,
    }


@transaction.atomic
def give_feedback(
    *,
    plan: Plan,
    term: Term,
    results: Mapping[int, str],
    values: Mapping[int, str],
    by: Employee,
    at: datetime,
    version: int | None = None,
) -> int:
    """Write the superior's feedback per result and per behaviour; return how many texts changed.

    Keys are primary keys of results of this plan and of core values; empty texts leave what stands.
    `version` is the `feedback_version` that the page showed; None asks for no comparison. Raise Denied
    for anybody but the superior, Conflict when the feedback was changed meanwhile.
    """
    Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    plan = hold(plan)
    require(access.may_give_feedback(by, plan, term, timezone.localdate(at)))

    said = superiors_words(plan, term).select_related("result", "value")
    stored = list(said.order_by("pk"))
    if version is not None and version != feedback_version(stored):
        theirs = {str(row.value or (row.result and row.result.text)): row.text for row in stored}
        raise Conflict(theirs=theirs, version=feedback_version(stored))

    changed = 0
    for result in Result.objects.filter(plan=plan, pk__in=results).order_by("order", "pk"):
        changed += _write(plan, term, results[result.pk], by, at, result=result)
    for value in CoreValue.objects.filter(pk__in=values).order_by("pk"):
        changed += _write(plan, term, values[value.pk], by, at, value=value)

    if changed:
        after = {"term": term.name, "texts": changed}
        audit.record(action="feedback.given", by=by, at=at, target=plan, after=after)
    return changed


def superiors_words(plan: Plan, term: Term) -> QuerySet[Feedback]:
    """Return the superior's own feedback on a plan in a term; what assigners said stands beside it."""
    return Feedback.objects.filter(plan=plan, term=term, is_from_assigner=False)


def feedback_version(rows: Iterable[Feedback]) -> int:
    """Return a number that grows with every change to the feedback of one plan in one term."""
    return sum(row.version for row in rows)


def _write(
    plan: Plan,
    term: Term,
    text: str,
    by: Employee,
    at: datetime,
    result: Result | None = None,
    value: CoreValue | None = None,
) -> int:
    text = text.strip()
    row = superiors_words(plan, term).filter(result=result, value=value).first()
    if not text or (row is not None and row.text == text):
        return 0
    if row is None:
        Feedback.objects.create(
            plan=plan, term=term, result=result, value=value, text=text, given_by=by, given_at=at
        )
    else:
        change(row, expect=row.version, text=text, given_by=by, given_at=at)
    return 1


@transaction.atomic
def give_assigners_feedback(
    *, result: Result, term: Term, version: int | None, text: str, by: Employee, at: datetime
) -> Feedback:
    """Write what the giver of an assignment says about that one result in a term, and return it.

    `version` is None for the first text. Raise Denied for anybody else, Refused without words, Conflict
    when the text was changed meanwhile (in another tab, for instance).
    """
    plan = hold(result.plan)
    require(access.may_speak_as_assigner(by, result, plan, term, timezone.localdate(at)))

    if not text.strip():
        raise Refused("Tulis satu kejadian nyata dan dampaknya.", "text")

    mine = Feedback.objects.filter(result=result, term=term, given_by=by, is_from_assigner=True)
    row = mine.first()
    if row is None:
        row = _first_words(result, term, text.strip(), by, at)
    elif row.version != version:
        raise Conflict(theirs={"Umpan balik yang tersimpan": row.text}, version=row.version)
    else:
        change(row, expect=row.version, text=text.strip(), given_at=at)
    after = {"term": term.name, "result": result.pk}
    audit.record(action="feedback.given_by_assigner", by=by, at=at, target=plan, after=after)
    return row


def _first_words(result: Result, term: Term, text: str, by: Employee, at: datetime) -> Feedback:
    try:
        with transaction.atomic():
            return Feedback.objects.create(
                plan=result.plan,
                term=term,
                result=result,
                text=text,
                is_from_assigner=True,
                given_by=by,
                given_at=at,
            )
    except IntegrityError:
        saved = Feedback.objects.get(result=result, term=term, given_by=by, is_from_assigner=True)
        raise Conflict(theirs={"Umpan balik yang tersimpan": saved.text}, version=saved.version) from None
