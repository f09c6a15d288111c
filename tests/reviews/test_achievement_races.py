"""The achievement of a unit under two hands at once; only PostgreSQL lets them truly meet."""

from __future__ import annotations

import pytest

from appraisal.errors import Conflict
from reviews.models import KeyRealisation, OrganisationAchievement
from tests.indicators.goals import goal
from tests.indicators.test_races import count, meet, office_of_threads
from tests.reviews.achievements import advised, graded, reported

__all__ = ["office_of_threads"]
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("attempt", range(3))
def test_of_two_grades_one_counts_and_the_other_is_told(office_of_threads, attempt):
    world = office_of_threads

    raised = meet(
        lambda: graded(world, "bidang", grade="BAIK"),
        lambda: graded(world, "bidang", grade="KURANG", by=world.citra),
    )

    (lost,) = [error for error in raised if error is not None]
    assert type(lost) is Conflict
    assert lost.theirs["Capaian"] in {"Baik", "Kurang"}
    assert OrganisationAchievement.objects.count() == count("organisation.graded") == 1


def test_two_sheets_and_two_recommendations_do_not_cover_each_other(office_of_threads):
    world = office_of_threads
    first, second = goal(world).key_indicators.order_by("order")

    raised = meet(lambda: reported(world, first.pk), lambda: reported(world, second.pk, by=world.eko))
    assert sorted(type(error).__name__ for error in raised) == ["Conflict", "NoneType"]
    assert KeyRealisation.objects.count() == 1

    raised = meet(lambda: advised(world), lambda: advised(world, grade="BAIK"))
    assert sorted(type(error).__name__ for error in raised) == ["Conflict", "NoneType"]
