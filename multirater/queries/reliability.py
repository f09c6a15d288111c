"""How far a round can be relied on: agreement per side, the network of raters, adjusted values.

Reads opinions once and envelopes once, in batches, into arrays of a few bytes per form (measurement
research 3, 4 and 7). What may not be shown takes no part: forms of hidden groups, of oneself and those after
the closing. numpy is loaded with this module; pages read what a release stored.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from appraisal.cipher import Unreadable, decrypt

from ..analysis import alpha, icc
from ..analysis.adjusted import PEOPLE, Adjustment, adjust
from ..analysis.crossed import Forms, Reason
from ..analysis.intervals import Estimate
from ..models import Invitation, Item, Opinion, Reviewee, Round
from ..rules import SEALED, SIDE_LABELS, InvitationStatus, ItemKind, Side
from ..rules.answering import IN_TIME, SEEN_PERCENT
from ..rules.disclosure import grouped, is_enough
from ..rules.reliability import FORMS_FOR_ADJUSTED, PEOPLE_FOR_A_FIGURE, grade, habit_words, network_words
from ..rules.response import FEW_PEOPLE
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
    unit: Ints  # per person
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


def reliability_of(row: Round) -> dict[str, Any]:
    """Return how far a closed round can be relied on, ready for a JSON column.

    `sides`: per side the people it was asked about (`reviewed`), invited, answered, share in percent, and
    agreement of one form (`single`), of a person's mean (`mean`) and on single items (`alpha`), each with 90%
    interval and word, or None with a code of `WHY_NOT`. `network`: islands, share linked, words; None where
    envelopes stay shut. `habit`: the raters' own share of all differences. `adjusted`: by key of the reviewee
    a range on the scale such as {"low": "3,6", "high": "4,1"}, for the caller to put into results and not to
    store beside the rest; `adjusted_reason` a code of `WHY_NOT_ADJUSTED` where nobody has one.
    """
    answers = _answers(row)
    found = _adjustment(row, answers)
    parts, ties = found.components, found.linked
    network = None
    if found.reason != Reason.UNREADABLE and ties.size:
        share = round(100 * float(ties.mean()))
        network = {"islands": found.islands, "linked": share, "words": network_words(found.islands, share)}
    habit = None
    if parts is not None and ties.size >= PEOPLE:
        share = round(100 * parts.rater_share)
        habit = {"percent": share, "words": habit_words(share)}
    return {
        "version": 1,
        "reviewed": len(answers.people),
        "sides": [_side(number, side, answers) for number, side in enumerate(OTHERS) if side in row.sides],
        "network": network,
        "habit": habit,
        "adjusted": _ranges(answers, found),
        "adjusted_reason": found.reason.value if found.reason else "",
    }


# --- Reading ---------------------------------------------------------------------------------


def _answers(row: Round) -> Answers:
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
    return Answers(
        list(at),
        unit.astype(np.int64),
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


def _raters(row: Round, keys: list[uuid.UUID]) -> Ints | None:
    """Return the number of each form's rater, known for the length of this call; None where keys are lost."""
    place = {key: at for at, key in enumerate(keys)}
    raters, seen = np.full(len(keys), -1, dtype=np.int64), dict[int, int]()
    rows = Invitation.objects.filter(round=row, status=InvitationStatus.ANSWERED.value).order_by("pk")
    for rater, envelope in rows.values_list("rater_id", "envelope").iterator(BATCH):
        try:
            at = place.get(uuid.UUID(decrypt(envelope)))
        except Unreadable:
            return None
        if at is not None:
            raters[at] = seen.setdefault(rater, len(seen))
    return raters if (raters >= 0).all() else None


# --- Figures ---------------------------------------------------------------------------------


def _adjustment(row: Round, answers: Answers) -> Adjustment:
    raters = _raters(row, answers.keys)
    if raters is None:
        return Adjustment(0, np.zeros(0, dtype=bool), reason=Reason.UNREADABLE)
    if not raters.size:
        return Adjustment(0, np.zeros(0, dtype=bool), reason=Reason.TOO_FEW)
    spoken, person = np.unique(answers.person, return_inverse=True)
    _, side = np.unique(answers.side, return_inverse=True)
    _, unit = np.unique(answers.unit[spoken], return_inverse=True)
    return adjust(Forms(person, raters, side, answers.means, unit))


def _ranges(answers: Answers, found: Adjustment) -> dict[int, dict[str, str]]:
    """Return the range of each person with forms enough, on the scale and rounded to one digit."""
    if found.low is None or found.high is None:
        return {}
    spoken, forms = np.unique(answers.person, return_counts=True)
    low, high = (np.clip(bound, 1, answers.labels) for bound in (found.low, found.high))
    return {
        answers.people[person]: {"low": _figure(low[at], 1), "high": _figure(high[at], 1)}
        for at, (person, count) in enumerate(zip(spoken, forms, strict=True))
        if count >= FORMS_FOR_ADJUSTED and not np.isnan(low[at])
    }


def _side(number: int, side: Side, answers: Answers) -> dict[str, Any]:
    """Return response and agreement of one side."""
    asked, answered = answers.invited[side], int(answers.sent[number])
    told: dict[str, Any] = {
        "side": side.value,
        "label": SIDE_LABELS[side],
        "reviewed": answers.asked[side],
        "invited": asked,
        "answered": answered,
        "share": 100 * answered // asked if asked else None,
        "people": 0,
        "forms": "",
        "single": None,
        "mean": None,
        "alpha": None,
        "reason": "SATU_PENILAI" if side == Side.SUPERIOR else "BELUM_CUKUP",
    }
    mine = (answers.side == number) & answers.alone
    person, several = answers.person[mine], 0
    if side != Side.SUPERIOR and person.size:
        several = int((np.bincount(person) >= 2).sum())
    told["people"] = several
    if side in SEALED and answers.asked[side] < FEW_PEOPLE:
        told |= {"invited": None, "answered": None, "share": None}  # as good as somebody's own count
    if several < PEOPLE_FOR_A_FIGURE:
        return told
    agreed = icc.one_way(person, answers.means[mine])
    if agreed is None:
        return told | {"reason": "TANPA_PERBEDAAN"}
    items = alpha.mean_alpha(list(_counts(person, answers.scores[mine], answers.labels)), _scale(answers))
    figures = {"single": agreed.single, "mean": agreed.mean, "alpha": items}
    told |= {name: _told(one) for name, one in figures.items() if one}
    return told | {"forms": _figure(agreed.n0, 1), "reason": ""}


def _scale(answers: Answers) -> npt.NDArray[np.float64]:
    return np.arange(1, answers.labels + 1, dtype=float)


def _counts(person: Ints, scores: npt.NDArray[np.uint8], labels: int) -> Iterator[Ints]:
    """Yield for each item how often each label was given to each person."""
    _, person = np.unique(person, return_inverse=True)
    people = int(person.max()) + 1
    for column in scores.T.astype(np.int64):
        seen = column > 0
        cells = np.bincount(person[seen] * labels + column[seen] - 1, minlength=people * labels)
        yield cells.reshape(people, labels)


def _told(one: Estimate) -> dict[str, str]:
    """Return an estimate as it is printed, with its word."""
    value, low, high = (_figure(part, 2) for part in (one.value, one.low, one.high))
    return {"value": value, "low": low, "high": high, "word": grade(round(100 * one.value))}


def _figure(value: float, places: int) -> str:
    """Return a number with the comma and the minus sign of the pages."""
    return f"{value + 0.0:.{places}f}".replace(".", ",").replace("-", "−")
