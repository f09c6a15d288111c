"""What the raters of the demo answer: people show behaviours more or less often, and raters differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from random import Random

from multirater.models import Invitation, Item, Questionnaire
from multirater.operations.opinion_bulk import send_many
from multirater.rules import ItemKind, Side, Theme

from .texts.opinions import DEVELOP, KEEP, RUDE, SUPERIOR_DEVELOP, SUPERIOR_KEEP

WORDY = 0.7  # of the forms say something to an open question
UNSEEN = 0.05  # of the behaviours nobody happened to watch
TEXTS: dict[bool, dict[Theme, tuple[str, ...]]] = {
    False: {Theme.KEEP: KEEP, Theme.DEVELOP: DEVELOP},
    True: {Theme.KEEP: SUPERIOR_KEEP, Theme.DEVELOP: SUPERIOR_DEVELOP},
}
PRAISE = 0.35  # how much higher people see themselves


@dataclass
class Voices:
    """Draws answers to a questionnaire; the same numbers give the same answers."""

    questionnaire: Questionnaire
    rng: Random
    shown: dict[tuple[int, int], float] = field(default_factory=dict)  # reviewed person, item
    strict: dict[int, float] = field(default_factory=dict)  # rater
    decks: dict[tuple[int, str], list[str]] = field(default_factory=dict)  # reviewed person, side and theme
    rude: set[int] = field(default_factory=set)  # invitations whose rater loses the temper

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
        by_superior, words = row.side == Side.SUPERIOR, {}
        for item in self.items:
            if item.theme and (by_superior or row.pk in self.rude or self.rng.random() < WORDY):
                words[item.number] = self._text(row, item.theme, by_superior=by_superior)
        return words

    def _text(self, row: Invitation, theme: str, *, by_superior: bool) -> str:
        """Return a text that nobody else has used about this person, as long as there are any."""
        if row.pk in self.rude and theme == Theme.DEVELOP:
            return RUDE
        deck = self.decks.setdefault((row.ratee_id, f"{by_superior}{theme}"), [])
        if not deck:
            texts = TEXTS[by_superior][Theme(theme)]
            deck += self.rng.sample(texts, len(texts))
        return deck.pop()


def _is_about(item: Item, row: Invitation) -> bool:
    return row.reviewee.is_leader or not item.only_leaders
