"""What is told about how far a round can be relied on, from its opinions."""

from __future__ import annotations

from typing import Any

from multirater.models import Round
from multirater.queries.reliability import reliability_of
from tests.multirater.rows import Office, answer, invite, reviewee_of, round_of


def side_of(told: dict[str, Any], side: str) -> dict[str, Any]:
    return next(one for one in told["sides"] if one["side"] == side)


def review(office: Office, row: Round, forms: int = 4) -> None:
    """Have everybody of a section reviewed by the next colleagues and the head, with lasting differences."""
    for key, staff in office.staff.items():
        for at, person in enumerate(staff):
            reviewee = reviewee_of(office, row, person, office.heads[key])
            level = 2 + at % 3
            for step in range(1, forms + 1):
                invitation = invite(reviewee, staff[(at + step) % len(staff)])
                answer(invitation, {n: level + (n + step) % 2 for n in range(1, 8)})
            answer(invite(reviewee, office.heads[key], "ATASAN"), dict.fromkeys(range(1, 8), level))


def test_a_small_round_tells_response_and_no_figure(office: Office) -> None:
    row = round_of(office)
    review(office, row)

    told = reliability_of(row)

    peers = side_of(told, "REKAN")
    assert (peers["invited"], peers["answered"], peers["share"]) == (96, 96, 100)
    assert (peers["people"], peers["reason"], peers["single"]) == (24, "BELUM_CUKUP", None)
    assert side_of(told, "ATASAN")["reason"] == "SATU_PENILAI"
    assert (told["adjusted"], told["adjusted_reason"], told["habit"]) == ({}, "PULAU", None)
    assert told["network"]["islands"] == 3
