"""Rounds with known truth for the tests of the statistics (measurement research 3.5)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from multirater.analysis.crossed import Forms


@dataclass
class Truth:
    """A simulated round: what people are like, what raters are like, and the forms."""

    person: np.ndarray  # unit and person together
    habit: np.ndarray
    forms: Forms

    def recovered(self, values: np.ndarray) -> tuple[float, float]:
        """Return correlation with the truth and root mean square error after centring."""
        known = ~np.isnan(values)
        a, b = values[known] - values[known].mean(), self.person[known] - self.person[known].mean()
        return float(np.corrcoef(a, b)[0, 1]), float(np.sqrt(((a - b) ** 2).mean()))

    def held(self, values: np.ndarray, half: np.ndarray) -> float:
        """Return the share of intervals, `half` wide on each side, that hold the truth as the scale shows it.

        A scale with two ends shows less than the differences there are: what it shows is the slope of the
        people's plain means on the truth.
        """
        n = np.maximum(np.bincount(self.forms.ratee), 1)
        plain, truth = np.bincount(self.forms.ratee, self.forms.y) / n, self.person - self.person.mean()
        shown = truth * float((plain * truth).sum() / (truth**2).sum())
        return float((np.abs(values - values.mean() - shown) < half).mean())


def simulate(
    people: int, *, linked: bool, seed: int = 1, noise: float = 1.0, rounded: bool = True, size: int = 12
) -> Truth:
    """Return a round of one superior, three peers and two subordinates each, in units of about `size`.

    Standard deviations: person .45, unit .20, superiors' leniency .55, others' .45, pair .45 and items .60
    (both times `noise`), items among themselves .20; sides .15 and .25 above the superior; ten items from 1
    to 5. `linked` takes one peer from anywhere, else all raters are of the own unit. Raters are numbered
    superiors first, by unit.
    """
    random = np.random.default_rng(seed)
    units = people // size
    unit = np.arange(people) % units
    person = random.normal(0, 0.45, people) + random.normal(0, 0.20, units)[unit]
    steps = np.argsort(random.random((people, size - 1)), axis=1)[:, :5].T + 1
    mates = [(np.arange(people) + units * step) % (units * size) for step in steps]
    if linked:
        mates[2] = (np.arange(people) + random.integers(1, people, people)) % people
    ratee = np.tile(np.arange(people), 6)
    rater = np.concatenate([unit, *(units + mate for mate in mates)])
    side = np.repeat([0, 1, 1, 1, 2, 2], people)
    habit = np.concatenate([random.normal(0, 0.55, units), random.normal(0, 0.45, people)])
    base = 3.7 + person[ratee] + habit[rater] + np.array([0, 0.15, 0.25])[side]
    base += random.normal(0, 0.45 * noise, ratee.size)
    items = base[:, None] + random.normal(0, 0.20, 10) + random.normal(0, 0.60 * noise, (ratee.size, 10))
    y = (np.clip(np.rint(items), 1, 5) if rounded else items).mean(axis=1)
    return Truth(person, habit, Forms(ratee, rater, side, y, unit))


def part_of(forms: Forms, keep: np.ndarray) -> Forms:
    """Return some of the forms about the same people."""
    return Forms(forms.ratee[keep], forms.rater[keep], forms.side[keep], forms.y[keep], forms.unit)
