"""The forms of others that may take part in statistics, read once, and their raters for the length of a call.

What may not be shown takes no part: forms of hidden groups, of oneself and those after the closing. Who
wrote a form is known to nobody who reads the result of a statistic; `raters_of` opens the envelopes for the
caller's arithmetic and keeps nothing (docs/security.md).
"""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from appraisal.cipher import Unreadable, decrypt

from ..models import Invitation, Item, Opinion, Reviewee, Round
from ..rules import SEALED, InvitationStatus, ItemKind, Side
from ..rules.answering import IN_TIME, SEEN_PERCENT
from ..rules.disclosure import grouped, is_enough
from .asked import invited

BATCH = 5_000
OTHERS = (Side.SUPERIOR, *SEALED)
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Asked = dict[int, dict[Side, int]]


@dataclass(frozen=True)
class Answers:
    """The forms of others that take part; people and sides by number, scores 0 for "belum sempat melihat"."""

    people: list[int]  # keys of the reviewees
    unit: Ints  # per person, numbered from 0
    whole: Bools  # per person: no form about it had to stay out
    person: Ints  # per form, as all below
    side: Ints  # number in OTHERS
    alone: Bools  # its side speaks for itself about this person
    scores: npt.NDArray[np.uint8]
    keys: list[uuid.UUID]
    labels: int
    invited: Counter[Side]
    asked: Counter[Side]  # how many reviewed people each side was asked about
    sent: Ints  # per side, all forms

    @property
    def means(self) -> npt.NDArray[np.float64]:
        """The mean of each form's answered items."""
        seen = (self.scores > 0).sum(axis=1)
        return np.asarray(self.scores.sum(axis=1) / np.maximum(seen, 1), dtype=float)


def answers_of(row: Round) -> Answers:
    """Return the forms that may take part, read once."""
    people = list(Reviewee.objects.filter(round=row).order_by("pk").values_list("pk", "unit_id", "is_leader"))
    at = {pk: number for number, (pk, _, _) in enumerate(people)}
    items = list(
        Item.objects.filter(questionnaire=row.questionnaire_id, kind=ItemKind.SCALE.value)
        .order_by("number")
        .values_list("number", "only_leaders")
    )
    numbers = [str(number) for number, _ in items]
    keys, person, side, cells = [], [], [], bytearray()
    rows = Opinion.objects.filter(reviewee__round=row, batch=IN_TIME, side__in=OTHERS).order_by("pk")
    for key, reviewee, word, scores in rows.values_list("pk", "reviewee_id", "side", "scores").iterator(
        BATCH
    ):
        keys.append(key)
        person.append(at[reviewee])
        side.append(OTHERS.index(Side(word)))
        cells.extend(scores.get(number) or 0 for number in numbers)
    scores_of = np.frombuffer(bytes(cells), dtype=np.uint8).reshape(len(keys), len(numbers))
    persons, sides = np.array(person, dtype=np.int64), np.array(side, dtype=np.int64)

    leads = np.array([leader for _, _, leader in people], dtype=bool)
    wanted = len(items) - np.where(leads, 0, sum(only for _, only in items))
    enough = (scores_of > 0).sum(axis=1) * 100 >= SEEN_PERCENT * np.maximum(wanted, 1)[persons]
    asked = invited(row)
    shown, alone = _shown(row, list(at), asked, persons, sides, enough)
    keep = enough & shown[persons, sides]
    _, unit = np.unique([unit for _, unit, _ in people], return_inverse=True)
    left_out = np.bincount(persons[~keep], minlength=len(people))
    return Answers(
        list(at),
        unit.astype(np.int64),
        left_out == 0,
        persons[keep],
        sides[keep],
        alone[persons, sides][keep],
        scores_of[keep],
        [key for key, kept in zip(keys, keep, strict=True) if kept],
        len(row.questionnaire.scale),
        Counter({one: sum(by.get(one, 0) for by in asked.values()) for one in OTHERS}),
        Counter(one for by in asked.values() for one in by),
        np.bincount(sides, minlength=len(OTHERS)),
    )


def _shown(
    row: Round, people: list[int], asked: Asked, person: Ints, side: Ints, enough: Bools
) -> tuple[Bools, Bools]:
    """Say per person and side whether its group reached the threshold, and whether it is a group alone.

    Both all forms and those with enough answers must reach it: a group never takes part with fewer.
    """
    size = (len(people), len(OTHERS))
    every, full = (
        np.bincount(person[of] * size[1] + side[of], minlength=size[0] * size[1]).reshape(size)
        for of in (slice(None), enough)
    )
    shown, alone = np.zeros(size, dtype=bool), np.zeros(size, dtype=bool)
    shown[:, OTHERS.index(Side.SUPERIOR)] = True  # not secret
    for number, pk in enumerate(people):
        counts = {s: int(every[number, OTHERS.index(s)]) for s in SEALED if s in asked.get(pk, {})}
        for group in grouped(counts, row.shown_from):
            at = [OTHERS.index(s) for s in group]
            is_shown = all(is_enough(int(table[number, at].sum()), row.shown_from) for table in (every, full))
            shown[number, at] = is_shown
            alone[number, at] = is_shown and len(group) == 1
    return shown, alone


def raters_of(row: Round, keys: list[uuid.UUID]) -> Ints | None:
    """Return the key of each form's rater, for arithmetic that names nobody; None where keys are lost.

    Only a rater of the side of superiors may be named in what comes out (docs/security.md).
    """
    place = {key: at for at, key in enumerate(keys)}
    raters = np.full(len(keys), -1, dtype=np.int64)
    rows = Invitation.objects.filter(round=row, status=InvitationStatus.ANSWERED.value).order_by("pk")
    for rater, envelope in rows.values_list("rater_id", "envelope").iterator(BATCH):
        try:
            at = place.get(uuid.UUID(decrypt(envelope)))
        except Unreadable:
            return None
        if at is not None:
            raters[at] = rater
    return raters if (raters >= 0).all() else None
