"""What lies beside the superior's words: what others said in the term, and the latest notes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from appraisal.templatetags.ui import tanggal
from indicators.models import Plan, Term
from organizations.models import Employee

from ..models import Note
from ..rules.remark import GIVER_LABELS, Giver
from .evaluation import PlanProgress
from .remark import remarks_of

NOTES = 3  # latest ones of a result


@dataclass(frozen=True)
class Saying:
    """Words of somebody else that the superior may take up."""

    key: str
    text: str
    who: str
    relation: str
    at: datetime
    about: str = ""
    is_own: bool = False

    @property
    def quoted(self) -> str:
        """The words as they are put into the superior's field to be worded anew, others' with source."""
        if self.is_own:
            return self.text
        return f"{self.who}, {tanggal(self.at)}: “{self.text}”"


@dataclass(frozen=True)
class Beside:
    """What lies beside one result or behaviour."""

    sayings: list[Saying] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def beside(plan: Plan, term: Term, progress: PlanProgress, reader: Employee) -> dict[str, Beside]:
    """Return what lies beside each field of the feedback page: "result_7", "value_3" (two queries).

    What belongs to no field, because it is about the work or about a result that a change took out,
    stands under "".
    """
    found: dict[str, Beside] = defaultdict(Beside)
    fields = {f"result_{item.result.pk}" for item in progress.results}
    fields |= {f"value_{item.expectation.value_id}" for item in progress.behaviours}
    for item in progress.results:
        for text in item.feedback:
            if text.term_id == term.pk and text.is_from_assigner:
                who, relation = text.given_by.full_name, GIVER_LABELS[Giver.ASSIGNER]
                said = Saying(f"f{text.pk}", text.text, who, relation, text.given_at)
                found[f"result_{item.result.pk}"].sayings.append(said)
    for remark in remarks_of(plan, term):
        name = f"result_{remark.result_id}" if remark.result_id else f"value_{remark.value_id}"
        said = Saying(
            f"u{remark.pk}",
            remark.text,
            remark.given_by.full_name,
            remark.giver_label,
            remark.given_at,
            remark.about,
            remark.given_by_id == reader.pk,
        )
        found[name if name in fields else ""].sayings.append(said)
    for note in _latest_notes(plan, term):
        found[f"result_{note.result_id}"].notes.append(note)
    return found


def _latest_notes(plan: Plan, term: Term) -> list[Note]:
    last = Window(RowNumber(), partition_by=F("result"), order_by=[F("noted_on").desc(), F("pk").desc()])
    notes = Note.objects.kept().filter(  # type: ignore[attr-defined]
        placement=plan.placement_id,
        result__isnull=False,
        noted_on__gte=max(plan.started_on, term.started_on),
        noted_on__lte=min(plan.last_day, term.ended_on),
    )
    return list(notes.annotate(place=last).filter(place__lte=NOTES).order_by("result", "place"))
