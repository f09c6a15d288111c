"""Points of every source on their anchors, and every condition with its sentence: one row a case."""

from __future__ import annotations

from decimal import Decimal

import pytest

from awards.rules import points
from awards.rules.eligibility import Asked, Facts, criteria
from awards.rules.scheme import RuleKind, Source
from reviews.rules.evaluation import OrganisationGrade, Predicate, Rating

D = Decimal


@pytest.mark.parametrize(
    ("source", "facts", "expected"),
    [
        # Half what serves the leader's plan, half the unit's grade; decided here.
        (Source.CONTRIBUTION, {"serving": (4, 4), "grade": OrganisationGrade.SPECIAL}, "100"),
        (Source.CONTRIBUTION, {"serving": (1, 2), "grade": OrganisationGrade.GOOD}, "65"),
        (Source.CONTRIBUTION, {"serving": (0, 3), "grade": OrganisationGrade.VERY_POOR}, "10"),
        (Source.CONTRIBUTION, {"serving": (1, 2)}, None),
        (Source.CONTRIBUTION, {"grade": OrganisationGrade.GOOD}, None),
        (Source.CONTRIBUTION, {"is_unit": True, "grade": OrganisationGrade.GOOD}, "80"),
        # The released label on its scale (measurement 6.2: (x - 1) / 4 * 100).
        (Source.TEAMWORK, {"teamwork": (1, 5)}, "0"),
        (Source.TEAMWORK, {"teamwork": (4, 5)}, "75"),
        (Source.TEAMWORK, {"reviewers": 6}, None),
        # Threshold and deduction (6.2): half the days without explanation is nothing.
        (Source.ATTENDANCE, {"attendance": (200, 0)}, "100"),
        (Source.ATTENDANCE, {"attendance": (200, 50)}, "50"),
        (Source.ATTENDANCE, {"attendance": (200, 150)}, "0"),
        (Source.ATTENDANCE, {}, None),
        (Source.VOICE, {"voice": (D("81.25"), 64)}, "81.25"),
        (Source.VOICE, {}, None),
        # 50 is the same as the year before; ratings first, else predicates.
        (Source.IMPROVEMENT, {"rated_before": (Rating.MEETS, Rating.MEETS)}, "62.5"),
        (Source.IMPROVEMENT, {"rated_before": (Rating.ABOVE, Rating.ABOVE)}, "37.5"),
        (Source.IMPROVEMENT, {"past": {2025: Predicate.GOOD}}, "50"),
        (Source.IMPROVEMENT, {"past": {2025: Predicate.VERY_POOR}}, "100"),
        (Source.IMPROVEMENT, {"past": {2024: Predicate.GOOD}}, None),
        (Source.IMPROVEMENT, {"rated_before": (Rating.BELOW, None), "past": {2025: Predicate.GOOD}}, "50"),
        (Source.RESULTS, {}, "100"),
        (Source.RESULTS, {"results": None}, None),
        (Source.BEHAVIOUR, {}, "80"),
        (Source.BEHAVIOUR, {"behaviour": None}, None),
        (Source.JURY, {"jury": {7: [D(70), D(80)]}}, "75"),
        (Source.JURY, {"jury": {7: [D(70), D(80), D(90)]}}, "80"),
        (Source.JURY, {"jury": {7: [D(70)]}}, None),
        (Source.JURY, {}, None),
    ],
)
def test_points_stand_on_their_anchors(
    source: Source, facts: dict[str, object], expected: str | None
) -> None:
    values = {"year": 2026, "results": Rating.ABOVE, "behaviour": Rating.MEETS, "predicate": Predicate.GOOD}

    found = points.basis_of(Facts(**{**values, **facts}), source, 7)  # type: ignore[arg-type]

    assert found.points == (None if expected is None else D(expected))
    assert found.fact.endswith(".")


