"""What the statistics say of one rater, and of the organisation: plain numbers on the scale of 1 to 3."""

from __future__ import annotations

from dataclasses import dataclass

from ..rules.pattern import ForOrganisation, PatternKind


@dataclass(frozen=True)
class Finding:
    """One figure about one rater with its 90% interval; `is_marked` follows the fixed rule of its kind.

    Leniency is in steps of the official scale (1 to 3) above or below the other raters of the same people;
    spread and halo are ratios to what is expected (1 as expected, below 1 closer together); sameness is the
    share of forms with all items alike (0 to 1).
    """

    rater: int  # number of the rater in the forms
    kind: PatternKind
    forms: int
    value: float
    low: float
    high: float
    is_marked: bool


@dataclass(frozen=True)
class OrganisationFinding:
    """One figure about the organisation with its 90% interval, from so many ratees or pairs."""

    kind: ForOrganisation
    size: int
    value: float
    low: float
    high: float
    is_marked: bool
