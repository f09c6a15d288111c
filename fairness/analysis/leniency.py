"""How much higher or lower a rater rates than the others about the same people (measurement 2 and 3).

The habit s of the model of crossed effects is shrunken: few forms say little. It is told against the other
raters of the same island only, for between islands level and habit cannot be told apart. Marked is who lies
outside ±LENIENT with a probability above SURE; where raters hardly differ nobody is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from multirater.analysis.crossed import Effects, Forms
from multirater.analysis.intervals import WIDE

from ..rules.pattern import LEAST_FORMS, PatternKind
from .finding import Finding
from .tails import normal

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

LENIENT = 0.3 * (3 - 1) / (5 - 1)  # 0.3 on a scale of 1 to 5 is 0.15 on one of 1 to 3
SURE = 0.9
LEAST_VARIANCE = (LENIENT / 4) ** 2  # of habits: moments may put it at 0, and nobody is known so well


@dataclass(frozen=True)
class Company:
    """Among whom each rater stands: island, forms, and forms about people whom others rated too."""

    island: Ints
    forms: Ints
    shared: Ints

    def habits(self, effects: Effects) -> Floats:
        """Return each rater's habit against the mean habit of the other raters of the island, by forms."""
        total = np.bincount(self.island, self.forms * effects.rater)[self.island]
        others = np.bincount(self.island, self.forms)[self.island] - self.forms
        own = self.forms * effects.rater
        return np.asarray(effects.rater - (total - own) / np.maximum(others, 1), dtype=float)


def company(forms: Forms, island: Ints) -> Company:
    """Return among whom each rater stands; `forms` hold one form for each rater and person."""
    of_rater = np.zeros(forms.raters, dtype=np.int64)
    of_rater[forms.rater] = island[forms.ratee]
    has_others = (np.bincount(forms.ratee, minlength=forms.people) > 1)[forms.ratee]
    return Company(
        of_rater,
        np.bincount(forms.rater, minlength=forms.raters),
        np.bincount(forms.rater[has_others], minlength=forms.raters),
    )


def leniency(among: Company, habit: Floats, variance: Floats, superiors: Bools) -> list[Finding]:
    """Return the finding of each superior with enough forms that others' forms stand beside."""
    told = superiors & (among.shared >= LEAST_FORMS[PatternKind.LENIENCY])
    found = []
    for rater in np.flatnonzero(told):
        value, sd = float(habit[rater]), float(np.sqrt(variance[rater]))
        outside = normal((value - LENIENT) / sd) + normal((-value - LENIENT) / sd)
        found.append(
            Finding(
                int(rater),
                PatternKind.LENIENCY,
                int(among.shared[rater]),
                value,
                value - WIDE * sd,
                value + WIDE * sd,
                outside > SURE,
            )
        )
    return found
