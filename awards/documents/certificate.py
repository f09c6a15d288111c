"""The certificate of one winner: a person, a unit, or a team with its members."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from organizations.models import Employee, Placement
from reviews.documents.people import letterhead, party_of, placed, signature, span
from reviews.rules.document import DOCUMENT_LABELS, DocumentKind

from ..models import AwardCandidate, NominationMember
from .payload import CertificateSheet

FEW, SHORT = 5, 250  # members, characters of the reason: with more everything is printed smaller
LONG, LONGEST = 34, 60  # characters of a name: from here on it is printed smaller


def certificate_sheet(candidate: AwardCandidate) -> CertificateSheet:
    """Return what the certificate of a winner says: the words for the public, never the internal reason."""
    head, award_list = letterhead(), candidate.award_list
    period = award_list.period
    on = timezone.localdate(award_list.closed_at) if award_list.closed_at else period.ended_on
    leader = leader_on(on)
    role = "Pimpinan instansi" if leader else "Tim Penghargaan"
    signer = party_of(leader or award_list.closed_by, on)
    members, reason = _members(candidate), candidate.public_reason or award_list.scheme.purpose
    return CertificateSheet(
        kind=DocumentKind.AWARD_CERTIFICATE.value,
        title=DOCUMENT_LABELS[DocumentKind.AWARD_CERTIFICATE],
        year=period.year,
        span=span(period.started_on, period.ended_on),
        letterhead=head,
        candidate=candidate.pk,
        award=award_list.name,
        name=candidate.title,
        lines=_lines(candidate),
        members=members,
        reason=reason,
        length="" if len(candidate.title) < LONG else "long" if len(candidate.title) < LONGEST else "longest",
        is_dense=len(members) > FEW or len(reason) > SHORT,
        signatures=(signature(signer.position if leader else role, signer, place=head.city, on=on),),
    )


def leader_on(on: date) -> Employee | None:
    """Return who leads the agency on a day: the head of the root unit, if one is named."""
    post = Placement.objects.on(on).filter(is_head=True, unit__parent__isnull=True).select_related("employee")
    found = post.order_by("-started_on", "pk").first()
    return found.employee if found else None


def _lines(candidate: AwardCandidate) -> tuple[str, ...]:
    if candidate.employee is None or candidate.placement is None:
        return ()
    person = placed(candidate.employee, candidate.placement)
    return (f"{person.number_label} {person.number}", f"{person.position}, {person.unit}")


def _members(candidate: AwardCandidate) -> tuple[str, ...]:
    if candidate.nomination_id is None:
        return ()
    rows = NominationMember.objects.filter(nomination=candidate.nomination_id).select_related("employee")
    return tuple(row.employee.full_name for row in rows.order_by("employee__name", "pk"))
