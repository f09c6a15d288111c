"""States, moves and forms of a plan: every triple, without a database."""

from __future__ import annotations

from itertools import product

import pytest

from indicators.rules import (
    ANNEX_LABELS,
    APPROACH_LABELS,
    ASPECT_LABELS,
    DIRECTION_LABELS,
    KIND_LABELS,
    PERSPECTIVE_LABELS,
    PLAN_MOVES,
    STATUS_LABELS,
    Actor,
    AnnexKind,
    Approach,
    Aspect,
    Direction,
    Form,
    Perspective,
    PlanMove,
    PlanStatus,
    ResultKind,
    agreement,
    fingerprint,
    fits,
    form_of,
    leads_to,
    may_move,
    may_read,
)
from organizations.rules import PositionKind

DRAFT, SUBMITTED, RETURNED = PlanStatus.DRAFT, PlanStatus.SUBMITTED, PlanStatus.RETURNED

# The moves as the README tells them; every triple that is not here is refused.
ALLOWED = {
    (DRAFT, PlanMove.CHANGE, Actor.OWNER): DRAFT,
    (RETURNED, PlanMove.CHANGE, Actor.OWNER): DRAFT,
    (DRAFT, PlanMove.SUBMIT, Actor.OWNER): SUBMITTED,
    (RETURNED, PlanMove.SUBMIT, Actor.OWNER): SUBMITTED,
    (SUBMITTED, PlanMove.WITHDRAW, Actor.OWNER): DRAFT,
    (SUBMITTED, PlanMove.EXPECT, Actor.SUPERIOR): SUBMITTED,
    (SUBMITTED, PlanMove.RETURN, Actor.SUPERIOR): RETURNED,
    (SUBMITTED, PlanMove.AGREE, Actor.SUPERIOR): PlanStatus.AGREED,
    (PlanStatus.AGREED, PlanMove.START, Actor.OWNER): PlanStatus.AGREED,
    (PlanStatus.AGREED, PlanMove.ASK, Actor.SUPERIOR): PlanStatus.AGREED,
    (SUBMITTED, PlanMove.MERGE, Actor.SUPERIOR): PlanStatus.CLOSED,
    (DRAFT, PlanMove.CANCEL, Actor.OWNER): PlanStatus.CANCELLED,
    (RETURNED, PlanMove.CANCEL, Actor.OWNER): PlanStatus.CANCELLED,
}
TRIPLES = list(product(PlanStatus, PlanMove, Actor))


@pytest.mark.parametrize(("status", "move", "actor"), TRIPLES)
def test_every_triple_is_allowed_or_refused_as_the_table_says(status, move, actor):
    assert may_move(move, status, actor) is ((status, move, actor) in ALLOWED)


@pytest.mark.parametrize(("triple", "target"), list(ALLOWED.items()))
def test_a_move_leads_where_the_table_says(triple, target):
    assert leads_to(triple[1]) == target


def test_every_move_has_an_entry():
    assert set(PLAN_MOVES) == set(PlanMove)


@pytest.mark.parametrize("move", list(PlanMove))
def test_a_change_goes_the_way_of_a_plan_but_for_its_beginning_and_its_end(move):
    plans_only = {PlanMove.AGREE, PlanMove.START, PlanMove.ASK}
    changes_only = {PlanMove.MERGE, PlanMove.CANCEL}

    assert fits(move, is_change=True) is (move not in plans_only)
    assert fits(move, is_change=False) is (move not in changes_only)


def test_both_are_agreed_on_by_a_move_of_their_own():
    assert [agreement(is_change=kind) for kind in (False, True)] == [PlanMove.AGREE, PlanMove.MERGE]


@pytest.mark.parametrize(("status", "actor"), list(product(PlanStatus, Actor)))
def test_a_draft_is_read_by_its_author_alone_and_nothing_by_strangers(status, actor):
    hidden = status in {DRAFT, PlanStatus.CANCELLED}
    expected = actor == Actor.OWNER or (actor != Actor.OTHER and not hidden)

    assert may_read(status, actor) is expected


@pytest.mark.parametrize(
    ("kind", "form"),
    [
        (PositionKind.JPT_UTAMA, Form.LEADER),
        (PositionKind.JPT_MADYA, Form.LEADER),
        (PositionKind.JPT_PRATAMA, Form.LEADER),
        (PositionKind.ADMINISTRATOR, Form.STAFF),
        (PositionKind.SUPERVISOR, Form.STAFF),
        (PositionKind.FUNCTIONAL, Form.STAFF),
        (PositionKind.EXECUTIVE, Form.STAFF),
    ],
)
def test_the_position_decides_the_form(kind, form):
    assert form_of(kind) == form


def test_the_head_of_an_independent_unit_uses_the_form_of_leaders():
    assert form_of(PositionKind.FUNCTIONAL, leads_independent_unit=True) == Form.LEADER


@pytest.mark.parametrize(
    ("values", "labels"),
    [
        (PlanStatus, STATUS_LABELS),
        (Approach, APPROACH_LABELS),
        (ResultKind, KIND_LABELS),
        (Aspect, ASPECT_LABELS),
        (Direction, DIRECTION_LABELS),
        (Perspective, PERSPECTIVE_LABELS),
        (AnnexKind, ANNEX_LABELS),
    ],
)
def test_every_value_has_a_word(values, labels):
    assert list(labels) == list(values)
    assert len(set(labels.values())) == len(labels)


def test_the_fingerprint_ignores_the_order_of_keys_and_notices_a_letter():
    one = {"results": [{"text": "Terbitnya akta", "number": 1}], "year": 2026}
    same = {"year": 2026, "results": [{"number": 1, "text": "Terbitnya akta"}]}
    other = {"year": 2026, "results": [{"number": 1, "text": "Terbitnya Akta"}]}

    assert fingerprint(one) == fingerprint(same)
    assert fingerprint(one) != fingerprint(other)
    assert len(fingerprint(one)) == 64
