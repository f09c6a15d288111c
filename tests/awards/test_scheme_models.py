"""What the database itself refuses about schemes, however it is asked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from awards.models import AwardScheme, SchemeCriterion, SchemeRule

from .award_office import NOW, Office


@pytest.fixture
def office(db: None) -> Office:
    return Office()


def a_scheme(office: Office, **changes: Any) -> AwardScheme:
    values = {
        "period": office.period,
        "category": "TAHUNAN",
        "name": "Pegawai teladan",
        "purpose": "Menghargai hasil.",
        "places": 1,
        "judged_from": date(2026, 1, 1),
        "judged_until": date(2026, 12, 31),
        "nominated_from": date(2026, 11, 1),
        "nominated_until": date(2026, 12, 31),
        "decided_until": date(2027, 3, 31),
        "written_at": NOW,
        "written_by": office.gita,
    }
    return AwardScheme.objects.create(**{**values, **changes})


@pytest.mark.parametrize(
    "changes",
    [
        {"category": "LAIN"},
        {"places": 0},
        {"judged_until": date(2025, 12, 31)},
        {"nominated_until": date(2026, 10, 31)},
        {"decided_until": date(2026, 12, 30)},
        {"published_at": NOW},
        {"cancelled_at": NOW},
        {"cancel_reason": "Keliru."},
    ],
)
def test_a_scheme_is_whole(office: Office, changes: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        a_scheme(office, **changes)


def test_a_name_is_free_again_once_its_scheme_is_cancelled(office: Office) -> None:
    a_scheme(office, cancelled_at=NOW, cancelled_by=office.gita, cancel_reason="Keliru.")
    a_scheme(office)

    with pytest.raises(IntegrityError), transaction.atomic():
        a_scheme(office)


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "LAIN"},
        {"kind": "MASA_JABATAN", "amount": Decimal(-1)},
        {"kind": "KEBERATAN"},
    ],
)
def test_a_condition_is_known_and_stands_once(office: Office, values: dict[str, Any]) -> None:
    scheme = a_scheme(office)
    SchemeRule.objects.create(scheme=scheme, kind="KEBERATAN")

    with pytest.raises(IntegrityError), transaction.atomic():
        SchemeRule.objects.create(scheme=scheme, **values)


@pytest.mark.parametrize(
    "changes",
    [
        {"source": "LAIN"},
        {"label": "Hasil"},
        {"source": "HASIL"},
        {"weight": Decimal(0)},
        {"weight": Decimal("100.01")},
        {"reliability": Decimal(0)},
        {"reliability": Decimal("1.01")},
    ],
)
def test_a_criterion_has_weight_and_reliability_and_stands_once(
    office: Office, changes: dict[str, Any]
) -> None:
    scheme = a_scheme(office)
    first = {"source": "HASIL", "label": "Hasil", "weight": Decimal(60), "reliability": Decimal("0.52")}
    SchemeCriterion.objects.create(scheme=scheme, **first)
    second = {"source": "JURI", "label": "Manfaat", "weight": Decimal(40), "reliability": Decimal("0.64")}
    SchemeCriterion.objects.create(scheme=scheme, **{**second, "label": "Kebaruan"})

    with pytest.raises(IntegrityError), transaction.atomic():
        SchemeCriterion.objects.create(scheme=scheme, **{**second, **changes})
