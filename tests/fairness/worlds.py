"""Years with known truth on the scale of 1 to 3: official forms of superiors, and forms of the 360."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from fairness.analysis.year import Year, analyse
from multirater.analysis.crossed import Forms
from tests.multirater.worlds import simulate

ITEMS = 7
NONE = np.zeros((0, 2), dtype=np.int64)


@dataclass(frozen=True)
class World:
    """A simulated year: people and habits as they are, and what they became as forms."""

    person: np.ndarray
    habit: np.ndarray
    forms: Forms
    items: np.ndarray

    @property
    def official(self) -> np.ndarray:
        return self.forms.side == 0

    @property
    def superiors(self) -> np.ndarray:
        return np.arange(self.forms.raters) < self.forms.units

    def analysed(self, **values: Any) -> Year:
        given = {
            "superiors": self.superiors,
            "official": self.official,
            "items": self.items,
            "relations": NONE,
            **values,
        }
        return analyse(given.pop("forms", self.forms), **given)


def year(people: int, *, linked: bool = True, seed: int = 1, habits: float = 1.0, **values: Any) -> World:
    """Return the world of measurement 3.5 on 1 to 3; superiors rate seven behaviours one by one.

    `habits` times the leniency of all raters; the rest as in `tests.multirater.worlds.simulate`.
    """
    truth = simulate(people, linked=linked, seed=seed, rounded=False, **values)
    forms = truth.forms
    y = 1 + (forms.y - (1 - habits) * truth.habit[forms.rater] - 1) / 2
    random = np.random.default_rng(seed + 1_000)
    items = np.zeros((y.size, ITEMS), dtype=np.uint8)
    official = forms.side == 0
    noise = random.normal(0, 0.45, (int(official.sum()), ITEMS))
    items[official] = np.clip(np.rint(y[official, None] - 0.3 + noise), 1, 3)
    y = np.where(official, items.sum(axis=1) / ITEMS, np.clip(y, 1, 3))
    return World(1 + (truth.person - 1) / 2, habits * truth.habit / 2, replace(forms, y=y), items)
