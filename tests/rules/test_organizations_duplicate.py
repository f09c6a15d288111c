"""Rows that look like one person; source of the cases: domain research 7.4, 8.1, 8.2."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from organizations.rules.duplicate import (
    NEAR_NIP,
    OTHER_KIND,
    SAME_BIRTH,
    SAME_UNIT,
    Likeness,
    are_near,
    are_similar,
    reasons,
)

ANI = Likeness(1, "ani rahayu", date(1990, 1, 1), "199001012015032003", "PNS", 7)


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, [SAME_BIRTH, SAME_UNIT]),
        ({"nip": "199001012015032004", "unit": 8}, [NEAR_NIP, SAME_BIRTH]),
        ({"nip": "199001102015032003", "birth_on": date(1990, 1, 10), "unit": 8}, [NEAR_NIP]),
        ({"nip": "199001012021212003", "kind": "PPPK", "unit": 8}, [OTHER_KIND, SAME_BIRTH]),
        ({"names": "ani rahayo", "unit": 8}, [SAME_BIRTH]),
        ({"names": "ani rahayu sari", "birth_on": None}, []),
        ({"names": "dewi rahayu"}, []),
        ({"birth_on": None}, [SAME_UNIT]),
        ({"birth_on": date(1991, 1, 1), "unit": None}, []),
        ({"names": "budi", "nip": "199001012015032004"}, []),
    ],
)
def test_likeness_is_named(changes: dict[str, Any], found: list[str]) -> None:
    other = replace(ANI, pk=2, nip="198703032010012099")
    other = replace(other, **changes)
    assert reasons(ANI, other) == found
    assert reasons(other, ANI) == found


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [("12345", "12346", True), ("12345", "12354", True), ("12345", "12345", False), ("12345", "1234", False),
     ("12345", "13254", False), ("12345", "12453", False)],
)  # fmt: skip
def test_numbers_one_slip_apart(one: str, other: str, near: bool) -> None:
    assert are_near(one, other) is near


@pytest.mark.parametrize(
    ("one", "other", "similar"),
    [
        ("a rahayu", "ani rahayu", True),
        ("rahayu", "ani rahayu", True),
        ("muhamad yusuf", "muhamad yusup", True),
        ("ani", "ana", False),
        ("siti aminah", "siti rahmah", False),
        ("", "ani", False),
        ("budiman", "budimann", True),
        ("budiman", "budi", False),
    ],
)
def test_names_that_may_be_one(one: str, other: str, similar: bool) -> None:
    assert are_similar(one, other) is similar
