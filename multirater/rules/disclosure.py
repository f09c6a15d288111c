"""What may be said of a group's answers so that nobody, not even one of the group, learns an answer.

Exact numbers only. Safe means here: whoever knows the statement and the own answer is left with at least two
possible sets of the others' answers. tests/multirater/test_disclosure.py walks every set to prove it; the
reasons and the tables stand in multirater/README.md (measurement research 4.1).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import combinations_with_replacement

from .result import LEVEL_LABELS, Group, ItemWords, Level, value_of
from .round import SEALED, SHOWN_FROM, SIDE_LABELS, SPREAD_FROM, Side

SHORT_SCALE = 3  # labels with which a single item needs SPREAD_FROM answers
COMPOSITE_ITEMS = 7  # items that a composite of a short scale needs
WALKED = 16  # answers up to which the statements are walked; with more of them none leaves one set only

# --- Which sides speak together ----------------------------------------------------------------

NEXT = {
    Side.PARTNER: (Side.PEER, Side.SUBORDINATE),
    Side.PEER: (Side.SUBORDINATE, Side.PARTNER),
    Side.SUBORDINATE: (Side.PEER, Side.PARTNER),
}


def is_enough(forms: int, shown_from: int) -> bool:
    """Say whether so many forms of a group may be spoken of."""
    return forms >= max(shown_from, SHOWN_FROM)


def grouped(forms: Mapping[Side, int], shown_from: int) -> list[tuple[Side, ...]]:
    """Return the sides as they speak: one below the threshold joins the next, the smallest first.

    `forms` holds the forms of every sealed side that was asked, 0 included: that nobody of a side answered is
    an answer too. A group that stays too small is the only one left, so nothing lets it be computed.
    """
    groups: list[tuple[Side, ...]] = [(side,) for side in SEALED if side in forms]
    while len(groups) > 1:
        size = {group: sum(forms[side] for side in group) for group in groups}
        small = min(groups, key=lambda group: (size[group], -SEALED.index(group[0])))
        if is_enough(size[small], shown_from):
            break
        wanted = [side for one in reversed(small) for side in NEXT[one] if side not in small]
        other = next(group for side in wanted for group in groups if side in group)
        groups = [group for group in groups if group not in (small, other)]
        groups.append(tuple(side for side in SEALED if side in small + other))
    return sorted(groups, key=lambda group: SEALED.index(group[0]))


def label_of(sides: Sequence[Side]) -> str:
    """Return the name of a group, such as "Rekan kerja dan bawahan langsung"."""
    first, *rest = (SIDE_LABELS[side] for side in sides)
    names = [first, *(name[0].lower() + name[1:] for name in rest)]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} dan {names[-1]}"


# --- What is said of one item -------------------------------------------------------------------


@dataclass(frozen=True)
class Statement:
    """What is said: a level, or the word nearest to the mean with the lowest and the highest answer."""

    level: Level | None = None
    word: int = 0
    low: int = 0
    high: int = 0


def statement(values: Iterable[int], labels: int, shown_from: int, spread_from: int) -> Statement | None:
    """Return what may be said of these answers (1 to `labels`), or None when they are too few."""
    answers = tuple(sorted(values))
    n = len(answers)
    if not is_enough(n, shown_from) or (labels <= SHORT_SCALE and n < SPREAD_FROM):
        return None
    if n < max(spread_from, SPREAD_FROM):
        return Statement(level=level_of(sum(answers), *level_cells(n, labels)))
    return spread(answers, labels)


def level_cells(n: int, labels: int) -> tuple[int, int]:
    """Return the sums of n answers up to which they are low and from which they are high.

    Thirds of the scale, the outer ones wide enough that the lowest own answer does not force all others up:
    high begins at (n - 1) times the highest label at the latest, low mirrors it.
    """
    high = min(-(-n * (2 * labels + 1) // 3), (n - 1) * labels)
    return n * (labels + 1) - high, high


def level_of(total: Fraction | int, low: Fraction | int, high: Fraction | int) -> Level:
    """Return the level of a sum with the two borders of `level_cells`."""
    return Level.HIGH if total >= high else Level.LOW if total <= low else Level.MIDDLE


def spread(answers: tuple[int, ...], labels: int) -> Statement:
    """Return word and range of sorted answers; moved where it would leave an insider one set only."""
    said = plain_spread(answers, labels)
    return _moved(len(answers), labels).get(said, said) if len(answers) <= WALKED else said


def plain_spread(answers: tuple[int, ...], labels: int) -> Statement:
    """Return the word nearest to the mean (a half goes to the middle) and the range, never of one label."""
    double, n = 2 * sum(answers), len(answers)
    below, rest = divmod(double, 2 * n)
    upwards = rest > n or (rest == n and 2 * below < labels + 1)
    low, high = widened(answers[0], answers[-1], labels)
    return Statement(word=below + 1 if upwards else below, low=low, high=high)


def widened(low: int, high: int, labels: int) -> tuple[int, int]:
    """Return the range; that of equal answers one label longer towards the middle (upwards from it)."""
    if low < high:
        return low, high
    return (low - 1, high) if 2 * low > labels + 1 else (low, high + 1)


@lru_cache(maxsize=128)
def _moved(n: int, labels: int) -> dict[Statement, Statement]:
    """Return the statements that would tell too much, each with its word one label into its range."""
    worlds: dict[Statement, list[tuple[int, ...]]] = defaultdict(list)
    for answers in combinations_with_replacement(range(1, labels + 1), n):
        worlds[plain_spread(answers, labels)].append(answers)
    return {said: _inwards(said) for said, sets in worlds.items() if tells(sets)}


def _inwards(said: Statement) -> Statement:
    ends = said.low + said.high
    step = -1 if 2 * said.word > ends else 1 if 2 * said.word < ends else 0
    return Statement(word=said.word + step, low=said.low, high=said.high)


def tells(sets: Iterable[tuple[int, ...]]) -> bool:
    """Say whether among these possible sets of answers one member can know the set of all others."""
    others: dict[int, set[tuple[int, ...]]] = defaultdict(set)
    for answers in sets:
        for own in set(answers):
            at = answers.index(own)
            others[own].add(answers[:at] + answers[at + 1 :])
    return any(len(possible) == 1 for possible in others.values())


# --- What is said of a group ---------------------------------------------------------------------

Scores = Mapping[int, int | None]  # of one form, by number of the item; None: had not seen it


@dataclass(frozen=True)
class Asking:
    """What a round asked: items of the scale in their order, its labels, and the two thresholds."""

    items: tuple[tuple[int, str], ...]
    labels: tuple[str, ...]
    shown_from: int = SHOWN_FROM
    spread_from: int = SPREAD_FROM


def group_of(
    sides: Sequence[Side],
    forms: Sequence[Scores],
    invited: int,
    asking: Asking,
    *,
    is_late: bool = False,
) -> Group:
    """Return a group as it may be read; late forms are a lot without invitations of its own."""
    names, label = tuple(str(side) for side in sides), label_of(sides)
    if not is_enough(len(forms), asking.shown_from):
        fewest = max(asking.shown_from, SHOWN_FROM)
        sentence = f"Belum cukup jawaban untuk ditampilkan (kurang dari {fewest})."
        return Group(names, label, None, False, sentence)
    size, items = len(asking.labels), []
    for number, text in asking.items:
        answers = answers_to(number, forms)
        said = statement(answers, size, asking.shown_from, asking.spread_from)
        if said is None:
            items.append(ItemWords(number, text))
            continue
        items.append(_words(number, text, len(answers), said, asking.labels))
    values = [value for item in items if (value := value_of(item, asking.labels)) is not None]
    composite = _composite(values, forms, asking)
    sentence = f"Dari {len(forms)} formulir {'susulan' if is_late else 'yang terkirim'}."
    told = None if is_late else invited
    return Group(names, label, told, True, sentence, tuple(items), composite, len(forms))


def answers_to(number: int, forms: Iterable[Scores]) -> list[int]:
    """Return the answers to one item, without those who had not seen it."""
    return [score for form in forms if (score := form.get(number)) is not None]


def _words(number: int, text: str, n: int, said: Statement, labels: Sequence[str]) -> ItemWords:
    if said.level is not None:
        return ItemWords(number, text, n, said.level, LEVEL_LABELS[said.level])
    low, high = labels[said.low - 1], labels[said.high - 1]
    return ItemWords(number, text, n, None, labels[said.word - 1], low, high)


def _composite(values: Sequence[Fraction], forms: Sequence[Scores], asking: Asking) -> Level | None:
    """Return the level of the whole: made of what is said of the items, so that it adds nothing to them.

    With a short scale and few forms no item is said; then of the mean of all answers, if the items are many.
    """
    size = len(asking.labels)
    if values:
        if 2 * len(values) < len(asking.items):
            return None
        middle, third = Fraction(size + 1, 2), Fraction(size - 1, 6)
        return level_of(sum(values, Fraction(0)) / len(values), middle - third, middle + third)
    if size > SHORT_SCALE or len(asking.items) < COMPOSITE_ITEMS or len(forms) >= SPREAD_FROM:
        return None
    rows = [
        [score for number, _ in asking.items if (score := form.get(number)) is not None] for form in forms
    ]
    full = [row for row in rows if 10 * len(row) >= 6 * len(asking.items)]  # measurement research 3.2
    if not is_enough(len(full), asking.shown_from):
        return None
    answers = [score for row in full for score in row]
    return level_of(Fraction(sum(answers), len(answers)), *short_cells(size))


def short_cells(labels: int) -> tuple[Fraction, Fraction]:
    """Return the means up to which many answers on a short scale are low and from which they are high.

    An eighth of the scale from its middle: one form full of the lowest label and two full of the highest
    come to more than that, so that even then no single answer is sure.
    """
    middle, part = Fraction(labels + 1, 2), Fraction(labels - 1, 8)
    return middle - part, middle + part


def as_they_are(sides: Sequence[Side], form: Scores, asking: Asking) -> Group:
    """Return the answers of somebody who is not secret, the superior, as they are."""
    items = own_words(form, asking)
    return Group(tuple(str(side) for side in sides), label_of(sides), 1, True, "", items, None, 1)


def own_words(form: Scores, asking: Asking) -> tuple[ItemWords, ...]:
    """Return one form in words."""
    rows = [(number, text, form.get(number)) for number, text in asking.items]
    return tuple(
        ItemWords(number, text, 1, None, word, word, word)
        for number, text, score in rows
        if score is not None and (word := asking.labels[score - 1])
    )


def may_adjust(groups: Iterable[Group], spread_from: int) -> bool:
    """Say whether a value over all forms may be told: only when no group is hidden and many spoke."""
    rows = list(groups)
    forms = sum(group.n or 0 for group in rows)
    return all(group.is_shown for group in rows) and forms >= max(spread_from, SPREAD_FROM)
