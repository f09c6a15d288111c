"""What goes back and forth about a plan: submissions are kept, opening is noted, suggestions are given."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from appraisal.errors import Refused
from organizations.models import Employee

from .. import access, queries
from ..models import Plan, Reading, Submission, Suggestion
from ..rules import PlanStatus

SUGGESTION_AT_MOST = 4000  # of a plan as a whole
REMARK_AT_MOST = 2000  # of one result or behaviour


def keep_submission(plan: Plan) -> Submission:
    """Keep a submitted plan as it is, under the next number; the caller holds the plan."""
    assert plan.submitted_at is not None
    assert plan.submitted_to_id is not None
    last = plan.submissions.order_by("-number").values_list("number", flat=True).first() or 0
    whole = queries.with_content(Plan.every.all()).get(pk=plan.pk)
    return Submission.objects.create(
        plan=plan,
        number=last + 1,
        payload=queries.plan_payload(whole),
        submitted_at=plan.submitted_at,
        submitted_to_id=plan.submitted_to_id,
    )


def current_submission(plan: Plan) -> Submission:
    """Return the submission that lies with the superior; one from before they were kept is laid down now."""
    last = plan.submissions.defer("payload").order_by("-number").first()
    return last or keep_submission(plan)


@transaction.atomic
def note_reading(*, plan: Plan, by: Employee, at: datetime) -> Reading | None:
    """Note that the superior of today opened a submitted plan, once per submission and reader.

    Return None when there is nothing to note: the plan lies with its owner, or somebody else reads.
    """
    on = timezone.localdate(at)
    fresh = Plan.every.select_related("placement").select_for_update(of=("self",)).get(pk=plan.pk)
    superior = access.superior_on(fresh, on)
    if fresh.status != PlanStatus.SUBMITTED or superior != by:
        return None
    submission = current_submission(fresh)
    reading, _ = Reading.objects.get_or_create(submission=submission, reader=by, defaults={"read_at": at})
    return reading


Labelled = list[tuple[str, Suggestion]]  # the words before a text in the history, and its unsaved row


def read_suggestions(
    plan: Plan, *, whole: str, results: Mapping[int, str], values: Mapping[int, str]
) -> Labelled:
    """Return what the superior suggests for the whole, per result and per behaviour, ready to be kept.

    Raise Refused when there is no word at all, when a text is too long, or when it is about a part that
    the plan does not hold.
    """
    rows = _whole(whole) + _on_results(plan, results) + _on_values(plan, values)
    if not rows:
        raise Refused("Tulis saran Anda, supaya jelas apa yang bisa diperbaiki.", "suggestion")
    return rows


def as_one_text(rows: Labelled) -> str:
    """Return suggestions as the plan and its history tell them."""
    return "\n".join(f"{label}: {row.text}" if label else row.text for label, row in rows)


def keep_suggestions(plan: Plan, rows: Labelled, *, by: Employee, at: datetime) -> None:
    """Write suggestions beside the submission they are about; the caller holds the plan."""
    submission = current_submission(plan)
    for _, row in rows:
        row.submission, row.given_by, row.given_at = submission, by, at
    Suggestion.objects.bulk_create(row for _, row in rows)


def _whole(text: str) -> Labelled:
    text = _fitting(text, SUGGESTION_AT_MOST, "suggestion")
    return [("", Suggestion(about=Suggestion.WHOLE, text=text))] if text else []


def _on_results(plan: Plan, texts: Mapping[int, str]) -> Labelled:
    known = queries.ordered_results(plan)
    _refuse_unknown(texts, [row.pk for row in known])
    found = []
    for number, row in enumerate(known, start=1):
        if text := _fitting(texts.get(row.pk, ""), REMARK_AT_MOST, f"hasil_{row.pk}"):
            found.append((f"Hasil {number}", Suggestion(result=row, about=row.text, text=text)))
    return found


def _on_values(plan: Plan, texts: Mapping[int, str]) -> Labelled:
    known = [row.value for row in plan.behaviours.select_related("value").order_by("value__number")]
    _refuse_unknown(texts, [value.pk for value in known])
    found = []
    for value in known:
        if text := _fitting(texts.get(value.pk, ""), REMARK_AT_MOST, f"nilai_{value.pk}"):
            found.append((value.name, Suggestion(value=value, about=value.name, text=text)))
    return found


def _refuse_unknown(texts: Mapping[int, str], known: Collection[int]) -> None:
    if any(text.strip() and pk not in known for pk, text in texts.items()):
        raise Refused("Bagian ini tidak ada lagi di SKP. Buka lagi halamannya, lalu tulis saran Anda.")


def _fitting(text: str, longest: int, field: str) -> str:
    text = text.strip()
    if len(text) > longest:
        raise Refused(f"Tulisan ini paling panjang {longest} huruf.", field)
    return text
