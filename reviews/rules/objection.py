"""The days of an objection: to object, to explain, to decide."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from organizations.rules.workdays import later


@dataclass(frozen=True)
class ObjectionDays:
    """How many days each step has, and how days are counted: calendar days, or working days of the agency.

    PP 30/2019 Pasal 59 gives fourteen days to object and names no others; whether they are working days it
    does not say, so all four are figures of the policy.
    """

    to_object: int = 14
    to_explain: int = 7
    to_decide: int = 14
    is_working: bool = False
    holidays: Collection[date] = frozenset()

    def last_day(self, received_on: date) -> date:
        """Return the last day on which an objection is heard; the day of receiving counts as day 0."""
        return self._later(received_on, self.to_object)

    def explain_until(self, filed_on: date) -> date:
        """Return the day by which the explanation is due."""
        return self._later(filed_on, self.to_explain)

    def decide_until(self, filed_on: date) -> date:
        """Return the day by which the decision is due: its days begin when those of the explanation end."""
        return self._later(self.explain_until(filed_on), self.to_decide)

    @property
    def words(self) -> str:
        """The days to object in words: "14 hari", "14 hari kerja"."""
        return f"{self.to_object} hari kerja" if self.is_working else f"{self.to_object} hari"

    def _later(self, start: date, days: int) -> date:
        return later(start, days, working=self.is_working, holidays=self.holidays)
