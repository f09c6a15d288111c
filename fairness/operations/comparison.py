"""Making the comparison values of a year from its solution; rows are written by the run that asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from multirater.analysis.crossed import Reason
from reviews.models import Evaluation

from ..analysis.year import Year, once
from ..models import ComparisonValue
from ..queries.inputs import Inputs
from ..queries.printed import Printed, printed_of
from ..rules.comparison import LEAST_SEALED, NoComparison, Standing, labels_of

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

WHY = {
    Reason.ONE_RATER: NoComparison.ONE_RATER,
    Reason.ONE_FORM: NoComparison.ONE_RATER,
    Reason.ISLANDS: NoComparison.ISLAND,
    Reason.TOO_FEW: NoComparison.TOO_FEW,
    Reason.FLAT: NoComparison.NO_DIFFERENCE,
    Reason.UNREADABLE: NoComparison.UNREADABLE,
}


@dataclass(frozen=True)
class _Spoken:
    """Per person: raters, sealed ones among them, the sum of what those say (1 to 3), and their forms."""

    raters: Ints
    sealed: Ints
    total: Floats
    forms: Ints


def values_of(inputs: Inputs, year: Year) -> list[ComparisonValue]:
    """Return a range or a reason for everybody with an official evaluation; the run is left for the caller.

    Nothing finer than labels leaves this function (ADR 0033).
    """
    official = inputs.official
    if not official.any():
        return []
    key = int(inputs.evaluation[official][0])
    period = Evaluation.objects.values_list("plan__period", flat=True).get(pk=key)
    return told(inputs, year, printed_of(period))


def told(inputs: Inputs, year: Year, printed: Mapping[int, Printed | None]) -> list[ComparisonValue]:
    """Return the rows of `values_of`, from what 360 results print by employee."""
    spoken, rows = _spoken(inputs), []
    for at in np.unique(inputs.forms.ratee[inputs.official]):
        person = int(at)
        employee = inputs.people[person]
        said = printed.get(employee)
        reason = _reason(inputs, year, spoken, person, said)
        if reason is not None or said is None:
            reason = reason or NoComparison.HIDDEN_GROUP
            rows.append(ComparisonValue(employee_id=employee, reason=reason.value))
        else:
            low, high = labels_of(_standing(year, spoken, person, said))
            rows.append(ComparisonValue(employee_id=employee, low=low.value, high=high.value))
    return rows


def _spoken(inputs: Inputs) -> _Spoken:
    """Return who spoke about each person, each rater once, as the solution takes them."""
    size, pairs = len(inputs.people), once(inputs.forms)
    sealed = ~inputs.superiors[pairs.rater]
    every = ~inputs.superiors[inputs.forms.rater]
    return _Spoken(
        np.bincount(pairs.ratee, minlength=size),
        np.bincount(pairs.ratee[sealed], minlength=size),
        np.bincount(pairs.ratee[sealed], pairs.y[sealed], minlength=size).astype(np.float64),
        np.bincount(inputs.forms.ratee[every], minlength=size),
    )


def _reason(
    inputs: Inputs, year: Year, spoken: _Spoken, person: int, said: Printed | None
) -> NoComparison | None:
    """Return why a person has no value, what is nearest to the person first."""
    if not inputs.whole[person]:
        return NoComparison.HIDDEN_GROUP
    if spoken.raters[person] < 2:
        return NoComparison.ONE_RATER
    if year.reason is None and year.island[person] != 0:
        return NoComparison.ISLAND
    if spoken.sealed[person] < LEAST_SEALED:
        return NoComparison.FEW_FORMS
    if year.reason is not None:
        return WHY[year.reason]
    if year.parts is None or year.low is None or year.high is None or np.isnan(year.low[person]):
        return NoComparison.TOO_FEW
    if said is None or said.forms != spoken.forms[person]:
        return NoComparison.HIDDEN_GROUP
    return None


def _standing(year: Year, spoken: _Spoken, person: int, said: Printed) -> Standing:
    """Return where a person stands; the weight is that of the solution with habits and unit known."""
    assert year.parts is not None
    assert year.low is not None
    assert year.high is not None
    sealed = int(spoken.sealed[person])
    weight = sealed / (int(spoken.raters[person]) + year.parts.rest / year.parts.person)
    return Standing(
        Fraction(float(year.low[person])),
        Fraction(float(year.high[person])),
        Fraction(float(spoken.total[person]) / sealed),
        said.mean,
        Fraction(weight),
    )
