"""The draw: who is asked about whom in a round. Pure, and the same for the same seed and staff.

Superior, subordinates and the person come from the line. Peers work under the same superior; small groups are
pooled with siblings, and a share comes from other units. Source: measurement research 4.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from random import Random

from .pools import Person, Place, Pool, level_of, office_of, pool_numbers, pools_of
from .round import Side, Why
from .shifts import Form, Remake, Table, choose_shifts, most_shifts, place, prefer, ring_forms


@dataclass(frozen=True)
class Wish:
    """What the round asks for; a number of 0 means that this side does not speak."""

    peers: int = 5
    cross_percent: int = 33
    subordinates: int = 5
    partners: int = 0
    has_superior: bool = True
    has_self: bool = True
    cap: int = 8

    @property
    def cross(self) -> int:
        """How many of the peers come from another unit: the share, rounded half up."""
        return (self.peers * self.cross_percent + 50) // 100

    @property
    def inside(self) -> int:
        """How many of the peers come from the own pool."""
        return self.peers - self.cross


@dataclass(frozen=True)
class Listed:
    """Who was proposed for a person and stands approved, and whom the superior added."""

    own: tuple[int, ...] = ()
    added: tuple[int, ...] = ()
    struck: tuple[int, ...] = ()  # nobody of these is asked, in whatever way


@dataclass
class Outcome:
    """What was drawn, with the pools for the sentences."""

    forms: list[Form]
    pools: list[Pool]
    wish: Wish
    people: dict[int, Person]
    reduced: bool = False  # the cap of forms per rater made the numbers smaller
    received: dict[int, Counter[Side]] = field(default_factory=dict)


def within_cap(wish: Wish) -> Wish:
    """Return the wish with fewer partners, then peers, so that nobody writes more forms than the cap."""
    room = wish.cap - bool(wish.subordinates)
    peers = min(wish.peers, room)
    partners = min(wish.partners, room - peers)
    return Wish(
        peers, wish.cross_percent, wish.subordinates, partners, wish.has_superior, wish.has_self, wish.cap
    )


def draw(
    people: Iterable[Person],
    places: Mapping[int, Place],
    wish: Wish,
    *,
    seed: str,
    apart: Mapping[int, AbstractSet[int]] | None = None,
    contacts: Collection[tuple[int, int]] = (),
    listed: Mapping[int, Listed] | None = None,
) -> Outcome:
    """Return who is asked about whom.

    `people` are all who are at work, reviewed or not; `apart` says with whom a person may not be paired;
    `contacts` are pairs with recorded work in common; `listed` are nominations, when the round has them.
    """
    rows = {one.id: one for one in sorted(people, key=lambda one: one.id)}
    smaller = within_cap(wish)
    table = Table(apart or {}, wish.cap)
    drawing = _Drawing(rows, places, smaller, seed, table)
    drawing.line()
    drawing.nominated(listed or {})
    pools = drawing.peers(sorted(contacts)) if smaller.peers else []
    if smaller.partners:
        drawing.partners()
    outcome = Outcome(table.forms(), pools, smaller, rows, smaller != wish)
    for form in outcome.forms:
        outcome.received.setdefault(form.ratee, Counter())[form.side] += 1
    return outcome


class _Drawing:
    """The steps of one draw over one table."""

    def __init__(
        self, people: dict[int, Person], places: Mapping[int, Place], wish: Wish, seed: str, table: Table
    ) -> None:
        self.people, self.places, self.wish, self.seed, self.table = people, places, wish, seed, table
        self.reviewed = {key for key, one in people.items() if one.is_reviewed}
        self.known = [one for one in people.values() if one.is_known]
        self.offices = {unit: office_of(unit, places) for unit in places}
        self.pool_of: dict[int, int] = {}
        self.queues: dict[tuple[int, int], deque[int]] = {}

    def rng(self, *words: object) -> Random:
        """Return the source of chance of one step, apart from all others."""
        return Random("/".join(str(word) for word in (self.seed, *words)))

    # --- From the line ---------------------------------------------------------------------------

    def line(self) -> None:
        """Ask the superior, the person, and all or an even draw of the subordinates."""
        below: dict[int, list[int]] = defaultdict(list)
        for one in self.people.values():
            if one.is_reviewed and self.wish.has_self:
                self.table.add(Form(one.id, one.id, Side.SELF, Why.SELF))
            if one.superior is not None and one.superior in self.people:
                if one.is_reviewed and self.wish.has_superior:
                    self.table.add(Form(one.superior, one.id, Side.SUPERIOR, Why.SUPERIOR))
                if one.is_known and self.people[one.superior].is_known:
                    below[one.superior].append(one.id)
        for superior, staff in sorted(below.items()):
            if self.people[superior].is_reviewed and self.wish.subordinates:
                self._subordinates(superior, staff)

    def _subordinates(self, superior: int, staff: list[int]) -> None:
        order = self.rng("bawahan", superior).sample(staff, len(staff))
        found = 0
        for one in order:
            if found == self.wish.subordinates:
                break
            found += self.table.add(Form(one, superior, Side.SUBORDINATE, Why.SUBORDINATE))

    def nominated(self, listed: Mapping[int, Listed]) -> None:
        """Ask at most half from the person's own list, and some whom the superior added, drawn by chance.

        At least one place stays for the draw, so that nobody knows from the list who was asked.
        """
        for ratee, names in sorted(listed.items()):
            rng, half = self.rng("usulan", ratee), self.wish.peers // 2
            rooms = (
                (names.own, half, Why.OWN_PROPOSAL),
                (names.added, self.wish.peers - half - 1, Why.ADDED),
            )
            for keys, room, why in rooms:
                for rater in rng.sample(sorted(keys), len(keys)):
                    if room > 0 and rater in self.people:
                        room -= self.table.add(self._form(rater, ratee, why=why))
            self.table.barred[ratee] = {*names.own, *names.added, *names.struck}

    # --- Peers -----------------------------------------------------------------------------------

    def peers(self, contacts: Sequence[tuple[int, int]]) -> list[Pool]:
        """Draw inside the pools, then across units, then fill what is missing."""
        inside = self.wish.inside
        pools = pools_of(self.known, self.places, inside)
        self.pool_of = pool_numbers(pools)
        for pool in pools:
            count = min(inside, most_shifts(len(pool.members)))
            rng = self.rng("rekan", pool.parts[0][0], pool.level)
            ring = rng.sample(pool.members, len(pool.members))
            self._ring(ring, choose_shifts(len(ring), count, rng), self._form)
        if self.wish.cross:
            self._across(pools, contacts)
        for pool in pools:
            self._fill_pool(pool)
        return pools

    def _ring(self, ring: Sequence[int], shifts: Sequence[int], make: Remake) -> list[Form]:
        forms = ring_forms(ring, shifts, self._form, self.reviewed)
        place(self.table, forms, make, lambda form: self._peers(form.ratee) < self.wish.peers)
        return forms

    def _across(self, pools: list[Pool], contacts: Sequence[tuple[int, int]]) -> None:
        """Draw the share from other units: in the office where it allows a ring, else in the whole agency."""
        rings: dict[tuple[int, int], list[Pool]] = defaultdict(list)
        for pool in pools:
            rings[(pool.level, self.offices[pool.parts[0][0]])].append(pool)
        left: dict[int, list[Pool]] = defaultdict(list)
        for (level, office), members in sorted(rings.items()):
            if not self._cross_ring(members, contacts, level, office):
                left[level] += members
        for level, members in sorted(left.items()):
            self._cross_ring(members, contacts, level, 0)

    def _cross_ring(
        self, pools: list[Pool], contacts: Sequence[tuple[int, int]], level: int, office: int
    ) -> bool:
        largest = max(len(pool.members) for pool in pools)
        size = sum(len(pool.members) for pool in pools)
        if most_shifts(size, largest) < self.wish.cross:
            return False
        rng = self.rng("lintas", level, office)
        blocks = [rng.sample(pool.members, len(pool.members)) for pool in rng.sample(pools, len(pools))]
        ring = [one for block in blocks for one in block]
        inside = set(ring)
        forms = self._ring(ring, choose_shifts(size, self.wish.cross, rng, largest), self._cross_form)
        wanted = [pair for pair in contacts if inside.issuperset(pair)]
        prefer(self.table, forms, wanted, self._cross_form)
        return True

    def _fill_pool(self, pool: Pool) -> None:
        """Give people with too few peers the next in the draw: own pool, then office, then agency."""
        office = self.offices[pool.parts[0][0]]
        for ratee in pool.members:
            if ratee not in self.reviewed or self._peers(ratee) >= self.wish.peers:
                continue
            own = deque(self.rng("isi", ratee).sample(pool.members, len(pool.members)))
            for queue in (own, self._queue(pool.level, office), self._queue(pool.level, 0)):
                for most in (self.wish.peers, self.wish.peers + 1):
                    while self._peers(ratee) < self.wish.peers:
                        if not self.table.fill(ratee, queue, most=most, make=self._form):
                            break

    def _queue(self, level: int, office: int) -> deque[int]:
        """Return the people of a level in an office (0: anywhere) in an order of chance, kept rotating."""
        if (level, office) not in self.queues:
            members = [
                one.id
                for one in self.known
                if level_of(one, self.places) == level and office in (0, self.offices[one.unit])
            ]
            self.queues[level, office] = deque(self.rng("antre", level, office).sample(members, len(members)))
        return self.queues[level, office]

    def _peers(self, ratee: int) -> int:
        return sum(form.side == Side.PEER for form in self.table.by_ratee[ratee].values())

    def _form(self, rater: int, ratee: int, side: Side = Side.PEER, why: Why | None = None) -> Form:
        one, other = self.people[rater], self.people[ratee]
        if why is None:
            why = Why.CONTACT
            if one.superior == other.superior and self.pool_of.get(rater) == self.pool_of.get(ratee):
                why = Why.SAME_SUPERIOR
            elif self.pool_of.get(rater) == self.pool_of.get(ratee):
                why = Why.POOLED
        return Form(rater, ratee, side, why, one.unit != other.unit)

    def _cross_form(self, rater: int, ratee: int) -> Form | None:
        if self.pool_of.get(rater) == self.pool_of.get(ratee):
            return None
        return self._form(rater, ratee)

    # --- Partners --------------------------------------------------------------------------------

    def partners(self) -> None:
        """Draw partners from other offices, people of the same level, around a ring of all offices."""
        levels: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for one in self.known:
            levels[min(1, level_of(one, self.places))][self.offices[one.unit]].append(one.id)
        for level, offices in sorted(levels.items()):
            self._partners_of(level, offices)

    def _partners_of(self, level: int, offices: dict[int, list[int]]) -> None:
        rng = self.rng("mitra", level)
        blocks = [
            rng.sample(offices[key], len(offices[key])) for key in rng.sample(sorted(offices), len(offices))
        ]
        ring = [one for block in blocks for one in block]
        largest = max(len(block) for block in blocks)
        count = min(self.wish.partners, most_shifts(len(ring), largest))
        if count:
            shifts = choose_shifts(len(ring), count, rng, largest)
            place(self.table, ring_forms(ring, shifts, self._partner, self.reviewed), self._other_office)
        most = self.wish.peers + self.wish.partners + 1
        for block in blocks:
            outside: deque[int] | None = None
            for ratee in sorted(set(block) & self.reviewed):
                lacking = self.wish.partners - sum(
                    form.side == Side.PARTNER for form in self.table.by_ratee[ratee].values()
                )
                if lacking and outside is None:
                    inside = set(block)
                    outside = deque(one for one in ring if one not in inside)
                for _ in range(lacking):
                    if outside is not None:
                        self.table.fill(ratee, outside, most=most, make=self._partner)

    def _partner(self, rater: int, ratee: int) -> Form:
        return self._form(rater, ratee, Side.PARTNER, Why.CONTACT)

    def _other_office(self, rater: int, ratee: int) -> Form | None:
        one, other = self.people[rater], self.people[ratee]
        return None if self.offices[one.unit] == self.offices[other.unit] else self._partner(rater, ratee)
