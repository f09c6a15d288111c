"""When an award scheme may stand and be published: weights, scales, days, conditions, the moment.

Decided by the house on measurement research 6.2 and 6.3 and domain research 9.3.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from awards.rules import scheme_check as check
from awards.rules.anchors import ANCHORS
from awards.rules.scheme import (
    RELIABILITY,
    RULE_LABELS,
    Anchor,
    Category,
    Condition,
    Days,
    Measured,
    RuleKind,
    SchemeFault,
    Source,
)
from awards.rules.scheme_words import sentence_of
from awards.rules.starting import STARTING

DAYS = Days(date(2026, 1, 1), date(2026, 12, 31), date(2026, 11, 1), date(2026, 12, 31), date(2027, 3, 31))
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
MONTHS = Condition(RuleKind.MONTHS, "", Decimal(6))
SCALE = (Anchor(Decimal(0), "Belum"), Anchor(Decimal(50), "Cukup"), Anchor(Decimal(100), "Penuh"))


def jury(label: str = "Manfaat", weight: str = "40", scale: tuple[Anchor, ...] = SCALE) -> Measured:
    return Measured(Source.JURY, label, Decimal(weight), scale)


def of(source: Source, weight: str = "60") -> Measured:
    return Measured(source, source.value, Decimal(weight), ANCHORS[source])


READY = check.Publishing(
    category=Category.YEAR,
    conditions=[MONTHS],
    criteria=[of(Source.RESULTS), jury()],
    days=DAYS,
    rated_from=date(2026, 12, 1),
)


@pytest.mark.parametrize("category", list(Category))
def test_each_ready_made_scheme_may_be_published_as_it_is(category: Category) -> None:
    start = STARTING[category]

    check.check_publishing(
        replace(READY, category=category, conditions=start.conditions, criteria=start.criteria),
        date(2025, 12, 31),
    )


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        (["60", "40"], None),
        (["33.33", "33.33", "33.34"], None),
        (["60", "39.99"], "Sekarang 99,99%"),
        (["60", "40", "0.01"], "Sekarang 100,01%"),
        ([], "Sekarang 0%"),
    ],
)
def test_weights_add_up_to_exactly_a_hundred(weights: list[str], said: str | None) -> None:
    if said is None:
        check.check_weights([Decimal(weight) for weight in weights])
        return
    with pytest.raises(SchemeFault, match=said):
        check.check_weights([Decimal(weight) for weight in weights])


@pytest.mark.parametrize(
    ("scale", "said"),
    [
        (SCALE[:2], "paling sedikit 3 patokan"),
        ((SCALE[0], SCALE[2], SCALE[1]), "naik dari 0 sampai 100"),
        ((SCALE[0], SCALE[0], SCALE[2]), "naik dari 0 sampai 100"),
        ((*SCALE, Anchor(Decimal(101), "Lebih")), "naik dari 0 sampai 100"),
        ((Anchor(Decimal(-1), "Kurang"), *SCALE), "naik dari 0 sampai 100"),
        ((Anchor(Decimal(0), "  "), *SCALE[1:]), "perlu kata-katanya"),
    ],
)
def test_a_scale_has_three_rising_points_with_words(scale: tuple[Anchor, ...], said: str) -> None:
    with pytest.raises(SchemeFault, match=said):
        check.check_anchors("Manfaat", scale)


@pytest.mark.parametrize(
    ("category", "criteria", "said"),
    [
        (Category.TEAM, [of(Source.RESULTS)], "bukan untuk kategori ini"),
        (Category.YEAR, [of(Source.IMPROVEMENT)], "bukan untuk kategori ini"),
        (Category.YEAR, [of(Source.RESULTS), of(Source.RESULTS)], "hanya sekali"),
        (Category.YEAR, [jury(), jury("manfaat ")], "hanya sekali"),
        (Category.YEAR, [jury(weight="0")], "lebih dari 0 sampai 100"),
        (Category.YEAR, [jury(weight="100.01")], "lebih dari 0 sampai 100"),
        (Category.YEAR, [jury(" ")], "Beri nama"),
        (Category.YEAR, [jury(str(number)) for number in range(5)], "paling banyak 4"),
    ],
)
def test_criteria_that_do_not_fit(category: Category, criteria: list[Measured], said: str) -> None:
    with pytest.raises(SchemeFault, match=said):
        check.check_criteria(category, criteria)


def test_what_lies_on_a_border_is_allowed() -> None:
    check.check_criteria(Category.YEAR, [jury(str(number)) for number in range(4)])
    check.check_criteria(Category.YEAR, [jury(weight="100")])
    check.check_criteria(Category.YEAR, [jury(weight="0.5"), of(Source.RESULTS)])
    one_day = dict.fromkeys(("judged_from", "judged_until", "nominated_from", "nominated_until"), YEAR[1])
    check.check_days(replace(DAYS, **one_day, decided_until=YEAR[1]), *YEAR)
    last = replace(DAYS, nominated_until=date(2026, 11, 20))
    check.check_publishing(replace(READY, days=last, late_reason="Baru."), date(2026, 11, 20))


@pytest.mark.parametrize(
    ("category", "conditions", "said"),
    [
        (Category.YEAR, [], "paling sedikit satu syarat"),
        (Category.TEAM, [MONTHS], "bukan untuk kategori ini"),
        (Category.YEAR, [replace(MONTHS, amount=None)], "angka bulat"),
        (Category.YEAR, [replace(MONTHS, amount=Decimal(0))], "angka bulat"),
        (Category.YEAR, [replace(MONTHS, amount=Decimal("1.5"))], "angka bulat"),
        (Category.YEAR, [Condition(RuleKind.PREDICATE, "KURANG", Decimal(1))], "Baik atau Sangat Baik"),
    ],
)
def test_conditions_that_do_not_fit(category: Category, conditions: list[Condition], said: str) -> None:
    with pytest.raises(SchemeFault, match=said):
        check.check_conditions(category, conditions)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"judged_until": date(2025, 12, 31)}, "judged_until"),
        ({"nominated_until": date(2026, 10, 31)}, "nominated_until"),
        ({"judged_from": date(2025, 12, 31)}, "judged_from"),
        ({"judged_until": date(2027, 1, 1)}, "judged_from"),
        ({"decided_until": date(2026, 12, 30)}, "decided_until"),
        ({"nominated_until": date(2027, 4, 1)}, "decided_until"),
    ],
)
def test_days_stand_in_order(changed: dict[str, date], field: str) -> None:
    check.check_days(DAYS, *YEAR)
    with pytest.raises(SchemeFault) as fault:
        check.check_days(replace(DAYS, **changed), *YEAR)
    assert fault.value.field == field


@pytest.mark.parametrize(
    ("on", "reason", "said"),
    [
        (date(2025, 12, 31), "", None),
        (date(2026, 1, 1), "", "Tulis mengapa"),
        (date(2026, 1, 1), "Instansi baru mulai.", None),
        (date(2026, 11, 30), "Instansi baru mulai.", None),
        (date(2026, 12, 1), "Instansi baru mulai.", "Penilaian sudah dimulai pada 1 Desember 2026"),
        (date(2027, 1, 1), "Instansi baru mulai.", "Masa pencalonan sudah lewat pada 31 Desember 2026"),
    ],
)
def test_published_before_the_judged_time_or_late_with_a_reason(
    on: date, reason: str, said: str | None
) -> None:
    asked = replace(READY, late_reason=reason)
    if said is None:
        check.check_publishing(asked, on)
        return
    with pytest.raises(SchemeFault, match=said):
        check.check_publishing(asked, on)


def test_a_next_edition_says_what_changed() -> None:
    before = date(2025, 12, 31)
    with pytest.raises(SchemeFault) as fault:
        check.check_publishing(replace(READY, is_next=True), before)
    assert fault.value.field == "change_reason"
    check.check_publishing(replace(READY, is_next=True, change_reason="Bobot juri turun."), before)


@pytest.mark.parametrize(
    ("published", "cancelled", "settled", "on", "state"),
    [
        (False, False, False, date(2026, 5, 1), "rancangan"),
        (True, False, False, date(2025, 12, 31), "diumumkan"),
        (True, False, False, date(2026, 1, 1), "berjalan"),
        (True, False, True, date(2027, 3, 1), "selesai"),
        (True, True, False, date(2026, 5, 1), "dibatalkan"),
    ],
)
def test_where_a_scheme_stands(published: bool, cancelled: bool, settled: bool, on: date, state: str) -> None:
    found = check.state_of(
        is_published=published,
        is_cancelled=cancelled,
        is_settled=settled,
        judged_from=date(2026, 1, 1),
        on=on,
    )

    assert found == state


def test_each_source_has_a_figure_with_its_source_and_each_condition_its_sentence() -> None:
    assert set(RELIABILITY) == set(Source)
    assert all(0 < row.value <= 1 and row.why for row in RELIABILITY.values())
    assert RELIABILITY[Source.RESULTS].value == Decimal("0.52")  # measurement research 1
    said = {
        kind: sentence_of(Condition(kind, "BAIK" if kind is RuleKind.PREDICATE else "", Decimal(2)))
        for kind in RULE_LABELS
    }
    assert said[RuleKind.PREDICATE] == "Predikat paling rendah Baik selama 2 tahun berturut-turut."
    assert said[RuleKind.DISCIPLINE] == "Tanpa hukuman disiplin selama 2 tahun terakhir."
    assert all(sentence.endswith(".") for sentence in said.values())
