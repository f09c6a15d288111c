"""Patterns of rating: which there are, how many forms each needs, and when one is marked.

A pattern describes forms, not a person: it is relative, has innocent explanations, and ends with its year
(measurement research 2; pages research 2.3).
"""

from __future__ import annotations

from enum import StrEnum


class PatternKind(StrEnum):
    """What is looked at in the forms of one rater."""

    LENIENCY = "KECENDERUNGAN"  # higher or lower than others about the same people
    SPREAD = "RENTANG"  # forms lie closer together than expected
    SAMENESS = "SERAGAM"  # all items of a form alike
    HALO = "HALO"  # items of a form move together more than elsewhere


class ForOrganisation(StrEnum):
    """What can be said of the organisation alone, never of a rater."""

    RECENCY = "TERBARU"  # the last quarter weighs more than its share
    RELATIONS = "HUBUNGAN"  # declared relations, as one group


# Sealed forms of the 360 have a part in these: kept as they are printed, with one decimal (research 4.1, 4).
OF_SEALED = frozenset({PatternKind.LENIENCY, ForOrganisation.RELATIONS})

LEAST_PEOPLE = 5  # people that a rater must have rated before there is a profile (pages research 2.3)
LEAST_FORMS = {
    PatternKind.LENIENCY: 5,
    PatternKind.SPREAD: 8,
    PatternKind.SAMENESS: 5,
    PatternKind.HALO: 5,
}  # measurement research 2
# Of a hundred raters without the pattern, how many are marked all the same; leniency has a rule of its own.
LEVEL_PERCENT = {
    PatternKind.SPREAD: 5,
    PatternKind.SAMENESS: 1,
    PatternKind.HALO: 1,
}
LEAST_ITEMS = 7  # of a form, for sameness and halo
LEAST_PAIRS = 7  # declared relations
LEAST_RATEES = 200  # for recency
