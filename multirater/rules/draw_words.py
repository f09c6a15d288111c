"""What a draw tells about itself: how it helped itself in small units, and what it could not do."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .draw import Outcome
from .pools import STAFF, Person, Place, Pool
from .round import SEALED, Side
from .shifts import MUTUAL

SENTENCES = 12  # of one kind that a person reads before the rest becomes a number


def remarks_of(outcome: Outcome, places: Mapping[int, Place], months: int) -> dict[int, str]:
    """Return per reviewed person how the draw helped itself; people drawn as usual are not in it."""
    found: dict[int, str] = {}
    for pool in outcome.pools:
        for at, (_, members) in enumerate(pool.parts):
            text = _of_part(pool, at, outcome, places)
            found |= dict.fromkeys(members, text) if text else {}
    if outcome.wish.peers:
        late = f"Belum {months} bulan bekerja di unitnya: belum diundi untuk dinilai rekan atau bawahan."
        found |= {one.id: late for one in outcome.people.values() if not one.is_known}
    return {key: text[:300] for key, text in found.items() if outcome.people[key].is_reviewed}


def _of_part(pool: Pool, at: int, outcome: Outcome, places: Mapping[int, Place]) -> str:
    home, members = pool.parts[at]
    name = _name(pool, home, places)
    few = f"{name} hanya {len(members)} orang"
    if len(members) >= 2 * outcome.wish.inside + 1:
        return ""
    if len(pool.parts) > 1:
        others = [_name(pool, unit, places) for n, (unit, _) in enumerate(pool.parts) if n != at]
        told = others[0] if len(others) == 1 else f"{len(others)} unit lain di atas yang sama"
        return f"{few}: rekannya diundi bersama {told}."
    return f"{few}: sebagian besar rekannya diundi dari unit lain."


def _name(pool: Pool, home: int, places: Mapping[int, Place]) -> str:
    return places[home].name if pool.level == STAFF else f"Para kepala di {places[home].name}"


def problems_of(
    outcome: Outcome, places: Mapping[int, Place], *, shown_from: int, months: int, cap: int
) -> list[str]:
    """Return what the draw could not do as asked, each with a proposal; the gravest first."""
    hidden: dict[int, list[tuple[Person, int]]] = defaultdict(list)
    few: dict[int, list[tuple[Person, int]]] = defaultdict(list)
    for one in outcome.people.values():
        got: Mapping[Side, int] = outcome.received.get(one.id, {})
        sealed = sum(got.get(side, 0) for side in SEALED)
        if not one.is_reviewed or not one.is_known:
            continue
        if sealed < shown_from:
            hidden[one.unit].append((one, sealed))
        elif outcome.wish.peers and got.get(Side.PEER, 0) < shown_from:
            few[one.unit].append((one, got.get(Side.PEER, 0)))
    grave = [_hidden(places[unit], rows, shown_from) for unit, rows in sorted(hidden.items())]
    light = [_few(places[unit], rows, shown_from) for unit, rows in sorted(few.items())]
    return (
        _some(grave, "unit lain dengan pegawai yang pendapat penilainya tidak akan ditampilkan")
        + _some(light, "unit lain dengan pegawai yang rekannya di bawah batas")
        + _general(outcome, months, cap)
        + _some(_pooled(outcome, places), "unit kecil lain; catatannya tersimpan pada tiap pegawai")
    )


def _some(told: list[str], others: str) -> list[str]:
    """Return the first sentences, and in one sentence how many more there are."""
    more = len(told) - SENTENCES
    return told if more <= 0 else [*told[:SENTENCES], f"Dan {more} {others}."]


def _hidden(place: Place, rows: list[tuple[Person, int]], shown_from: int) -> str:
    got = max(count for _, count in rows)
    return (
        f"{_who(place, rows)} hanya dapat diberi {got} penilai selain atasan, di bawah {shown_from}: "
        "pendapat mereka tidak akan ditampilkan. Usul: tambahkan mitra dari unit lain, atau keluarkan dari "
        "putaran ini."
    )


def _few(place: Place, rows: list[tuple[Person, int]], shown_from: int) -> str:
    got = max(count for _, count in rows)
    return (
        f"{_who(place, rows)} hanya dapat diberi {got} rekan, di bawah {shown_from}: pendapat rekan digabung "
        "dengan bawahan atau mitra. Usul: tambahkan mitra dari unit lain."
    )


def _who(place: Place, rows: list[tuple[Person, int]]) -> str:
    if len(rows) == 1:
        return f"{rows[0][0].name} ({place.name})"
    return f"{len(rows)} pegawai di {place.name}"


def _general(outcome: Outcome, months: int, cap: int) -> list[str]:
    told = []
    if outcome.reduced:
        told.append(
            f"Batas {cap} formulir per penilai tidak cukup untuk jumlah penilai yang diminta, jadi "
            f"diundang {outcome.wish.peers} rekan dan {outcome.wish.partners} mitra per pegawai. "
            "Usul: naikkan batasnya."
        )
    late = sum(one.is_reviewed and not one.is_known for one in outcome.people.values())
    if late:
        told.append(
            f"{late} pegawai belum {months} bulan bekerja di unitnya: mereka belum diundi sebagai rekan, "
            "bawahan atau mitra. Usul: ikutkan mereka di putaran berikutnya, atau turunkan syarat masa kerja."
        )
    alone = [one for one in outcome.people.values() if one.is_reviewed and one.superior not in outcome.people]
    if alone and outcome.wish.has_superior:
        who = alone[0].name if len(alone) == 1 else f"{len(alone)} pegawai"
        told.append(
            f"{who} tidak punya atasan yang sedang bekerja. Usul: tetapkan atasannya di Data pegawai."
        )
    return told


def _pooled(outcome: Outcome, places: Mapping[int, Place]) -> list[str]:
    told = []
    for pool in outcome.pools:
        for at, (_, members) in enumerate(pool.parts):
            text = _of_part(pool, at, outcome, places)
            if text and any(outcome.people[one].is_reviewed for one in members):
                told.append(text)
    return told


@dataclass(frozen=True)
class Figures:
    """The numbers by which anybody sees what kind of draw it was."""

    reviewed: int = 0
    invitations: int = 0
    raters: int = 0
    by_side: Mapping[Side, int] = field(default_factory=dict)
    across: int = 0  # forms of peers from another unit
    mutual: int = 0  # pairs of peers or partners who are asked about each other; always 0
    most: int = 0  # forms of one rater as peer, partner and subordinate
    least_received: int = 0  # peers of one reviewed person who is in the draw of peers
    most_received: int = 0

    @property
    def across_percent(self) -> int:
        """The share of peers from another unit, rounded half up."""
        peers = self.by_side.get(Side.PEER, 0)
        return (200 * self.across + peers) // (2 * peers) if peers else 0


def figures_of(forms: Iterable[tuple[int, int, Side, bool]], reviewed: int) -> Figures:
    """Return the numbers of forms given as rater, reviewed person, side and whether it goes across units."""
    sides: Counter[Side] = Counter()
    load: Counter[int] = Counter()
    received: Counter[int] = Counter()
    pairs: set[tuple[int, int]] = set()
    raters, across = set(), 0
    for rater, ratee, side, is_cross in forms:
        sides[side] += 1
        if side != Side.SELF:
            raters.add(rater)
        if side in SEALED:
            load[rater] += 1
        if side in MUTUAL:
            pairs.add((rater, ratee))
        if side == Side.PEER:
            received[ratee] += 1
            across += is_cross
    return Figures(
        reviewed=reviewed,
        invitations=sides.total(),
        raters=len(raters),
        by_side=dict(sides),
        across=across,
        mutual=sum((ratee, rater) in pairs for rater, ratee in pairs) // 2,
        most=max(load.values(), default=0),
        least_received=min(received.values(), default=0),
        most_received=max(received.values(), default=0),
    )
