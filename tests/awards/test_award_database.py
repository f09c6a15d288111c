"""What the database itself refuses about awards, however it is asked."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from awards.models import AwardCandidate, AwardList
from organizations.models import Placement

from .award_office import NOW, Office


@pytest.fixture
def office(db: None) -> Office:
    return Office()


def a_list(office: Office, **changes: Any) -> AwardList:
    values = {"scheme": office.scheme(), "proposed_at": NOW, "proposed_by": office.gita}
    return AwardList.objects.create(**{**values, **changes})


def a_candidate(award_list: AwardList, placement: Placement, **changes: Any) -> AwardCandidate:
    values = {
        "award_list": award_list,
        "employee_id": placement.employee_id,
        "placement": placement,
        "is_eligible": True,
        "criteria": [],
        "score": 80,
    }
    return AwardCandidate.objects.create(**{**values, **changes})


def test_a_scheme_has_one_list(office: Office) -> None:
    a_list(office)

    with pytest.raises(IntegrityError), transaction.atomic():
        a_list(office)


def test_list_is_closed_by_somebody(office: Office) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        a_list(office, closed_at=NOW)


def test_nobody_is_twice_on_a_list(office: Office) -> None:
    award_list = a_list(office)
    a_candidate(award_list, office.budi_post)

    with pytest.raises(IntegrityError), transaction.atomic():
        a_candidate(award_list, office.budi_post)


@pytest.mark.parametrize(
    "changes",
    [
        {"score": 101},
        {"score": -1},
        {"score": None},
        {"decision": "DIREKOMENDASIKAN", "reason": "", "decided_at": NOW},
        {"decision": "DIREKOMENDASIKAN", "reason": "Baik."},
        {"decision": "PERTAMA", "reason": "Baik.", "decided_at": NOW},
        {"decided_at": NOW},
    ],
)
def test_score_has_bounds_and_a_decision_is_whole(office: Office, changes: dict[str, Any]) -> None:
    if "decided_at" in changes:
        changes = {**changes, "decided_by": office.hadi}
    with pytest.raises(IntegrityError), transaction.atomic():
        a_candidate(a_list(office), office.budi_post, **changes)
