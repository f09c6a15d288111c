"""What was drawn, in numbers: no query here names a pair."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count, Exists, Max, Min, OuterRef, Q

from ..models import Invitation, Relation, Reviewee, Round
from ..rules import SEALED, InvitationStatus, Side, Why
from ..rules.draw_words import Figures
from ..rules.shifts import MUTUAL

NEVER_ASKED = (
    InvitationStatus.PROPOSED.value,
    InvitationStatus.STRUCK.value,
    InvitationStatus.WITHDRAWN.value,
)
REMARKS = 12  # sentences a person reads


@dataclass(frozen=True)
class Course:
    """What became of a draw since the opening."""

    declined: int = 0
    withdrawn: int = 0
    replaced: int = 0
    remarks: list[tuple[str, int]] = field(default_factory=list)  # sentence, reviewed people it is about


def drawn_figures(row: Round) -> Figures:
    """Return the numbers of the draw of an open round, replacements included (six queries)."""
    asked = Invitation.objects.filter(round=row).exclude(status__in=NEVER_ASKED)
    sides: Counter[Side] = Counter()
    across = 0
    counts = asked.values_list("side", "is_cross").annotate(Count("pk")).order_by("side", "is_cross")
    for side, is_cross, count in counts:
        sides[Side(side)] += count
        across += count if is_cross and side == Side.PEER else 0
    most = asked.filter(side__in=SEALED).values("rater").annotate(forms=Count("pk")).order_by()
    peers = asked.filter(side=Side.PEER).values("reviewee").annotate(forms=Count("pk")).order_by()
    received = peers.aggregate(least=Min("forms"), most=Max("forms"))
    back = asked.filter(rater=OuterRef("ratee"), ratee=OuterRef("rater"), side__in=MUTUAL)
    return Figures(
        reviewed=Reviewee.objects.filter(round=row).count(),
        invitations=sides.total(),
        raters=asked.exclude(side=Side.SELF).aggregate(people=Count("rater", distinct=True))["people"],
        by_side=dict(sides),
        across=across,
        mutual=asked.filter(Exists(back), side__in=MUTUAL).count() // 2,
        most=most.aggregate(most=Max("forms"))["most"] or 0,
        least_received=received["least"] or 0,
        most_received=received["most"] or 0,
    )


def course_of(row: Round) -> Course:
    """Return who stepped aside and was replaced, in numbers, and how small units were helped."""
    counts = Invitation.objects.filter(round=row).aggregate(
        declined=Count("pk", filter=Q(status=InvitationStatus.DECLINED)),
        withdrawn=Count("pk", filter=Q(status=InvitationStatus.WITHDRAWN, why__in=_drawn_whys())),
        replaced=Count("pk", filter=Q(replaces__isnull=False)),
    )
    people = Reviewee.objects.filter(round=row).exclude(remark="").values_list("remark")
    remarks = people.annotate(people=Count("pk")).order_by("-people", "remark")[:REMARKS]
    return Course(**counts, remarks=list(remarks))


def _drawn_whys() -> list[str]:
    """Return the reasons of people who were asked; names of a list that were not drawn never were."""
    return [why.value for why in Why if why not in (Why.OWN_PROPOSAL, Why.ADDED)]


def relations_known() -> int:
    """Return how many pairs declared a relation; nobody reads which."""
    return Relation.objects.filter(ended_at__isnull=True).count()
