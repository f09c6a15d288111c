"""Page-sized reads of the committee's work: stepping aside, points, notes, sittings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from appraisal.paging import counted_page
from appraisal.templatetags.ui import angka
from organizations.access import has_role
from organizations.models import Employee
from organizations.rules import Role

from ..access.award import visible_candidates
from ..access.committee import may_judge, may_recuse
from ..access.conflict import apart_from, not_apart
from ..models import AwardCandidate, AwardList, DiscussionNote, JuryScore, Recusal, Sitting, SittingMember
from ..rules.scheme import SITTING_LABELS, SittingPart
from .jury import jury_criteria, spreads, unread

PAGE = 25
LOADED = ("award_list", "employee", "placement__position", "placement__unit", "unit", "nomination")


def beside(candidate: AwardCandidate, user: Employee, on: date) -> dict[str, Any]:
    """Return what the committee left about a candidate, as far as this person may read it."""
    apart = not_apart(user, candidate, on).reason
    recusals = Recusal.objects.filter(candidate=candidate).select_related("member")
    member = bool(may_recuse(user, candidate, on))
    rows = list(recusals.order_by("recused_at", "pk"))
    stepped = any(row.member_id == user.pk for row in rows)
    if apart:  # reasons are about the candidate, too
        rows = [row for row in rows if row.member_id == user.pk]
    is_open = candidate.award_list.closed_at is None
    return {
        "recusals": rows,
        "apart": apart,
        "may_recuse": member and is_open and not stepped and candidate.employee_id != user.pk,
        "may_note": member and is_open and not apart,
        "notes": [] if apart else notes_about(candidate),
        "jury": [] if apart else jury_lines(candidate, user, member),
        "may_judge": is_open and not apart and bool(may_judge(user, candidate, on)),
    }


def hidden(candidate: AwardCandidate, user: Employee, on: date) -> str:
    """Return what stands where this person does not read the points of a candidate; nothing where it does."""
    criteria = len(jury_criteria(candidate.award_list))
    is_member = criteria > 0 and has_role(user, Role.AWARD_COMMITTEE, on)
    found = unread([candidate], candidate.award_list, user, criteria=criteria, is_member=is_member)
    return found.get(candidate.pk, "")


def notes_about(candidate: AwardCandidate) -> list[DiscussionNote]:
    """Return what was said about a candidate, newest first (one query)."""
    rows = DiscussionNote.objects.filter(candidate=candidate).select_related("noted_by")
    return list(rows.order_by("-noted_at", "-pk"))


def notes_on_list(award_list: AwardList) -> list[DiscussionNote]:
    """Return what was said about the list as a whole, newest first (one query)."""
    rows = DiscussionNote.objects.filter(award_list=award_list, candidate__isnull=True)
    return list(rows.select_related("noted_by").order_by("-noted_at", "-pk"))


# --- Points -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class JuryLine:
    """One criterion of the jury: the own points, and what several members gave together."""

    label: str
    own: str
    together: str


def jury_lines(candidate: AwardCandidate, user: Employee, is_member: bool) -> list[JuryLine]:
    """Return the criteria with the own points; a member reads the others' only after giving the own.

    Mean and spread are told from two members on; who gave what never is.
    """
    criteria = jury_criteria(candidate.award_list) if candidate.award_list.scheme_id else []
    if not criteria:
        return []
    own = {row.criterion_id: row for row in JuryScore.objects.filter(candidate=candidate, member=user)}
    together = spreads(candidate)
    lines = []
    for row in criteria:
        mine, all_of_them = own.get(row.pk), together.get(row.pk)
        if is_member and mine is None:
            words = "Terbaca setelah Anda memberi nilai."
        elif all_of_them is None:
            words = "Terbaca setelah dua anggota memberi nilai."
        else:
            words = (
                f"{angka(all_of_them.mean, 2)} rata-rata {all_of_them.count} anggota, "
                f"{angka(all_of_them.low)}–{angka(all_of_them.high)}"
            )
        lines.append(JuryLine(row.label, angka(mine.points) if mine else "", words))
    return lines


@dataclass(frozen=True)
class Judged:
    """A candidate on the page of the jury, with how far this member is."""

    pk: int
    name: str
    place: str
    apart: str
    given: int


def jury_page(award_list: AwardList, user: Employee, on: date, number: str) -> dict[str, Any]:
    """Return one page of the candidates to score, by name, with what this member has given."""
    criteria = jury_criteria(award_list)
    found = to_judge(award_list, user, on)
    page = counted_page(number, found.count(), PAGE)
    rows = list(found[page.part])
    apart = apart_from(user, rows, on)
    counts = JuryScore.objects.filter(member=user, candidate__in=[row.pk for row in rows])
    given = dict(counts.order_by().values_list("candidate").annotate(Count("pk")))
    cards = [
        Judged(row.pk, row.title, row.place_words, apart.get(row.pk, ""), given.get(row.pk, 0))
        for row in rows
    ]
    return {"criteria": criteria, "cards": cards, "page": page, "needed": len(criteria)}


def to_judge(award_list: AwardList, user: Employee, on: date) -> QuerySet[AwardCandidate]:
    """Return the candidates of a list that meet the conditions, or lack nothing but points, by name."""
    able = Q(is_eligible=True) | Q(score__isnull=True)
    rows = visible_candidates(user, on).filter(able, award_list=award_list).select_related(*LOADED)
    return rows.order_by("employee__name", "unit__name", "nomination__team_name", "pk")


def next_to_judge(candidate: AwardCandidate, user: Employee, on: date) -> AwardCandidate | None:
    """Return the next candidate by name without own points; None when all have them."""
    rows = to_judge(candidate.award_list, user, on).exclude(pk=candidate.pk)
    done = JuryScore.objects.filter(member=user, candidate__award_list=candidate.award_list_id)
    return rows.exclude(pk__in=done.values("candidate")).first()


# --- Sittings -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Seat:
    """A sitting as its page shows it, with the names of those who were present."""

    pk: int
    held_on: date
    place: str
    course: str
    present: list[str]


def sittings_of(award_list: AwardList) -> list[Seat]:
    """Return the sittings of a list with who was present as what, newest first (three queries)."""
    rows = Sitting.objects.filter(award_list=award_list).prefetch_related("members__employee")
    return [
        Seat(row.pk, row.held_on, row.place, row.course, [_seat(one) for one in row.members.all()])
        for row in rows.order_by("-held_on", "-pk")
    ]


def _seat(member: SittingMember) -> str:
    return f"{member.employee.full_name}, {SITTING_LABELS[SittingPart(member.part)].lower()}"
