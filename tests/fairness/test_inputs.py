"""The forms of a year: which take part, what a form is worth, and who is which rater (ADR 0033)."""

from __future__ import annotations

from typing import Any

import pytest

from fairness.queries.inputs import Inputs, inputs_of
from indicators.models import CoreValue, Plan
from multirater.models import Invitation, Reviewee
from organizations.models import Employee
from reviews.models import Evaluation, ItemRating
from tests.multirater.rows import Office, answer, build_office_of_rounds, invite, reviewee_of, round_of
from tests.world import NOW, World

SHARED = {"results_rating": "SESUAI", "predicate": "BAIK", "shared_at": NOW, "rated_at": NOW}
RELEASED = {"purpose": "EVALUASI", "status": "DIRILIS", "closed_at": NOW}
ALL = range(1, 8)


@pytest.fixture
def office(world: World) -> Office:
    return build_office_of_rounds(world, sections=("umum",))


def judged(
    office: Office,
    person: Employee,
    superior: Employee,
    rating: str = "SESUAI",
    items: int = 0,
    **values: Any,
) -> Evaluation:
    """Return a shared annual evaluation; the first `items` behaviours are above, rated one by one."""
    plan = Plan.objects.create(
        period=office.period,
        placement=office.placements[person.pk],
        form="JA_JF",
        started_on=office.period.started_on,
        ended_on=office.period.ended_on,
        status="DISEPAKATI",
        created_at=NOW,
        submitted_at=NOW,
        agreed_at=NOW,
        agreed_by=superior,
    )
    given = (
        {"term": office.world.final, "status": "DISAMPAIKAN", "behaviour_rating": rating} | SHARED | values
    )
    row = Evaluation.objects.create(plan=plan, appraiser=superior, **given)
    for value in CoreValue.objects.order_by("number")[:items]:
        ItemRating.objects.create(evaluation=row, value=value, rating="DI_ATAS")
    return row


def heard(office: Office, person: Employee, peers: int, score: int = 4, **values: Any) -> Reviewee:
    """Return a person of whom so many colleagues and the head say the same about everything."""
    row = round_of(office, **(RELEASED | values))
    reviewee = reviewee_of(office, row, person, office.heads["umum"])
    for rater in office.staff["umum"][-peers:]:
        answer(invite(reviewee, rater), dict.fromkeys(ALL, score))
    answer(invite(reviewee, office.heads["umum"], "ATASAN"), dict.fromkeys(ALL, score))
    return reviewee


def told(office: Office) -> tuple[Inputs, list[float]]:
    found = inputs_of(office.period)
    return found, found.forms.y.round(4).tolist()


def test_a_year_without_forms_is_empty(office: Office) -> None:
    found, y = told(office)

    assert (found.people, found.raters, found.units, y) == ([], [], [], [])
    assert (found.items.shape, found.superiors.size, found.whole.size) == ((0, 7), 0, 0)


@pytest.mark.parametrize(
    ("items", "rating", "y"),
    [(0, "DI_ATAS", 3.0), (4, "SESUAI", 2.0), (5, "SESUAI", 3.0), (7, "DI_BAWAH", 3.0)],
    ids=["none rated", "four of seven: 57 per cent", "five of seven", "all"],
)
def test_single_behaviours_decide_from_six_in_ten(office: Office, items: int, rating: str, y: float) -> None:
    person, head = office.staff["umum"][0], office.heads["umum"]
    row = judged(office, person, head, rating, items)
    found, seen = told(office)

    assert seen == [y]
    assert (found.people, found.raters) == ([person.pk], [(head.pk, True)])
    assert found.units == [office.sections["umum"].pk]
    assert found.items.tolist() == [[3] * items + [0] * (7 - items)]
    assert (found.evaluation.tolist(), found.results.tolist()) == ([row.pk], [2])
    assert found.official.all()


def test_an_evaluation_that_is_not_shared_takes_no_part(office: Office) -> None:
    first, second = office.staff["umum"][:2]
    judged(office, first, office.heads["umum"], status="KALIBRASI", offered_at=NOW, shared_at=None)
    judged(office, second, office.heads["umum"], term=office.world.period.terms.get(number=1))

    assert told(office)[1] == []


def test_a_superior_and_the_same_person_as_colleague_are_two_raters(office: Office) -> None:
    person, head = office.staff["umum"][0], office.heads["umum"]
    judged(office, person, head)
    reviewee = heard(office, person, peers=3)
    leader = reviewee_of(office, reviewee.round, office.head)
    for rater in (head, *office.staff["umum"][:2]):
        answer(invite(leader, rater, "BAWAHAN"), dict.fromkeys(ALL, 5))
    found, y = told(office)

    assert (y[0], sorted(y)) == (2.0, [2.0, *[2.5] * 4, *[3.0] * 3]), "on 1 to 3, official forms first"
    mine = [found.raters[number] for number in found.forms.rater]
    assert mine.count((head.pk, True)) == 2, "official and in the 360"
    assert mine.count((head.pk, False)) == 1, "as a subordinate"
    assert [found.raters[n] for n in found.superiors.nonzero()[0]] == [(head.pk, True)]
    assert found.whole.tolist() == [True, True]
    assert set(found.forms.side.tolist()) == {0, 1, 2, 3}


def test_hidden_groups_take_no_part(office: Office) -> None:
    person = office.staff["umum"][0]
    heard(office, person, peers=2)
    found, y = told(office)

    assert y == [2.5], "the head alone"
    assert found.raters == [(office.heads["umum"].pk, True)]
    assert found.whole.tolist() == [False]


@pytest.mark.parametrize(
    "values",
    [{"purpose": "PENGEMBANGAN"}, {"status": "DITUTUP"}, {"status": "DIBATALKAN"}],
    ids=["for development", "not released", "called off"],
)
def test_other_rounds_take_no_part(office: Office, values: dict[str, str]) -> None:
    heard(office, office.staff["umum"][0], peers=4, **values)

    assert told(office)[1] == []


def test_forms_without_a_rater_stop_the_analysis(office: Office) -> None:
    from fairness.queries.inputs import Unreadable

    heard(office, office.staff["umum"][0], peers=3)
    Invitation.objects.update(envelope="torn")

    with pytest.raises(Unreadable):
        inputs_of(office.period)
