"""People on one award shortlist do not review each other in that year (measurement 4)."""

from __future__ import annotations

from decimal import Decimal

from awards.models import AwardCandidate, AwardList
from awards.queries.shortlist import people_on_one_shortlist
from multirater.access.apart import APART, apart_in
from multirater.operations.draw import draw_round
from tests.awards.schemes import a_scheme
from tests.multirater.rows import Office, round_of
from tests.world import NOW, TODAY


def shortlist(office: Office, scores: dict[int, int]) -> AwardList:
    """Return an open list of two places with these scores by number of the clerk."""
    scheme = a_scheme(office.period, office.head, name="Teladan", places=2)
    award_list = AwardList.objects.create(scheme=scheme, proposed_at=NOW, proposed_by=office.head)
    ordered = sorted(scores.items(), key=lambda one: (-one[1], one[0]))
    for place, (number, score) in enumerate(ordered, start=1):
        person = office.staff["umum"][number]
        AwardCandidate.objects.create(
            award_list=award_list,
            employee=person,
            placement=office.placements[person.pk],
            is_eligible=True,
            criteria=[],
            score=Decimal(score),
            place=place,
            tie=score if list(scores.values()).count(score) > 1 else None,
        )
    return award_list


def test_the_proposed_places_with_ties_and_the_recommended_are_kept_apart(office: Office) -> None:
    row = round_of(office)
    award_list = shortlist(office, {0: 90, 1: 80, 2: 80, 3: 70, 4: 60})
    clerks = office.staff["umum"]
    AwardCandidate.objects.filter(employee=clerks[4]).update(
        decision="DIREKOMENDASIKAN", reason="Alasan", decided_by=office.head, decided_at=NOW
    )

    pairs = people_on_one_shortlist(row)

    short = {clerks[number].pk for number in (0, 1, 2, 4)}
    assert pairs == {frozenset({one, two}) for one in short for two in short if one != two}
    assert people_on_one_shortlist in APART
    assert apart_in(row)[clerks[0].pk] == short - {clerks[0].pk}
    draw_round(row, on=TODAY)
    met = row.invitations.filter(rater__in=short, ratee__in=short).exclude(side="DIRI")
    assert not met.exists()

    award_list.closed_at, award_list.closed_by = NOW, office.head
    award_list.save()
    assert people_on_one_shortlist(row) == set()


def test_an_empty_list_keeps_nobody_apart(office: Office) -> None:
    shortlist(office, {})

    assert people_on_one_shortlist(round_of(office)) == set()
