"""Awards as rules: eligibility with its facts, the anchored score, exact parts, ties that stay ties."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.rules import award, eligibility
from awards.rules.award import Entry, Weighed
from awards.rules.eligibility import Asked, Criterion, Facts, Measure
from awards.rules.points import basis_of
from awards.rules.scheme import SOURCE_LABELS, RuleKind, Source
from reviews.rules.evaluation import EvaluationStatus, Predicate, Rating

PARTS = (Source.RESULTS, Source.BEHAVIOUR, Source.ACHIEVEMENT)
RESULTS, BEHAVIOUR, ACHIEVEMENT = (part.value for part in PARTS)
MONTHS = "bulan dalam jabatan ini, dihitung sampai akhir masa yang dinilai."
ASKED = [
    Asked(RuleKind.PREDICATE, "BAIK", Decimal(1)),
    Asked(RuleKind.MONTHS, amount=Decimal("6.00")),
    *(Asked(kind) for kind in (RuleKind.SETTLED, RuleKind.REPORTED, RuleKind.EVIDENCE)),
    *(Asked(kind) for kind in (RuleKind.OBJECTION, RuleKind.COMMITTEE)),
]


def weighed(*weights: Decimal | int) -> list[Weighed]:
    """Return the three criteria of a plain scheme with these weights."""
    named = zip(PARTS, weights, strict=True)
    return [Weighed(part.value, SOURCE_LABELS[part], Decimal(weight)) for part, weight in named]


WEIGHTS = weighed(50, 30, 20)
DONE = Measure(share=Decimal(1), is_reported=True, has_evidence=True)


def facts(**changes: object) -> Facts:
    """Return a person who meets every criterion, with changes."""
    values: dict[str, object] = {
        "months": 24,
        "has_plan": True,
        "status": EvaluationStatus.FINAL,
        "results": Rating.ABOVE,
        "behaviour": Rating.MEETS,
        "predicate": Predicate.GOOD,
        "measures": (DONE, DONE),
    }
    return Facts(**{**values, **changes})  # type: ignore[arg-type]


def answer(key: RuleKind, person: Facts) -> Criterion:
    return next(one for one in eligibility.criteria(person, ASKED) if one.key == key)


def points_of(person: Facts) -> dict[str, Decimal | None]:
    return {part.value: basis_of(person, part).points for part in PARTS}


# --- Eligibility -----------------------------------------------------------------------------


def test_who_meets_every_criterion_is_eligible() -> None:
    answers = eligibility.criteria(facts(), ASKED)

    assert [one.key for one in answers] == [one.kind for one in ASKED]
    assert eligibility.is_eligible(answers)


@pytest.mark.parametrize(
    ("key", "changes", "met", "fact"),
    [
        (
            "MASA_JABATAN",
            {"months": 6},
            True,
            "6 bulan dalam jabatan ini, dihitung sampai akhir masa yang dinilai.",
        ),
        (
            "MASA_JABATAN",
            {"months": 5},
            False,
            "5 bulan dalam jabatan ini, dihitung sampai akhir masa yang dinilai.",
        ),
        ("EVALUASI", {"status": None}, None, "Evaluasi tahunan belum ada."),
        (
            "EVALUASI",
            {"status": EvaluationStatus.DRAFT},
            None,
            "Evaluasi tahunan masih disiapkan pejabat penilai.",
        ),
        (
            "EVALUASI",
            {"status": EvaluationStatus.SHARED},
            False,
            "Evaluasi sudah dibagikan dan menunggu tanggapan pegawai.",
        ),
        ("EVALUASI", {"status": EvaluationStatus.ACKNOWLEDGED}, True, "Pegawai sudah membaca evaluasinya."),
        (
            "EVALUASI",
            {"status": EvaluationStatus.OBJECTED},
            False,
            "Evaluasi masih dalam proses keberatan.",
        ),
        (
            "EVALUASI",
            {"status": EvaluationStatus.EXPLAINED},
            False,
            "Evaluasi masih dalam proses keberatan.",
        ),
        ("PREDIKAT", {"predicate": Predicate.EXCELLENT}, True, "Predikat Sangat Baik."),
        ("PREDIKAT", {"predicate": Predicate.GOOD}, True, "Predikat Baik."),
        (
            "PREDIKAT",
            {"predicate": Predicate.NEEDS_IMPROVEMENT},
            False,
            "Predikat tahunan belum mencapai Baik.",
        ),
        ("PREDIKAT", {"predicate": Predicate.VERY_POOR}, False, "Predikat tahunan belum mencapai Baik."),
        ("PREDIKAT", {"predicate": None}, None, "Predikat tahunan belum ada."),
        ("KEBERATAN", {"has_open_objection": True}, False, "Keberatan masih diproses."),
        ("REALISASI", {"has_plan": False}, None, "SKP yang disepakati belum ada."),
        ("REALISASI", {"measures": (DONE, Measure())}, False, "1 dari 2 target punya realisasi."),
        ("REALISASI", {"measures": (Measure(),)}, None, "0 dari 1 target punya realisasi."),
        (
            "REALISASI",
            {"measures": (Measure(is_counted=False),)},
            True,
            "SKP ini tidak memakai target angka.",
        ),
        ("BUKTI", {"has_plan": False}, None, "SKP yang disepakati belum ada."),
        (
            "BUKTI",
            {"measures": (DONE, Measure(share=Decimal(1), is_reported=True))},
            False,
            "1 dari 2 indikator punya bukti dukung.",
        ),
        ("TIM", {"is_on_committee": True}, False, "Anggota tim penghargaan."),
    ],
)
def test_each_criterion_says_its_fact(
    key: str, changes: dict[str, object], met: bool | None, fact: str
) -> None:
    found = answer(RuleKind(key), facts(**changes))

    assert (found.met, found.fact) == (met, fact)
    eligible = eligibility.is_eligible(eligibility.criteria(facts(**changes), ASKED))
    assert not eligible or met is True


def test_the_months_of_the_scheme_stand_in_the_label() -> None:
    def label(amount: str) -> str:
        return eligibility.criteria(facts(), [Asked(RuleKind.MONTHS, amount=Decimal(amount))])[0].label

    assert label("7.50") == "Masa jabatan paling sedikit 7,5 bulan"
    assert label("10.00").endswith("10 bulan")


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2026, 7, 1), date(2026, 12, 31), 6),
        (date(2026, 7, 2), date(2026, 12, 31), 5),
        (date(2025, 1, 15), date(2026, 1, 14), 12),
        (date(2026, 1, 31), date(2026, 2, 28), 1),
        (date(2026, 12, 31), date(2026, 12, 31), 0),
        (date(2027, 2, 1), date(2026, 12, 31), 0),
    ],
)
def test_months_are_whole_and_count_both_days(start: date, end: date, months: int) -> None:
    assert eligibility.months_between(start, end) == months


# --- Weights and points ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        (["1.2"], "100"),
        (["1"], "83.333333"),
        (["0"], "0"),
        (["3", "-1"], "50"),  # capped on both sides
        (["1", "0.5"], "62.5"),
    ],
)
def test_achievement_is_anchored_at_the_cap(shares: list[str], expected: str) -> None:
    measures = [Measure(share=Decimal(one), is_reported=True) for one in shares]

    points = points_of(facts(measures=measures))

    assert points[ACHIEVEMENT] == Decimal(expected)
    assert points[RESULTS] == 100
    assert points[BEHAVIOUR] == 80


def test_plan_without_countable_target_takes_the_points_of_the_results() -> None:
    points = points_of(facts(measures=(Measure(is_counted=False, has_evidence=True),)))

    assert points[ACHIEVEMENT] == points[RESULTS]


@pytest.mark.parametrize(
    "missing",
    [
        {"results": None},
        {"behaviour": None},
        {"has_plan": False},
        {"measures": ()},
        {"measures": (Measure(),)},
        {"measures": (Measure(), Measure(is_counted=False, has_evidence=True))},
    ],
)
def test_missing_data_gives_no_points(missing: dict[str, object]) -> None:
    assert None in points_of(facts(**missing)).values()


def test_score_of_a_worked_example() -> None:
    points = points_of(facts(measures=(DONE,)))

    assert award.score(points, WEIGHTS) == Decimal("90.6666666")
    assert award.shown_score(award.score(points, WEIGHTS)) == Decimal("90.67")


# --- Properties ------------------------------------------------------------------------------

ratings = st.sampled_from(sorted(award.RATING_POINTS.values()))
achieved = st.decimals(min_value=0, max_value=100, places=6)
people = st.builds(
    lambda results, behaviour, share: {
        RESULTS: results,
        BEHAVIOUR: behaviour,
        ACHIEVEMENT: share,
    },
    ratings,
    ratings,
    achieved,
)


@st.composite
def some_weights(draw: st.DrawFn) -> list[Weighed]:
    first = draw(st.decimals(min_value=0, max_value=100, places=3))
    second = draw(st.decimals(min_value=0, max_value=100 - first, places=3))
    return weighed(first, second, 100 - first - second)


@given(st.lists(people, min_size=1, max_size=9), some_weights())
def test_contributions_add_up_to_the_distance_from_the_median_score(
    crowd: list[dict[str, Decimal]], weights: list[Weighed]
) -> None:
    middle = award.medians(crowd, weights)

    for person in crowd:
        parts = award.contributions(person, middle, weights)
        distance = award.score(person, weights) - award.score(middle, weights)
        assert sum((part.amount for part in parts), Decimal(0)) == distance


@given(st.lists(people, min_size=2, max_size=9), some_weights(), st.data())
def test_who_leaves_never_changes_the_order_of_the_others(
    crowd: list[dict[str, Decimal]], weights: list[Weighed], data: st.DataObject
) -> None:
    entries = [Entry(f"Calon {at}", award.score(person, weights)) for at, person in enumerate(crowd)]
    leaves = data.draw(st.sampled_from(entries))

    before = [[one for one in group if one != leaves] for group in award.arrange(entries)]
    after = award.arrange([one for one in entries if one != leaves])

    assert [group for group in before if group] == after


@given(people, some_weights(), st.sampled_from([RESULTS, BEHAVIOUR, ACHIEVEMENT]), achieved)
def test_better_never_scores_less(
    person: dict[str, Decimal], weights: list[Weighed], part: str, more: Decimal
) -> None:
    better = {**person, part: max(person[part], more)}

    assert 0 <= award.score(person, weights) <= award.score(better, weights) <= 100


@given(st.lists(st.tuples(st.text(max_size=5), st.integers(0, 3)), max_size=12), st.randoms())
def test_neither_name_nor_input_order_decides(rows: list[tuple[str, int]], random: object) -> None:
    entries = [Entry(name, Decimal(80) + points) for name, points in rows]
    shuffled = list(entries)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    groups = award.arrange(shuffled)

    assert groups == award.arrange(entries)
    assert [len({one.score for one in group}) for group in groups] == [1] * len(groups)
    assert len(groups) == len({one.score for one in entries})


# --- Words -----------------------------------------------------------------------------------


def test_scores_that_read_the_same_are_a_tie_in_alphabetical_order() -> None:
    entries = [
        Entry("Wati", Decimal("85.004")),
        Entry("Ani", Decimal("85.001")),
        Entry("Budi", Decimal("85.01")),
    ]

    assert [[one.name for one in group] for group in award.arrange(entries)] == [["Budi"], ["Ani", "Wati"]]


def test_explanation_names_two_gains_and_the_largest_loss() -> None:
    middle = {RESULTS: Decimal(80), BEHAVIOUR: Decimal(80), ACHIEVEMENT: Decimal(80)}
    person = {RESULTS: Decimal(100), BEHAVIOUR: Decimal(100), ACHIEVEMENT: Decimal("78.5")}

    sentence = award.explain(award.contributions(person, middle, WEIGHTS))

    expected = "Unggul pada hasil kerja (+10,0) dan perilaku kerja (+6,0); "
    assert sentence == expected + "di bawah median pada capaian target (−0,3)."
    only_less = award.contributions({**middle, RESULTS: Decimal(60)}, middle, WEIGHTS)
    assert award.explain(only_less) == "Di bawah median pada hasil kerja (−10,0)."
    assert award.explain(award.contributions(middle, middle, WEIGHTS)) == (
        "Setara dengan median pada semua unsur."
    )


def test_explanation_leaves_out_what_is_smaller_and_what_is_equal() -> None:
    middle = dict.fromkeys((RESULTS, BEHAVIOUR, ACHIEVEMENT), Decimal(80))

    ahead = award.explain(award.contributions({key: Decimal(90) for key in middle}, middle, WEIGHTS))
    one = award.explain(award.contributions(middle | {BEHAVIOUR: Decimal(82)}, middle, WEIGHTS))
    behind = award.explain(award.contributions({key: Decimal(70) for key in middle}, middle, WEIGHTS))

    assert ahead == "Unggul pada hasil kerja (+5,0) dan perilaku kerja (+3,0)."
    assert one == "Unggul pada perilaku kerja (+0,6)."
    assert behind == "Di bawah median pada hasil kerja (−5,0)."


@pytest.mark.parametrize(
    ("share", "raters", "said"),
    [
        ("0.5", 0, "Berada di 3 besar pada 50% dari 500 uji ketahanan."),
        ("1", 0, "Berada di 3 besar pada 100% dari 500 uji ketahanan."),
        ("0.615", 5, "Berada di 3 besar pada 62% dari 500 uji ketahanan. Dinilai 5 orang."),
    ],
)
def test_how_firm_a_place_is(share: str, raters: int, said: str) -> None:
    assert award.firmness(Decimal(share), 3, 500, raters) == said


def test_what_can_change_a_score_most_is_the_heaviest_criterion() -> None:
    middle = dict.fromkeys((RESULTS, BEHAVIOUR, ACHIEVEMENT), Decimal(80))

    said = award.what_changes(award.contributions(middle | {BEHAVIOUR: Decimal(100)}, middle, WEIGHTS))

    assert (
        said
        == "Yang paling bisa mengubah nilai ini adalah hasil kerja: 10 poin di sana mengubah nilai 5 poin."
    )


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [("2.5", 0, "3"), ("88.5", 0, "89"), ("0.125", 2, "0.13"), ("-0.05", 1, "-0.1"), ("0.005", 2, "0.01")],
)
def test_display_rounds_half_up(value: str, places: int, shown: str) -> None:
    assert award.half_up(Decimal(value), places) == Decimal(shown)


def test_median_of_even_and_odd_crowds() -> None:
    assert award.median([Decimal(3), Decimal(1), Decimal(2)]) == 2
    assert award.median([Decimal(1), Decimal(2)]) == Decimal("1.5")
    assert award.median([Decimal(one) for one in (7, 1, 5, 2, 9)]) == 5
    assert award.median([Decimal(one) for one in (7, 1, 4, 2)]) == 3
    assert award.medians([], WEIGHTS) == {}
    with pytest.raises(ValueError, match="no values"):
        award.median([])


def test_numbers_are_written_with_a_comma() -> None:
    assert [award.signed(Decimal(one)) for one in ("6.2", "0.5", "-0.3", "0.0")] == [
        "+6,2",
        "+0,5",
        "−0,3",
        "0,0",
    ]
    assert award.number(Decimal("50.000")) == "50"
    assert award.number(Decimal("12.500")) == "12,5"
