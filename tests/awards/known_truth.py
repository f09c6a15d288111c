"""A world whose truth is known: the experiment behind the table of measurement research 6.3.

Four criteria with weights 50/20/20/10, each person's truth drawn once, what is seen of it blurred by the
error of the criterion. The truth of a list is who stands in the top ten by true points and the written
weights; criteria share a common part, as they do in people. The research gives the table and not the
spreads behind it, so that these are chosen here.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from awards.analysis import trials

WEIGHTS = np.array([0.5, 0.2, 0.2, 0.1])
RELIABILITY = np.array([0.9, 0.6, 0.7, 0.9])
COMMON = 0.15  # of the variance of what is true
SPREAD = 10.0
TOP = 10


@dataclass(frozen=True)
class World:
    """What is true and what is seen of everybody, in points."""

    true: npt.NDArray[np.float64]
    seen: npt.NDArray[np.float64]


def world_of(people: int, rng: np.random.Generator) -> World:
    """Return a world; what is seen has the variance SPREAD squared and the reliability of its criterion."""
    common, own = rng.standard_normal((people, 1)), rng.standard_normal((people, 4))
    mixed = np.sqrt(COMMON) * common + np.sqrt(1 - COMMON) * own
    true = 75 + SPREAD * np.sqrt(RELIABILITY) * mixed
    seen = true + SPREAD * np.sqrt(1 - RELIABILITY) * rng.standard_normal((people, 4))
    return World(true, seen)


def field_of(world: World) -> trials.Field:
    """Return what the machine is told of a world."""
    errors = np.broadcast_to(SPREAD * np.sqrt(1 - RELIABILITY), world.seen.shape)
    return trials.Field(world.seen, errors, WEIGHTS, RELIABILITY)


@dataclass(frozen=True)
class Told:
    """Stated shares beside whether they came true, and how many of the listed ten were right."""

    stated: npt.NDArray[np.float64]
    is_true: npt.NDArray[np.bool_]
    listed_right: float

    def between(self, low: float, high: float) -> tuple[int, int]:
        """Return how many shares lie in [low, high), and how many of them came true."""
        inside = (self.stated >= low) & (self.stated < high)
        return int(inside.sum()), int(self.is_true[inside].sum())


def calibration(*, people: int, worlds: int, seed: int) -> Told:
    """Return stated shares and what was true over several worlds."""
    rng, stated, is_true, right = np.random.default_rng(seed), [], [], 0.0
    for number in range(worlds):
        world = world_of(people, rng)
        share = trials.run(field_of(world), top=TOP, trials=500, seed=number).share
        best = np.argsort(-(world.true @ WEIGHTS))[:TOP]
        came = np.zeros(people, dtype=bool)
        came[best] = True
        listed = np.argsort(-(world.seen @ WEIGHTS))[:TOP]
        stated.append(share)
        is_true.append(came)
        right += came[listed].mean()
    return Told(np.concatenate(stated), np.concatenate(is_true), right / worlds)
