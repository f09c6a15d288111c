"""What the raters of the demo answer: people show behaviours more or less often, and raters differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from random import Random

from multirater.models import Invitation, Item, Questionnaire
from multirater.operations.opinion_bulk import send_many
from multirater.rules import ItemKind, Side, Theme

from .texts.opinions import DEVELOP, KEEP, SUPERIOR_DEVELOP, SUPERIOR_KEEP

WORDY = 0.7  # of the forms say something to an open question
UNSEEN = 0.05  # of the behaviours nobody happened to watch
PRAISE = 0.35  # how much higher people see themselves


@dataclass
class Voices:
    """Draws answers to a questionnaire; the same numbers give the same answers."""

    questionnaire: Questionnaire
    rng: Random
    shown: dict[tuple[int, int], float] = field(default_factory=dict)  # reviewed person, item
    strict: dict[int, float] = field(default_factory=dict)  # rater

    def __post_init__(self) -> None:
        """Read the questions once."""
        self.items: list[Item] = list(self.questionnaire.items.order_by("number"))
        self.highest = len(self.questionnaire.scale)

    def answer(self, rows: Iterable[Invitation], wanted: Callable[[Invitation], bool]) -> int:
        """Send the opinions of the invitations that are wanted; return how many."""
        return send_many([(row, self._scores(row), self._words(row)) for row in rows if wanted(row)])

    def _scores(self, row: Invitation) -> dict[int, int | None]:
        asked = [item for item in self.items if item.kind == ItemKind.SCALE and _is_about(item, row)]
        scores = {item.number: self._score(row, item.number) for item in asked}
        unseen = [number for number in scores if self.rng.random() < UNSEEN and row.side != Side.SELF]
        return scores | dict.fromkeys(unseen[:2])

    def _score(self, row: Invitation, number: int) -> int:
        rng = self.rng
        person = self.shown.setdefault((row.ratee_id, 0), rng.gauss(3.7, 0.45))
        item = self.shown.setdefault((row.ratee_id, number), person + rng.gauss(0, 0.45))
        rater = self.strict.setdefault(row.rater_id, rng.gauss(0, 0.3))
        own = PRAISE if row.side == Side.SELF else 0
        return min(self.highest, max(1, round(item + rater + own + rng.gauss(0, 0.45))))

    def _words(self, row: Invitation) -> dict[int, str]:
        by_superior = row.side == Side.SUPERIOR
        keep, develop = (SUPERIOR_KEEP, SUPERIOR_DEVELOP) if by_superior else (KEEP, DEVELOP)
        texts = {Theme.KEEP.value: keep, Theme.DEVELOP.value: develop}
        return {
            item.number: self.rng.choice(texts[item.theme])
            for item in self.items
            if item.theme in texts and (by_superior or self.rng.random() < WORDY)
        }


def _is_about(item: Item, row: Invitation) -> bool:
    return row.reviewee.is_leader or not item.only_leaders
