"""Who rates whom as a table: shifts around a ring, and exchanges that keep everybody's number.

The members of a group stand in a random ring; member i rates member i + s for each chosen shift s. Shifts s
and n - s are never both chosen, so nobody rates a person who rates him; each rates as many as rate him.
Possible exactly when n >= 2k + 1 (measurement research 4).
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import islice
from random import Random

from .round import Side, Why

MUTUAL = frozenset({Side.PEER, Side.PARTNER})  # sides in which two people never rate each other
LOOKS = 2000  # people or forms looked at for one place before it stays empty


@dataclass(frozen=True)
class Form:
    """One person asked about another."""

    rater: int
    ratee: int
    side: Side
    why: Why
    is_cross: bool = False


Remake = Callable[
    [int, int], Form | None
]  # a form for rater and reviewed person, None where there may be none


def most_shifts(members: int, least: int = 1) -> int:
    """Return how many shifts a ring of so many members allows, none shorter than `least`."""
    return max(0, (members - 1) // 2 - least + 1)


def choose_shifts(members: int, count: int, rng: Random, least: int = 1) -> list[int]:
    """Return `count` shifts from least to members - least, never one together with its mirror image.

    Raise ValueError when the ring allows fewer.
    """
    chosen = rng.sample(range(least, least + most_shifts(members, least)), count)
    return [rng.choice((shift, members - shift)) for shift in chosen]


class Table:
    """The forms so far, how many each person writes, and whether one more may be added.

    `apart` names the people with whom a person may not be paired, `cap` the most forms that one person writes
    as peer, partner and subordinate together.
    """

    def __init__(self, apart: Mapping[int, AbstractSet[int]], cap: int) -> None:
        self.apart, self.cap = apart, cap
        self.by_ratee: dict[int, dict[int, Form]] = defaultdict(dict)
        self.load: Counter[int] = Counter()
        self.barred: dict[int, set[int]] = {}  # per reviewed person who shall not be asked, one way

    def forms(self) -> list[Form]:
        """Return all forms, by reviewed person and rater."""
        rows = sorted(self.by_ratee.items())
        return [form for _, by_rater in rows for _, form in sorted(by_rater.items())]

    def fits(self, rater: int, ratee: int, side: Side = Side.PEER) -> bool:
        """Say whether the one may be asked about the other."""
        if rater == ratee or rater in self.by_ratee[ratee]:
            return False
        if rater in self.apart.get(ratee, ()) or rater in self.barred.get(ratee, ()):
            return False
        back = self.by_ratee[rater].get(ratee) if rater in self.by_ratee else None
        if side in MUTUAL and back is not None and back.side in MUTUAL:
            return False
        return self.load[rater] < self.cap or side in (Side.SUPERIOR, Side.SELF)

    def add(self, form: Form) -> bool:
        """Add a form if it fits, and say whether it did."""
        if form.side != Side.SELF and not self.fits(form.rater, form.ratee, form.side):
            return False
        self.by_ratee[form.ratee][form.rater] = form
        self.load[form.rater] += form.side not in (Side.SUPERIOR, Side.SELF)
        return True

    def drop(self, form: Form) -> None:
        """Take a form out again."""
        del self.by_ratee[form.ratee][form.rater]
        self.load[form.rater] -= form.side not in (Side.SUPERIOR, Side.SELF)

    def exchange(self, wanted: Form, others: Iterable[Form], remake: Remake) -> bool:
        """Bring in a form that does not fit: two forms change their raters; say whether it went.

        (a on b) and (c on d) become (a on d) and (c on b): everybody writes and receives as many as before.
        `remake` returns a form of this kind for a rater and a reviewed person, None where there may be none.
        """
        for other in islice(others, LOOKS):
            if self.by_ratee[other.ratee].get(other.rater) is not other:
                continue
            self.drop(other)
            first, second = remake(wanted.rater, other.ratee), remake(other.rater, wanted.ratee)
            if first is not None and second is not None and self.add(first):
                if self.add(second):
                    return True
                self.drop(first)
            self.add(other)
        return False

    def fill(self, ratee: int, queue: deque[int], *, most: int, make: Callable[[int, int], Form]) -> bool:
        """Ask the next in the queue who fits and writes fewer than `most`; say whether there was one."""
        for _ in range(min(len(queue), LOOKS)):
            rater = queue[0]
            queue.rotate(-1)
            if self.load[rater] < most and self.add(make(rater, ratee)):
                return True
        return False


def ring_forms(
    ring: Sequence[int], shifts: Sequence[int], make: Callable[[int, int], Form], reviewed: AbstractSet[int]
) -> list[Form]:
    """Return the forms of a ring on the reviewed ones among its members."""
    size = len(ring)
    pairs = ((rater, ring[(at + shift) % size]) for shift in shifts for at, rater in enumerate(ring))
    return [make(rater, ratee) for rater, ratee in pairs if ratee in reviewed]


def place(
    table: Table, forms: Sequence[Form], remake: Remake, is_wanted: Callable[[Form], bool] = lambda form: True
) -> None:
    """Put the forms of a ring into the table while they are wanted; exchange those that do not fit."""
    refused = [form for form in forms if is_wanted(form) and not table.add(form)]
    for form in refused:
        if is_wanted(form):
            table.exchange(form, forms, remake)


def prefer(
    table: Table,
    forms: Sequence[Form],
    contacts: Iterable[tuple[int, int]],
    remake: Remake,
) -> None:
    """Bring pairs with recorded work contact into a ring, each by an exchange of two of its forms."""
    by_rater: dict[int, list[Form]] = defaultdict(list)
    by_ratee: dict[int, list[Form]] = defaultdict(list)
    for form in forms:
        by_rater[form.rater].append(form)
        by_ratee[form.ratee].append(form)
    for one, other in contacts:
        if not _meet(table, by_rater[one], by_ratee[other], remake):
            _meet(table, by_rater[other], by_ratee[one], remake)


def _meet(table: Table, owns: Sequence[Form], others: Sequence[Form], remake: Remake) -> bool:
    """Exchange a form of one person with a form on another, so that the one is asked about the other."""
    for own in owns:
        if table.by_ratee[own.ratee].get(own.rater) is own:
            table.drop(own)
            if table.exchange(own, [form for form in others if form is not own], remake):
                return True
            table.add(own)
    return False