def test_errors_come_from_the_source_or_from_the_reliability() -> None:
    teamwork = points.basis_of(Facts(teamwork=(4, 5), reviewers=6), Source.TEAMWORK)
    assert (teamwork.error, teamwork.raters) == (D("12.5"), 6)
    voice = points.basis_of(Facts(voice=(D("81.25"), 64)), Source.VOICE)
    assert (voice.error, voice.raters) == (D("3.125"), 64)
    of_jury = points.jury([D(70), D(80), D(90)])
    assert (of_jury.error, of_jury.raters) == (D("5.773503"), 3)
    results = points.basis_of(Facts(results=Rating.ABOVE), Source.RESULTS)
    assert points.error_of(results, D("0.52")) == D(10) * D("0.48").sqrt()
    assert points.error_of(results, D(1)) == 0


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (Rating.BELOW, "Nilai tahun ini naik dari tahun lalu."),
        (Rating.MEETS, "Nilai tahun ini sama dengan tahun lalu."),
        (Rating.ABOVE, "Nilai tahun ini turun dari tahun lalu."),
    ],
)
def test_improvement_says_which_way(before: Rating, said: str) -> None:
    facts = Facts(results=Rating.MEETS, behaviour=Rating.MEETS, rated_before=(before, before))

    assert points.basis_of(facts, Source.IMPROVEMENT).fact == said


def test_a_basis_is_kept_with_every_digit() -> None:
    basis = points.Basis(D("81.250000"), "Indeks.", D("3.125"), 64)

    kept = {"points": "81.250000", "error": "3.125", "raters": 64, "fact": "Indeks."}
    assert points.stored(basis) == kept
    assert points.stored(points.Basis(None, "Belum.")) == {
        "points": None,
        "error": None,
        "raters": None,
        "fact": "Belum.",
    }


def test_predicates_of_several_years_say_so() -> None:
    labels = [
        criteria(Facts(year=2026, predicate=Predicate.GOOD), [Asked(RuleKind.PREDICATE, "BAIK", D(years))])[0]
        for years in (1, 2)
    ]

    assert [one.label for one in labels] == [
        "Predikat tahunan paling rendah Baik",
        "Predikat tahunan paling rendah Baik, 2 tahun berturut-turut",
    ]


@pytest.mark.parametrize(
    ("asked", "facts", "met", "fact"),
    [
        (Asked(RuleKind.DISCIPLINE, amount=D(2)), {}, True, "Tidak ada hukuman disiplin tercatat"),
        (Asked(RuleKind.DISCIPLINE, amount=D(2)), {"is_punished": True}, False, "Ada catatan hukuman"),
        (Asked(RuleKind.REVIEWERS, amount=D(3)), {}, None, "Belum ada putaran 360"),
        (Asked(RuleKind.REVIEWERS, amount=D(3)), {"reviewers": 2}, False, "2 formulir selain atasan"),
        (Asked(RuleKind.REVIEWERS, amount=D(3)), {"reviewers": 3}, True, "3 formulir selain atasan"),
        (Asked(RuleKind.CONFLICT), {"judges": 0}, False, "Belum cukup anggota tim"),
        (Asked(RuleKind.CONFLICT), {"judges": 1}, True, "Cukup anggota tim"),
        (Asked(RuleKind.REST, amount=D(2)), {}, True, "Belum pernah tercatat"),
        (Asked(RuleKind.REST, amount=D(2)), {"won": 2024}, False, "pada 2024"),
        (Asked(RuleKind.REST, amount=D(2)), {"won": 2023}, True, "pada 2023"),
        (Asked(RuleKind.PREDICATE, "SANGAT_BAIK", D(1)), {}, False, "belum mencapai Sangat Baik"),
        (Asked(RuleKind.PREDICATE, "BAIK", D(3)), {}, None, "Predikat 2024 dan 2025 belum tercatat"),
        (
            Asked(RuleKind.PREDICATE, "BAIK", D(2)),
            {"past": {2025: Predicate.EXCELLENT}},
            True,
            "Predikat 2025 sampai 2026",
        ),
        (
            Asked(RuleKind.PREDICATE, "BAIK", D(2)),
            {"past": {2025: Predicate.NEEDS_IMPROVEMENT}},
            False,
            "Predikat 2025 belum mencapai Baik",
        ),
    ],
)
def test_each_condition_answers_with_its_fact(
    asked: Asked, facts: dict[str, object], met: bool | None, fact: str
) -> None:
    values = {"year": 2026, "predicate": Predicate.GOOD, **facts}

    answer = criteria(Facts(**values), [asked])[0]  # type: ignore[arg-type]

    assert answer.met is met
    assert fact in answer.fact
