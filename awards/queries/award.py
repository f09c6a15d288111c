"""Page-sized reads of award lists: all of them, the method of a proposal, one list in its groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, F, Q, QuerySet

from appraisal.templatetags.ui import angka
from organizations.models import Employee

from ..access.award import visible_candidates
from ..models import AwardCandidate, AwardList, AwardScheme
from ..rules.award import GROUP_LABELS, Choice, Group
from ..rules.ties import band_of
from .candidate import decision_label, sentence_of
from .jury import unread
from .weights import weights_of

PAGE = 25
IN_GROUP = {
    Group.PROPOSED: Q(is_eligible=True),
    Group.NOT_YET: Q(is_eligible=False, score__isnull=False),
    Group.NO_DATA: Q(is_eligible=False, score__isnull=True),
}
RECOMMENDED = Q(decision=Choice.RECOMMENDED)


def award_lists() -> list[AwardList]:
    """Return every award list, newest first, with its counts of eligible and recommended people."""
    rows = AwardList.objects.select_related("scheme__period").annotate(
        eligible=Count("candidates", filter=Q(candidates__is_eligible=True)),
        recommended=Count("candidates", filter=Q(candidates__decision=Choice.RECOMMENDED)),
    )
    return list(rows.order_by("-scheme__period__year", "-proposed_at", "-pk"))


# --- Before a proposal ------------------------------------------------------------------------


def schemes_to_compute() -> list[AwardScheme]:
    """Return the published schemes of open years whose list is not settled, the newest year first."""
    rows = AwardScheme.objects.filter(
        published_at__isnull=False,
        cancelled_at__isnull=True,
        period__opened_at__isnull=False,
        period__archived_at__isnull=True,
        award_list__closed_at__isnull=True,
    )
    return list(rows.select_related("period").order_by("-period__year", "name", "pk"))


# --- One list ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Card:
    """One candidate as the list shows it."""

    pk: int
    name: str
    place: str
    score: Decimal | None
    band: str
    mark: str
    sentence: str
    unmet: list[str]
    decision: str
    is_recommended: bool


@dataclass(frozen=True)
class Run:
    """Neighbours on a page who are tied with each other, or of whom nobody is; `heading` says which."""

    heading: str
    is_border: bool
    cards: list[Card]


@dataclass(frozen=True)
class Page:
    """The addresses beside one page of a group."""

    label: str
    prev_href: str
    next_href: str


def list_page(
    award_list: AwardList,
    user: Employee,
    on: date,
    group: Group,
    number: int,
    text: str = "",
    *,
    is_member: bool = False,
) -> dict[str, Any]:
    """Return one page of a group with counts, ties and what is recommended so far (seven queries).

    `text` keeps people whose name contains it or whose NIP starts with it; a member reads points of the jury
    after the own.
    """
    rows = visible_candidates(user, on).filter(award_list=award_list)
    text = text.strip()[:80]
    wanted = Q(employee__in=Employee.objects.search(text)) if text else Q()
    counts = rows.aggregate(
        **{_name(one): Count("pk", filter=condition & wanted) for one, condition in IN_GROUP.items()},
        recommended=Count("pk", filter=RECOMMENDED),
    )
    total = counts[_name(group)]
    number = min(max(number, 1), max(-(-total // PAGE), 1))
    candidates = _shown(rows.filter(IN_GROUP[group], wanted), group, number)
    border = _border(rows, award_list.places) if group == Group.PROPOSED else None
    ties = _ties(rows, candidates) if group == Group.PROPOSED else {}
    weights = weights_of(award_list)
    scored = sum(one.is_jury for one in weights)
    hidden = unread(candidates, award_list, user, criteria=scored, is_member=is_member)
    return {
        "award_list": award_list,
        "weights": weights,
        "has_jury": scored > 0,
        "group": group,
        "heading": GROUP_LABELS[group],
        "runs": _runs(candidates, award_list, ties, border, hidden),
        "groups": _groups(counts, group, text),
        "page": _page(group, number, total, text),
        "q": text,
        "is_long": bool(text) or total > PAGE,
        "border": border,
        "recommended": _recommended(rows, counts["recommended"]),
        "recommended_count": counts["recommended"],
    }


def _name(group: Group) -> str:
    return f"in_{group.name.lower()}"


def _shown(rows: QuerySet[AwardCandidate], group: Group, number: int) -> list[AwardCandidate]:
    """Return one page: the eligible by score, everybody else and every tie by name; NIP never decides.

    The order is found on keys alone, because sorting whole rows of a city takes ten times as long.
    """
    order: list[Any] = [F("place").asc(nulls_last=True), "-score"] if group == Group.PROPOSED else []
    keys = list(
        rows.order_by(*order, "employee__name", "pk").values_list("pk", flat=True)[
            (number - 1) * PAGE : number * PAGE
        ]
    )
    related = AwardCandidate.objects.select_related("employee", "placement__position", "placement__unit")
    found = related.in_bulk(keys)
    return [found[key] for key in keys]


@dataclass(frozen=True)
class Border:
    """The last place of a list, and the tie that goes on beyond it."""

    places: int
    tie: int | None

    @property
    def overflows(self) -> bool:
        """Whether more people are tied at the last place than places are left."""
        return self.tie is not None


def _border(rows: QuerySet[AwardCandidate], places: int) -> Border:
    around = rows.filter(place__in=[places, places + 1]).order_by("place").values_list("tie", flat=True)
    ties = list(around)
    return Border(places, ties[0] if len(ties) == 2 and ties[0] == ties[1] else None)


def _ties(rows: QuerySet[AwardCandidate], shown: list[AwardCandidate]) -> dict[int | None, int]:
    alike = rows.filter(tie__in={candidate.tie for candidate in shown if candidate.tie is not None})
    return dict(alike.order_by().values_list("tie").annotate(Count("pk")))


def _runs(
    shown: list[AwardCandidate],
    award_list: AwardList,
    ties: dict[int | None, int],
    border: Border | None,
    hidden: Mapping[int, str],
) -> list[Run]:
    """Return the candidates of a page in runs of one tie, or of people whose scores can be told apart."""
    return [
        Run(
            _heading(ties.get(tie, 0)) if ties else "",
            border is not None and border.overflows and tie == border.tie,
            [_card(candidate, award_list, border, hidden.get(candidate.pk, "")) for candidate in run],
        )
        for tie, run in groupby(shown, key=lambda candidate: candidate.tie)
    ]


def _heading(tied: int) -> str:
    if not tied:
        return "Nilainya dapat dibedakan"
    return (
        f"Seri, {angka(tied)} calon: selisih nilainya lebih kecil daripada ketidakpastiannya. "
        "Urutan di sini menurut banyaknya bukti, lalu yang tahun lalu belum menerima, lalu undian."
    )


def _card(candidate: AwardCandidate, award_list: AwardList, border: Border | None, hidden: str) -> Card:
    return Card(
        pk=candidate.pk,
        name=candidate.title,
        place=candidate.place_words,
        score=candidate.score if candidate.is_eligible and not hidden else None,
        band="" if hidden else band_of(candidate.share).value,
        mark=_mark(candidate, border),
        sentence=hidden or sentence_of(candidate, award_list.places, award_list.trials),
        unmet=list(dict.fromkeys(one["fact"] for one in candidate.criteria if one["met"] is not True)),
        decision=decision_label(candidate),
        is_recommended=candidate.decision == Choice.RECOMMENDED,
    )


def _mark(candidate: AwardCandidate, border: Border | None) -> str:
    """Return the word beside a candidate inside the number of places; a tie at its edge has its own."""
    if border is None or candidate.place is None or (border.overflows and candidate.tie == border.tie):
        return ""
    return "Diusulkan" if candidate.place <= border.places else ""


def _href(group: Group, text: str, number: int = 1) -> str:
    kept = {"kelompok": group.value, "q": text, "halaman": number if number > 1 else ""}
    return "?" + urlencode({name: value for name, value in kept.items() if value})


def _groups(counts: dict[str, int], current: Group, text: str) -> list[dict[str, Any]]:
    return [
        {
            "label": f"{GROUP_LABELS[one]} ({angka(counts[_name(one)])})",
            "href": _href(one, text),
            "is_current": one == current,
        }
        for one in Group
    ]


def _page(group: Group, number: int, total: int, text: str) -> Page:
    first, last = (number - 1) * PAGE + 1, min(number * PAGE, total)
    return Page(
        label=f"{angka(first)}–{angka(last)} dari {angka(total)}",
        prev_href=_href(group, text, number - 1) if number > 1 else "",
        next_href=_href(group, text, number + 1) if last < total else "",
    )


def _recommended(rows: QuerySet[AwardCandidate], count: int) -> list[AwardCandidate]:
    if not count:
        return []
    chosen = rows.filter(RECOMMENDED).select_related(
        "employee", "placement__position", "placement__unit", "decided_by"
    )
    return list(chosen.order_by("employee__name", "pk")[:PAGE])


def recommended_of(award_list: AwardList) -> list[AwardCandidate]:
    """Return everybody whom the committee recommends, alphabetically, with who decided."""
    chosen = AwardCandidate.objects.filter(RECOMMENDED, award_list=award_list)
    related = chosen.select_related("employee", "placement__position", "placement__unit", "decided_by")
    return list(related.order_by("employee__name", "pk"))
