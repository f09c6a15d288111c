"""The weights of a list: as written, and as they worked, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ..models import AwardList
from ..rules.scheme import Source
from .criteria import criteria_of

APART = Decimal(5)  # points of a per cent from which the page says that a weight worked otherwise


@dataclass(frozen=True)
class Weight:
    """One criterion with its written weight and the one it had in truth, in per cent."""

    label: str
    nominal: Decimal
    effective: Decimal | None
    median: Decimal | None
    is_jury: bool = False

    @property
    def is_apart(self) -> bool:
        """Whether it worked noticeably otherwise than written."""
        return self.effective is not None and abs(self.effective - self.nominal) >= APART


def weights_of(award_list: AwardList) -> list[Weight]:
    """Return the weights of a computed list in the order of its scheme (one query)."""
    return [
        Weight(
            one.label,
            one.weight,
            _number(award_list.effective.get(one.key)),
            _number(award_list.medians.get(one.key)),
            one.source is Source.JURY,
        )
        for one in criteria_of(award_list.scheme)
    ]


def _number(text: str | None) -> Decimal | None:
    return Decimal(text) if text is not None else None
