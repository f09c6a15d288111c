"""Releasing what a round found: results of published words alone, once, and late answers as one lot more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Conflict, Refused
from appraisal.versions import change
from organizations.models import Employee
from organizations.operations import Notice, tell_many

from ..access.release import may_release
from ..models import Comment, CommentStatus, Opinion, Release, Result, Reviewee, Round
from ..queries.asked import invited
from ..rules import SEALED, SIDE_LABELS, STATUS_LABELS, ItemKind, RoundStatus, Side
from ..rules.answering import IN_TIME, LATE
from ..rules.disclosure import Asking, Scores, as_they_are, group_of, grouped, may_adjust, own_words
from ..rules.own_view import beside_own, median_of
from ..rules.result import Group, ResultWords
from .closing import held_alone, make_comments, write_anew

BATCH = 1000  # results written at a time


def release_round(*, row: Round, version: int, by: Employee, at: datetime) -> Release:
    """Make the results of a closed round readable; for a released one, what came late, as a lot of its own.

    Raise Denied before the closing, before the late days are over and after the second release, Refused
    while comments wait to be looked at or nothing late may be shown, Conflict when somebody was first.
    """
    if row.status == RoundStatus.RELEASED:
        gather_late(row=row, by=by, at=at)
    return _release(row, version, by, at)


@transaction.atomic
def gather_late(*, row: Round, by: Employee, at: datetime) -> None:
    """Write the late forms anew and make comments of them, once; what is flagged then waits to be looked at.

    Raise Denied before the late days are over.
    """
    row = held_alone(row)
    require(may_release(by, row, timezone.localdate(at)))
    if row.status == RoundStatus.RELEASED and not _comments(row, LATE).exists():
        write_anew(row, LATE)
        make_comments(row, LATE)


@transaction.atomic
def _release(row: Round, version: int, by: Employee, at: datetime) -> Release:
    row = held_alone(row)
    if row.version != version:
        raise Conflict(theirs={"Keadaan": STATUS_LABELS[RoundStatus(row.status)]}, version=row.version)
    require(may_release(by, row, timezone.localdate(at)))
    batch = LATE if row.status == RoundStatus.RELEASED else IN_TIME
    waiting = _comments(row, batch).filter(status=CommentStatus.WAITING).count()
    if waiting:
        raise Refused(f"{waiting} komentar masih perlu dilihat sebelum hasil dirilis.")

    words, reliability = (late_words_of(row), {}) if batch == LATE else _first(row)
    if not words:
        raise Refused("Belum ada kelompok dengan cukup jawaban susulan, jadi tidak ada yang dirilis.")
    release = Release.objects.create(
        round=row, number=batch, released_by=by, released_at=at, reliability=reliability
    )
    results = [
        Result(release=release, reviewee_id=key, payload=said.to_json())
        for key, said in sorted(words.items())
    ]
    Result.objects.bulk_create(results, batch_size=BATCH)
    change(row, expect=version, where={"status": row.status}, status=RoundStatus.RELEASED.value)
    audit.record(action="round.released", by=by, at=at, target=row, after={"number": batch})
    _write_letters(release, at)
    return release


def _comments(row: Round, batch: int) -> QuerySet[Comment]:
    return Comment.objects.filter(reviewee__round=row, batch=batch)


def _write_letters(release: Release, at: datetime) -> None:
    """Tell everybody with a result that there is one to read; the letter holds nothing of it."""
    row = release.round
    rows = release.results.select_related("reviewee__employee").order_by("pk")
    lines = (
        f"Hasil umpan balik 360 dari {row.name} sudah bisa Anda baca.",
        "Isinya hanya ada di halaman itu.",
    )
    tell_many(
        [
            Notice(
                key=f"release:{release.pk}:{one.reviewee_id}",
                to=one.reviewee.employee,
                subject="Hasil umpan balik 360 Anda sudah ada",
                lines=lines,
                path=reverse("multirater:result-detail", args=[one.reviewee_id]),
            )
            for one in rows.defer("payload")
        ],
        at=at,
    )


# --- Words ------------------------------------------------------------------------------------


@dataclass
class Spoken:
    """What was sent about one person in a batch, and how many of each side were asked."""

    reviewee: Reviewee
    asked: Mapping[Side, int] = field(default_factory=dict)
    forms: dict[Side, list[Scores]] = field(default_factory=lambda: defaultdict(list))

    @property
    def groups(self) -> list[tuple[Side, ...]]:
        """The sealed sides as they speak."""
        sealed = {side: len(self.forms[side]) for side in SEALED if side in self.asked}
        return grouped(sealed, self.reviewee.round.shown_from)


def _first(row: Round) -> tuple[dict[int, ResultWords], dict[str, Any]]:
    """Return the words on everybody reviewed, and how far they can be relied on."""
    from ..queries.reliability import reliability_of  # numpy takes its time, and pages never need it

    reliability = reliability_of(row)
    adjusted = reliability.pop("adjusted", {})
    words = {one.reviewee.pk: _said(one, row) for one in _spoken(row, IN_TIME)}
    labels = tuple(row.questionnaire.scale)
    median = median_of((group for said, _ in words.values() for group in said.groups), labels)
    for key, (said, own) in words.items():
        groups = tuple(beside_own(group, own, labels, median) for group in said.groups)
        middle = _adjusted_word(adjusted.get(key), labels) if may_adjust(groups, row.spread_from) else ""
        words[key] = replace(said, groups=groups, adjusted=middle), own
    return {key: said for key, (said, _) in words.items()}, reliability


def _said(one: Spoken, row: Round) -> tuple[ResultWords, Scores]:
    """Return what is said of one person, without the own view, and the own answers."""
    asking, forms = _asking(row, one.reviewee.is_leader), one.forms
    groups = tuple(_group(one, sides, asking) for sides in one.groups)
    superior = forms[Side.SUPERIOR][0] if forms[Side.SUPERIOR] else None
    own = forms[Side.SELF][0] if forms[Side.SELF] else {}
    heard = {*one.asked} - ({Side.SUPERIOR} if superior is None else set())
    missing = [side for side in row.sides if side != Side.SELF and side not in heard]
    return ResultWords(
        groups=groups,
        own=own_words(own, asking),
        superior=as_they_are((Side.SUPERIOR,), superior, asking) if superior is not None else None,
        missing=tuple(SIDE_LABELS[side] for side in missing),
    ), own


def late_words_of(row: Round) -> dict[int, ResultWords]:
    """Return for whoever has a late lot large enough the first result with that lot beside it, untouched."""
    late = {}
    for one in _spoken(row, LATE):
        asking = _asking(row, one.reviewee.is_leader)
        groups = [_group(one, sides, asking, is_late=True) for sides in one.groups]
        if shown := tuple(group for group in groups if group.is_shown):
            late[one.reviewee.pk] = shown
    first = Result.objects.filter(release__round=row, release__number=IN_TIME, reviewee__in=late)
    rows = first.order_by("pk").values_list("reviewee_id", "payload")
    return {key: replace(ResultWords.from_json(payload), late=late[key]) for key, payload in rows}


def _group(one: Spoken, sides: tuple[Side, ...], asking: Asking, *, is_late: bool = False) -> Group:
    forms = [form for side in sides for form in one.forms[side]]
    return group_of(sides, forms, sum(one.asked[side] for side in sides), asking, is_late=is_late)


def _asking(row: Round, is_leader: bool) -> Asking:
    """Return what was asked about a person (one query per round and kind of person)."""
    kept: dict[bool, Asking] = row.__dict__.setdefault("_asking", {})
    if is_leader not in kept:
        items = row.questionnaire.items.filter(kind=ItemKind.SCALE).order_by("number")
        items = items if is_leader else items.filter(only_leaders=False)
        asked = tuple(items.values_list("number", "text"))
        kept[is_leader] = Asking(asked, tuple(row.questionnaire.scale), row.shown_from, row.spread_from)
    return kept[is_leader]


def _spoken(row: Round, batch: int) -> Iterator[Spoken]:
    """Yield everybody reviewed with what was sent about them (three queries for all)."""
    asked = invited(row)
    people = Reviewee.objects.filter(round=row).order_by("pk")
    found = {one.pk: Spoken(one, asked.get(one.pk, {})) for one in people}
    forms = Opinion.objects.filter(reviewee__round=row, batch=batch).order_by("pk")
    for reviewee, side, scores in forms.values_list("reviewee_id", "side", "scores").iterator(BATCH):
        numbered = {int(number): score for number, score in scores.items()}
        found[reviewee].forms[Side(side)].append(numbered)
    for one in found.values():
        one.reviewee.round = row
    yield from found.values()


def _adjusted_word(span: Mapping[str, str] | None, labels: tuple[str, ...]) -> str:
    """Return the label nearest to the middle of an adjusted range, a half towards the middle of the scale."""
    if not span:
        return ""
    low, high = (Fraction(span[end].replace(",", ".")) for end in ("low", "high"))
    value, middle = (low + high) / 2, Fraction(len(labels) + 1, 2)
    return labels[min(range(len(labels)), key=lambda at: (abs(at + 1 - value), abs(at + 1 - middle)))]
