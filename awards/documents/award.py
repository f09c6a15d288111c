"""The recommendation of an award list that the committee has settled."""

from __future__ import annotations

from dataclasses import replace

from django.utils import timezone

from appraisal.templatetags.ui import angka
from reviews.documents.people import NOBODY, letterhead, party_of, placed, signature, span
from reviews.rules.document import DOCUMENT_LABELS, DocumentKind

from ..models import AwardCandidate, AwardList
from ..queries.criteria import criteria_of
from ..queries.scheme import late_sentence
from ..rules.award import Choice, restored
from .payload import AwardSheet, Nominee


def award_sheet(award_list: AwardList) -> AwardSheet:
    """Return the recommended people with their reasons; nobody else is named."""
    head, period = letterhead(), award_list.period
    closed_on = timezone.localdate(award_list.closed_at) if award_list.closed_at else None
    signer = party_of(award_list.closed_by, closed_on or period.ended_on)
    rows = AwardCandidate.objects.filter(award_list=award_list)
    chosen = rows.filter(decision=Choice.RECOMMENDED).select_related(
        "employee", "placement__position", "placement__unit", "unit", "nomination"
    )
    # by name: the letter names people; it ranks nobody
    alphabetical = chosen.order_by("employee__name", "unit__name", "nomination__team_name", "pk")
    return AwardSheet(
        kind=DocumentKind.AWARD.value,
        title=DOCUMENT_LABELS[DocumentKind.AWARD],
        year=period.year,
        span=span(period.started_on, period.ended_on),
        letterhead=head,
        award_list=award_list.pk,
        award=award_list.name,
        places=award_list.places,
        eligible=rows.filter(is_eligible=True).count(),
        weights=tuple(f"{one.label} {angka(one.weight)}%" for one in criteria_of(award_list.scheme)),
        nominees=tuple(_nominee(number, row) for number, row in enumerate(alphabetical, start=1)),
        signatures=(signature("Tim Penghargaan", signer, place=head.city, on=closed_on),),
        purpose=award_list.scheme.purpose,
        empty=award_list.empty_reason,
        late=late_sentence(award_list.scheme),
    )


def _nominee(number: int, row: AwardCandidate) -> Nominee:
    if row.employee is None or row.placement is None:
        person = replace(NOBODY, name=row.title, position=row.place_words)
    else:
        person = placed(row.employee, row.placement)
    parts = [restored(part) for part in row.contributions]
    return Nominee(
        number=number,
        name=person.name,
        employee_number=person.number,
        number_label=person.number_label,
        position=person.position,
        unit=person.unit,
        score=angka(row.score, 2),
        parts=tuple(
            f"{part.label}: {angka(part.value, 1)}\u00a0×\u00a0{angka(part.weight)}%" for part in parts
        ),
        reason=row.reason,
    )
