"""When two rows look like one person, and why; nothing is joined by it (own rule, for people to judge).

Source of the cases: domain research 7.4 (data that do not match SIASN), 8.1 and 8.2 (a PPPK who becomes PNS
gets another number; serial numbers begin anew).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

SAME_BIRTH = "Tanggal lahir sama dan nama mirip"
SAME_UNIT = "Nama sama di unit yang sama"
NEAR_NIP = "NIP hampir sama dan nama mirip"
OTHER_KIND = "Lahir dan nama sama, dengan nomor PPPK dan PNS"


@dataclass(frozen=True, slots=True)
class Likeness:
    """What is compared of a row: names as sounds in one order, birth, number, kind, unit."""

    pk: int
    names: str
    birth_on: date | None
    nip: str
    kind: str
    unit: int | None


def reasons(one: Likeness, other: Likeness) -> list[str]:
    """Return why two rows look like one person, strongest first; an empty list when they do not."""
    found = []
    born = one.birth_on is not None and one.birth_on == other.birth_on
    kinds = {one.kind.startswith("PPPK"), other.kind.startswith("PPPK")}
    if born and one.names == other.names and len(kinds) == 2:
        found.append(OTHER_KIND)
    if are_near(one.nip, other.nip) and are_similar(one.names, other.names):
        found.append(NEAR_NIP)
    if born and are_similar(one.names, other.names):
        found.append(SAME_BIRTH)
    if one.unit is not None and one.unit == other.unit and one.names == other.names:
        found.append(SAME_UNIT)
    return found


def are_near(one: str, other: str) -> bool:
    """Say whether two numbers of one length differ in one digit, or in two neighbours that changed places."""
    if len(one) != len(other) or one == other:
        return False
    places = [place for place, (left, right) in enumerate(zip(one, other, strict=True)) if left != right]
    if len(places) == 1:
        return True
    return (
        len(places) == 2
        and places[1] == places[0] + 1
        and one[places[0]] == other[places[1]]
        and one[places[1]] == other[places[0]]
    )


def are_similar(one: str, other: str) -> bool:
    """Say whether all names of the shorter row are among those of the other, give or take one letter.

    A name of one or two letters stands for a name that begins so (an initial).
    """
    few, many = sorted((one.split(), other.split()), key=len)
    left = list(many)
    for name in few:
        match = next((candidate for candidate in left if _alike(name, candidate)), None)
        if match is None:
            return False
        left.remove(match)
    return bool(few)


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) <= 2:
        return long.startswith(short)
    return len(short) >= 4 and _one_letter_apart(short, long)


def _one_letter_apart(short: str, long: str) -> bool:
    if len(long) - len(short) > 1:
        return False
    place = next((at for at, letter in enumerate(short) if letter != long[at]), len(short))
    rest = short[place:] if len(long) > len(short) else short[place + 1 :]
    return rest == long[place + 1 :]
