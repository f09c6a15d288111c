"""The letter that proposes people for Satyalancana Karya Satya, with the list of them."""

from __future__ import annotations

from django.utils import timezone

from appraisal.templatetags.ui import tanggal
from indicators.queries.payload import placement_on
from organizations.models import Employee
from reviews.documents.people import letterhead, party_of, placed, signature
from reviews.rules.document import DOCUMENT_LABELS, DocumentKind

from ..models import MedalLetter, MedalProposal
from ..queries.career import careers, medal_policy
from ..rules.service import MEDAL_LABELS, Career, Medal, Policy, month_of, service, span_words
from .certificate import leader_on
from .payload import MedalCandidate, MedalSheet


def medal_sheet(letter: MedalLetter) -> MedalSheet:
    """Return the letter with everybody it proposes, by class and name; service is told up to its month."""
    head, on = letterhead(), timezone.localdate(letter.made_at)
    rows = list(letter.proposals.select_related("employee").order_by("medal", "employee__name", "pk"))
    policy = medal_policy(on)
    known = careers(Employee.objects.filter(pk__in=[row.employee_id for row in rows]), on, policy)
    leader = leader_on(on)
    signer = party_of(leader or letter.made_by, on)
    return MedalSheet(
        kind=DocumentKind.MEDAL.value,
        title=DOCUMENT_LABELS[DocumentKind.MEDAL],
        year=on.year,
        span="",
        letterhead=head,
        letter=letter.pk,
        addressee=letter.addressee,
        written_on=tanggal(on),
        candidates=tuple(
            _candidate(number, row, known[row.employee_id], month_of(on), policy, letter)
            for number, row in enumerate(rows, start=1)
        ),
        counts=tuple(
            f"{MEDAL_LABELS[medal]}: {many} orang"
            for medal in Medal
            if (many := sum(row.medal == medal for row in rows))
        ),
        signatures=(
            signature(signer.position if leader else "Pengelola kepegawaian", signer, place=head.city, on=on),
        ),
    )


def _candidate(
    number: int, row: MedalProposal, career: Career, month: int, policy: Policy, letter: MedalLetter
) -> MedalCandidate:
    on = timezone.localdate(letter.made_at)
    post = placement_on(row.employee, on)
    person = placed(row.employee, post) if post is not None else party_of(row.employee, on)
    return MedalCandidate(
        number=number,
        name=person.name,
        employee_number=person.number,
        rank=person.rank,
        position=person.position,
        unit=person.unit,
        medal=MEDAL_LABELS[Medal(row.medal)],
        service=span_words(service(career, month, policy) or 0),
    )
