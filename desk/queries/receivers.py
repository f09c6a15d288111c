"""To whom reminders about a list would go: whom each post waits for, counted, and whom none reaches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import (
    Case,
    CharField,
    Count,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Least
from django.urls import reverse

from organizations.models import Placement, Supervision
from reviews.queries.home import Task
from reviews.queries.silence import silences
from reviews.rules.reminder import Silence

from ..rules.waiting import Side, Stage, Standing, turn_of
from .standing import with_standing
from .waiting_list import People

# What a reminder is about, by stage and whose turn it is: title, hint, address.
MATTERS: dict[tuple[Stage | None, Side], tuple[str, str]] = {
    (Stage.PLAN, Side.OWNER): ("Lanjutkan SKP Anda", "indicators:plan-mine"),
    (Stage.PLAN, Side.SUPERIOR): ("Tanggapi SKP tim Anda", "indicators:plan-queue"),
    (Stage.NOTE, Side.OWNER): ("Catat kemajuan", "reviews:note-list"),
    (Stage.REALISATION, Side.OWNER): ("Isi realisasi", "reviews:progress-mine"),
    (Stage.FEEDBACK, Side.SUPERIOR): ("Beri umpan balik kepada tim", "reviews:team"),
    (Stage.TALK, Side.SUPERIOR): ("Rencanakan dialog dengan tim", "reviews:talk-list"),
    (Stage.SELF, Side.OWNER): ("Tulis penilaian diri", "reviews:home"),
    (Stage.RATED, Side.SUPERIOR): ("Nilai dan bagikan hasil tim", "reviews:team"),
    (Stage.SHARED, Side.SUPERIOR): ("Nilai dan bagikan hasil tim", "reviews:team"),
    (Stage.ISSUED, Side.SUPERIOR): ("Lanjutkan penilaian tim", "reviews:team"),
    (Stage.ISSUED, Side.UPPER): ("Putuskan keberatan", "reviews:home"),
}


@dataclass(frozen=True)
class Receivers:
    """Whom the posts of a list wait for: by person the matter, and why some get no reminder."""

    posts: int
    matters: dict[int, Task]
    silent: dict[int, Silence | None]
    nobody: int  # posts of which nobody is waited for, or nobody who has a name

    @property
    def reached(self) -> list[int]:
        """Who gets a reminder, in a fixed order."""
        return sorted(pk for pk in self.matters if self.silent.get(pk, Silence.LEFT) is None)

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """Why others get none, with how many, the most first."""
        counted = Counter(self.silent.get(pk, Silence.LEFT) for pk in self.matters)
        return [(str(reason), count) for reason, count in counted.most_common() if reason is not None]


def receivers(asked: People, chosen: Sequence[int] | None, leaves_on: date) -> Receivers:
    """Return whom the posts of a list wait for; `chosen` posts only, or all that match (two queries)."""
    rows = asked.rows if chosen is None else asked.rows.filter(pk__in=chosen)
    found = _matters(rows, asked)
    posts = sum(count for _, _, count in found)
    owed: dict[int, Task] = {}
    for person, turn, count in found:
        if person is not None and person not in owed:
            owed[person] = _task(asked.asked.stage, Side(turn), count)
    named = sum(count for person, _, count in found if person is not None)
    return Receivers(posts, owed, silences(sorted(owed), leaves_on), posts - named)


def _matters(rows: QuerySet[Placement], asked: People) -> list[tuple[int | None, str, int]]:
    """Return (person, whose turn, posts), who is waited for as a superior before who is for himself."""
    stage = asked.asked.stage
    rows = with_standing(rows, asked.found, stage, asked.on)
    turns = {side: [one.value for one in Standing if turn_of(stage, one) == side] for side in Side}
    turn = Case(
        *(When(standing__in=found, then=Value(side.value)) for side, found in turns.items() if found),
        output_field=CharField(),
    )
    person = Case(
        When(standing__in=turns[Side.OWNER], then=F("employee")),
        When(standing__in=turns[Side.SUPERIOR], then=_line("superior", asked.on)),
        When(standing__in=turns[Side.UPPER], then=_line("upper", asked.on)),
        default=None,
        output_field=IntegerField(),
    )
    counted = rows.annotate(turn=turn, person=person).order_by().values("person", "turn")
    found = counted.annotate(count=Count("pk")).values_list("person", "turn", "count")
    return sorted(found, key=lambda row: (row[1] == Side.OWNER, row[1] or "", row[0] or 0))


def _line(column: str, on: date) -> Subquery:
    day = Coalesce(Least(OuterRef("ended_on"), Value(on)), Value(on))
    lasting = Q(ended_on__isnull=True) | Q(ended_on__gte=day)
    lines = Supervision.objects.filter(lasting, placement=OuterRef("pk"), started_on__lte=day)
    return Subquery(lines.order_by("-started_on").values(column)[:1])


def _task(stage: Stage, side: Side, count: int) -> Task:
    """Return what somebody is reminded of; a plan that is not agreed is the matter in every stage."""
    found = MATTERS.get((stage, side)) or MATTERS[Stage.PLAN, side if side != Side.UPPER else Side.SUPERIOR]
    title, name = found
    return Task(title, "", reverse(name), count=0 if side == Side.OWNER else count)


def told(matters: Mapping[int, Task]) -> list[tuple[str, int]]:
    """Return the matters with how many people each goes to, the most first."""
    return Counter(task.title for task in matters.values()).most_common()
