"""Which groups of a survey are named and counted (issue 8.8: no counts below ten; decided here)."""

from __future__ import annotations

import pytest

from desk.rules.survey import Group, group_of, kept_group, shown_groups


@pytest.mark.parametrize(
    ("is_admin", "leads", "group"),
    [(True, True, "ADMIN"), (True, False, "ADMIN"), (False, True, "ATASAN"), (False, False, "PEGAWAI")],
)
def test_everybody_answers_in_one_group(is_admin: bool, leads: bool, group: str) -> None:
    assert group_of(is_admin=is_admin, leads=leads) == group


@pytest.mark.parametrize(("people", "kept"), [(0, ""), (9, ""), (10, "ADMIN"), (11, "ADMIN")])
def test_a_small_group_is_not_kept_beside_an_answer(people: int, kept: str) -> None:
    assert kept_group(Group.ADMIN, {"ADMIN": people}) == kept


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({}, {}),
        ({"PEGAWAI": 40}, {}),  # one line would say what the whole says
        ({"PEGAWAI": 40, "ATASAN": 10}, {"Pegawai": 40, "Atasan": 10}),
        ({"PEGAWAI": 40, "ATASAN": 9}, {}),  # nine would be found by subtraction
        ({"PEGAWAI": 40, "ATASAN": 12, "ADMIN": 3}, {"Pegawai": 40, "Kelompok lain": 15}),
        ({"PEGAWAI": 40, "ATASAN": 6, "": 5}, {"Pegawai": 40, "Kelompok lain": 11}),
        (
            {"PEGAWAI": 40, "ATASAN": 12, "": 10},
            {"Pegawai": 40, "Atasan": 12, "Kelompok lain": 10},
        ),
    ],
)
def test_no_group_and_no_rest_below_ten_is_shown(counts: dict[str, int], shown: dict[str, int]) -> None:
    told = shown_groups(counts)

    assert {label: sum(counts[one] for one in groups) for label, groups in told.items()} == shown
