"""Settings of a round that would not protect raters, or cannot work, are named with the field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from multirater.rules import Choosing, Purpose, RoundStatus
from multirater.rules.setting import NEXT, Setting, faults, may_become

SOUND = Setting(
    name="Umpan balik 360",
    purpose=Purpose.DEVELOPMENT,
    questionnaire_id=1,
    answer_from=date(2026, 11, 1),
    answer_until=date(2026, 11, 30),
)
NOMINATED = {"choosing": Choosing.NOMINATION, "nominate_until": date(2026, 10, 31)}
ONLY_SELF = {"has_superior": False, "has_peers": False, "has_subordinates": False}

# what is set otherwise, the fields at fault; thresholds: measurement research 4.1, the rest decided here
TABLE: list[tuple[dict[str, Any], list[str]]] = [
    ({}, []),
    ({"name": "  "}, ["name"]),
    ({"purpose": "GAJI"}, ["purpose"]),
    ({"shown_from": 2}, ["shown_from"]),
    ({"spread_from": 4}, ["spread_from"]),
    ({"shown_from": 4, "spread_from": 5}, []),
    ({"shown_from": 5, "spread_from": 5}, []),
    ({"peers": 7, "subordinates": 7, "shown_from": 6, "spread_from": 5}, ["spread_from"]),
    ({"peers": 2}, ["peers"]),
    ({"peers": 2, "has_peers": False}, []),
    ({"subordinates": 16}, ["subordinates"]),
    ({"partners": 2}, []),
    ({"partners": 2, "has_partners": True}, ["partners"]),
    ({"peers": 3, "shown_from": 4}, ["peers"]),
    (ONLY_SELF, ["sides"]),
    (ONLY_SELF | {"has_partners": True}, []),
    ({"cross_percent": 101}, ["cross_percent"]),
    ({"rater_cap": 0}, ["rater_cap"]),
    ({"rater_cap": 41}, ["rater_cap"]),
    ({"acquainted_months": -1}, ["acquainted_months"]),
    ({"acquainted_months": 25}, ["acquainted_months"]),
    ({"answer_until": date(2026, 10, 31)}, ["answer_until"]),
    ({"answer_until": date(2026, 11, 1)}, []),
    ({"late_until": date(2026, 11, 30)}, ["late_until"]),
    ({"late_until": date(2026, 12, 1)}, []),
    (NOMINATED, []),
    (NOMINATED | {"nominate_until": None}, ["nominate_until"]),
    (NOMINATED | {"nominate_until": date(2026, 11, 1)}, ["nominate_until"]),
    ({"nominate_until": date(2026, 11, 5)}, ["nominate_until"]),  # the database asks for the order as well
]


@pytest.mark.parametrize(("values", "fields"), TABLE)
def test_what_is_wrong_is_said_at_the_field(values: dict[str, Any], fields: list[str]) -> None:
    found = faults(replace(SOUND, **values))

    assert [field for field, _ in found] == fields
    assert all(sentence.endswith(".") for _, sentence in found)


def test_a_round_moves_forward_only_and_can_be_given_up_until_it_is_closed() -> None:
    assert {status for status in RoundStatus if may_become(status, RoundStatus.CANCELLED)} == {
        RoundStatus.DRAFT,
        RoundStatus.NOMINATION,
        RoundStatus.OPEN,
    }
    assert {status for status in RoundStatus if not NEXT[status]} == {
        RoundStatus.RELEASED,
        RoundStatus.CANCELLED,
    }
    order = list(RoundStatus)
    assert all(order.index(after) > order.index(before) for before in NEXT for after in NEXT[before])
