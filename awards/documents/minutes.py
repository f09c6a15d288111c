"""The minutes of a sitting: who was present, what was considered, and what was decided why."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils import timezone

from appraisal.templatetags.ui import angka, berhari, tanggal
from organizations.models import Employee
from reviews.documents.payload import Signature
from reviews.documents.people import letterhead, party_of, signature, span
from reviews.rules.document import DOCUMENT_LABELS, DocumentKind

from ..access.award import members
from ..models import AwardCandidate, AwardList, Recusal, Sitting, SittingMember
from ..queries.award import IN_GROUP
from ..queries.criteria import criteria_of
from ..queries.scheme import late_sentence
from ..rules.award import CHOICE_LABELS, GROUP_LABELS, Choice, Group
from ..rules.scheme import SITTING_LABELS, SittingPart
from .payload import Attendee, Considered, MinutesSheet

PER_ROW = 3  # signatures
ORDER = {part: number for number, part in enumerate(SittingPart)}


def minutes_sheet(sitting: Sitting) -> MinutesSheet:
    """Return what a sitting decided, with neutral words about who stepped aside."""
    head, award_list = letterhead(), sitting.award_list
    scheme, period = award_list.scheme, award_list.period
    present = sorted(
        SittingMember.objects.filter(sitting=sitting).select_related("employee"),
        key=lambda row: (ORDER[SittingPart(row.part)], row.employee.name, row.pk),
    )
    committee = members(sitting.held_on)
    seated = {row.employee_id for row in present}
    absent = Employee.objects.filter(pk__in=committee - seated).order_by("name", "pk")
    return MinutesSheet(
        kind=DocumentKind.AWARD_MINUTES.value,
        title=DOCUMENT_LABELS[DocumentKind.AWARD_MINUTES],
        year=period.year,
        span=span(period.started_on, period.ended_on),
        letterhead=head,
        sitting=sitting.pk,
        award=award_list.name,
        purpose=scheme.purpose,
        held_on=berhari(sitting.held_on),
        place=sitting.place,
        course=sitting.course,
        attendees=tuple(
            _attendee(number, row, sitting.held_on) for number, row in enumerate(present, start=1)
        ),
        absent=tuple(person.full_name for person in absent),
        quorum=f"{len(committee & seated)} dari {len(committee)} anggota tim hadir.",
        late=late_sentence(scheme),
        counts=_counts(award_list),
        method=_method(award_list),
        considered=tuple(
            _considered(number, row) for number, row in enumerate(considered(award_list), start=1)
        ),
        aside=_aside(award_list),
        tie=award_list.tie_reason,
        empty=award_list.empty_reason,
        signatures=_signed(present, sitting, head.city),
    )


def considered(award_list: AwardList) -> list[AwardCandidate]:
    """Return whom the committee decided about, and who stood on the proposed places, by name."""
    rows = AwardCandidate.objects.filter(award_list=award_list)
    scores = rows.filter(is_eligible=True).order_by("-score").values_list("score", flat=True)
    border = list(scores[: award_list.places])[-1:]
    short = Q(is_eligible=True, score__gte=border[0]) if border else Q(pk__in=[])
    found = rows.filter(short | ~Q(decision="")).select_related(
        "employee", "placement__position", "placement__unit", "unit", "nomination"
    )
    return list(found.order_by("employee__name", "unit__name", "nomination__team_name", "pk"))


def _attendee(number: int, row: SittingMember, on: date) -> Attendee:
    person = party_of(row.employee, on)
    part = SITTING_LABELS[SittingPart(row.part)]
    return Attendee(number, person.name, person.number, person.number_label, part)


def _counts(award_list: AwardList) -> tuple[tuple[str, str], ...]:
    rows = AwardCandidate.objects.filter(award_list=award_list)
    return tuple((GROUP_LABELS[group], angka(rows.filter(IN_GROUP[group]).count())) for group in Group)


def _method(award_list: AwardList) -> tuple[tuple[str, str], ...]:
    """Return how the proposal was computed, so that anybody can repeat it."""
    weights = "; ".join(f"{one.label} {angka(one.weight)}%" for one in criteria_of(award_list.scheme))
    rows = [("Bobot", weights), ("Dihitung", tanggal(timezone.localdate(award_list.proposed_at)))]
    if award_list.formula:
        rows.append(("Versi rumus", award_list.formula))
    if award_list.seed is not None:
        rows.append(("Benih acak", f"{award_list.seed}, {angka(award_list.trials)} percobaan"))
    return tuple(rows)


def _considered(number: int, row: AwardCandidate) -> Considered:
    band = f"{angka(row.low, 2)}–{angka(row.high, 2)}" if row.low is not None and row.high is not None else ""
    return Considered(
        number=number,
        name=row.title,
        place=row.place_words,
        score=angka(row.score, 2),
        band=band,
        decision=CHOICE_LABELS[Choice(row.decision)] if row.decision else "Tidak diputuskan",
        reason=row.reason,
    )


def _aside(award_list: AwardList) -> tuple[str, ...]:
    rows = Recusal.objects.filter(candidate__award_list=award_list).select_related(
        "member", "candidate__employee", "candidate__unit", "candidate__nomination"
    )
    return tuple(
        f"{row.member.full_name} tidak menilai dan tidak memutuskan tentang {row.candidate.title} "
        "karena benturan kepentingan."
        for row in rows.order_by("member__name", "pk")
    )


def _signed(present: list[SittingMember], sitting: Sitting, city: str) -> tuple[tuple[Signature, ...], ...]:
    """Return the lines where those present sign, three beside each other; the first names place and day."""
    signs = [
        signature(
            SITTING_LABELS[SittingPart(row.part)],
            party_of(row.employee, sitting.held_on),
            place="" if number else city,
            on=None if number else sitting.held_on,
        )
        for number, row in enumerate(present)
    ]
    return tuple(tuple(signs[start : start + PER_ROW]) for start in range(0, len(signs), PER_ROW))
