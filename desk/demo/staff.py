"""The people of the demo city, before they are rows: names, valid NIPs, posts and ranks that fit."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from random import Random

from organizations.rules import PNS_RANKS, EmploymentKind, PositionKind, Sex

from .city import UnitSeed
from .names import LASTS, MEN, MIDDLES_M, MIDDLES_W, WOMEN
from .people import NAMED, NIPS, DemoPerson
from .posts import HEADS, HEADS_OF_AGENCIES, MIXES, STAFF, Post

_NAMED_BY_UNIT: dict[str, list[DemoPerson]] = {}
for _person in NAMED:
    _NAMED_BY_UNIT.setdefault(_person.unit, []).append(_person)

# Golongan -> about how many years of service it takes; with the age at entry it gives the birth year.
_YEARS = {rank: 2 + 2 * number for number, rank in enumerate(PNS_RANKS)}


@dataclass
class PersonSeed:
    """A person with a post in a unit, before he or she is a row."""

    nip: str
    name: str
    front: str
    back: str
    kind: EmploymentKind
    rank: str
    sex: Sex
    birth_on: date | None
    post: Post
    title: str
    unit: UnitSeed
    is_head: bool
    started_on: date
    named: DemoPerson | None = None

    @property
    def family(self) -> str:
        """The family of work plans; empty for those who write none."""
        return self.post.family

    @property
    def address(self) -> str:
        """How a colleague speaks to the person: Bu Rina, Pak Agus."""
        names = self.name.split()
        called = names[1] if names[0] in {"Ni", "Siti", "Nur"} and len(names) > 1 else names[0]
        return f"{'Bu' if self.sex == Sex.FEMALE else 'Pak'} {called}"


def _head(unit: UnitSeed) -> Post:
    """Return the post that leads a unit."""
    return HEADS_OF_AGENCIES.get(unit.code, HEADS[unit.sort])


@dataclass
class Staffing:
    """Draws people; remembers the NIPs that are taken."""

    rng: Random
    serials: dict[str, int] = field(default_factory=dict)

    def unit(self, unit: UnitSeed) -> Iterator[PersonSeed]:
        """Return the people of a unit, the head first, the named ones before the others."""
        named = _NAMED_BY_UNIT.get(unit.code, [])
        head = next((person for person in named if not person.post), None)
        yield self._named(head, unit) if head else self._crowd(_head(unit), unit, is_head=True)
        others = [person for person in named if person.post]
        for person in others:
            yield self._named(person, unit)
        for name in self._mix(unit, unit.size - 1 - len(others)):
            posts = STAFF[name]
            post = self.rng.choices(posts, [each.share for each in posts])[0]
            yield self._crowd(post, unit, is_head=False)

    def _mix(self, unit: UnitSeed, people: int) -> list[str]:
        """Return the posts of a unit in the shares of its sort, one of each before the second."""
        mix = MIXES.get(unit.sort, ())
        technical = unit.agency.family if unit.agency else ""
        wanted = [(technical or "penelaah") if name == "*" else name for name, _ in mix]
        shares = [share for _, share in mix]
        given = [0] * len(mix)
        chosen = []
        for _ in range(people):
            index = max(range(len(mix)), key=lambda each: shares[each] / (given[each] + 1))
            given[index] += 1
            chosen.append(wanted[index])
        return chosen

    def _named(self, person: DemoPerson, unit: UnitSeed) -> PersonSeed:
        posts = STAFF[person.post] if person.post else [HEADS[unit.sort]]
        post = next((each for each in posts if each.title == person.title), posts[0])
        is_asn = post.kind != PositionKind.POLITICAL
        kind = EmploymentKind.PPPK if person.nip[12:14] == "21" else EmploymentKind.PNS
        birth = date(int(person.nip[:4]), int(person.nip[4:6]), int(person.nip[6:8])) if is_asn else None
        return PersonSeed(
            nip=person.nip,
            name=person.name,
            front=person.front,
            back=person.back,
            kind=kind if is_asn else EmploymentKind.NON_ASN,
            rank=person.rank,
            sex=person.sex,
            birth_on=birth,
            post=post,
            title=person.title or unit.head_title,
            unit=unit,
            is_head=not person.post,
            started_on=date(2025, 2, 20) if not is_asn else date(2023, 1, 9),
            named=person,
        )

    def _crowd(self, post: Post, unit: UnitSeed, *, is_head: bool) -> PersonSeed:
        rng = self.rng
        sex = Sex.FEMALE if rng.randrange(100) < post.women else Sex.MALE
        is_contract = bool(post.contract_rank) and rng.random() < 0.34
        rank = post.contract_rank if is_contract else self._rank(post.ranks)
        nip, birth, entered = self._nip(sex, rank, is_contract)
        year = max(entered, rng.randint(2019, 2025))
        started = date(year, rng.randint(1, 12), rng.choice((1, 2, 9, 15)))
        return PersonSeed(
            nip=nip,
            name=self._name(sex),
            front=post.front,
            back=rng.choice(post.degrees),
            kind=EmploymentKind.PPPK if is_contract else EmploymentKind.PNS,
            rank=rank,
            sex=sex,
            birth_on=birth,
            post=post,
            title=unit.head_title if is_head else post.title,
            unit=unit,
            is_head=is_head,
            started_on=started if year > entered else date(year, 12, 15),
        )

    def _rank(self, span: tuple[str, str]) -> str:
        ranks = list(PNS_RANKS)
        return self.rng.choice(ranks[ranks.index(span[0]) : ranks.index(span[1]) + 1])

    def _nip(self, sex: Sex, rank: str, is_contract: bool) -> tuple[str, date, int]:
        """Return a NIP that nobody has, the birth date and the year of entry that it says."""
        rng = self.rng
        if is_contract:
            entered, month = rng.choice((2021, 2022, 2022, 2023, 2024, 2025)), 21
            birth_year = entered - rng.randint(24, 45)
        else:
            service = max(1, _YEARS[rank] - 2 * list(PNS_RANKS).index("II/a") + rng.randint(-2, 4))
            entered, month = 2025 - min(service, 32), rng.choice((1, 2, 3, 4, 12))
            birth_year = max(entered - rng.randint(22, 29), 1969)
        birth_month = rng.randint(1, 12)
        birth = date(birth_year, birth_month, rng.randint(1, monthrange(birth_year, birth_month)[1]))
        stem = f"{birth:%Y%m%d}{entered}{month:02d}{'2' if sex == Sex.FEMALE else '1'}"
        serial = self.serials.get(stem, 0) + 1
        while f"{stem}{serial:03d}" in NIPS:
            serial += 1
        self.serials[stem] = serial
        return f"{stem}{serial:03d}", birth, entered

    def _name(self, sex: Sex) -> str:
        rng = self.rng
        firsts, middles = (WOMEN, MIDDLES_W) if sex == Sex.FEMALE else (MEN, MIDDLES_M)
        first = rng.choice(firsts)
        if first in {"Ni", "Dwi", "Tri"} and sex == Sex.FEMALE:
            first = f"{first} {rng.choice(('Made', 'Ayu', 'Luh', 'Kadek') if first == 'Ni' else middles)}"
        shape = rng.randrange(10)
        parts = [first]
        if shape < 7:
            parts.append(rng.choice(middles))
        if shape >= 3:
            parts.append(rng.choice(LASTS))
        return " ".join(dict.fromkeys(parts))
