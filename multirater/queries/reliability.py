"""How far a round can be relied on: agreement per side, the network of raters, adjusted values.

Measurement research 3, 4 and 7; `answers.py` says which forms take part. numpy is loaded with this module;
pages read what a release stored.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from ..analysis import alpha, icc
from ..analysis.adjusted import PEOPLE, Adjustment, adjust
from ..analysis.crossed import Forms, Reason
from ..analysis.intervals import Estimate
from ..models import Round
from ..rules import SEALED, SIDE_LABELS, Side
from ..rules.reliability import FORMS_FOR_ADJUSTED, PEOPLE_FOR_A_FIGURE, grade, habit_words, network_words
from ..rules.response import FEW_PEOPLE
from .answers import OTHERS, Answers, Ints, answers_of, raters_of


def reliability_of(row: Round) -> dict[str, Any]:
    """Return how far a closed round can be relied on, ready for a JSON column.

    `sides`: per side the people it was asked about (`reviewed`), invited, answered, share in percent, and
    agreement of one form (`single`), of a person's mean (`mean`) and on single items (`alpha`), each with 90%
    interval and word, or None with a code of `WHY_NOT`. `network`: islands, share linked, words; None where
    envelopes stay shut. `habit`: the raters' own share of all differences. `adjusted`: by key of the reviewee
    a range on the scale such as {"low": "3,6", "high": "4,1"}, for the caller to put into results and not to
    store beside the rest; `adjusted_reason` a code of `WHY_NOT_ADJUSTED` where nobody has one.
    """
    answers = answers_of(row)
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


# --- Figures ---------------------------------------------------------------------------------


def _adjustment(row: Round, answers: Answers) -> Adjustment:
    raters = raters_of(row, answers.keys)
    if raters is None:
        return Adjustment(0, np.zeros(0, dtype=bool), reason=Reason.UNREADABLE)
    if not raters.size:
        return Adjustment(0, np.zeros(0, dtype=bool), reason=Reason.TOO_FEW)
    spoken, person = np.unique(answers.person, return_inverse=True)
    _, rater = np.unique(raters, return_inverse=True)
    _, side = np.unique(answers.side, return_inverse=True)
    _, unit = np.unique(answers.unit[spoken], return_inverse=True)
    return adjust(Forms(person, rater, side, answers.means, unit))


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
