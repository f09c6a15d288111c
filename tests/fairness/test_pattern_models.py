"""Each constraint of runs, profiles and patterns: the database itself refuses."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from fairness.models import RaterAnalysis, RaterProfile, RatingPattern
from tests.fairness.pattern_rows import a_pattern, a_profile, a_run
from tests.world import NOW, TODAY, World

Make = Callable[[World], Any]
INVITED = {"invited_at": NOW, "invitation": "Mari bicara."}


def a_pattern_of(w: World, **given: Any) -> RatingPattern:
    return a_pattern(a_profile(w), **given)


def twice(make: Callable[..., Any], *given: Any) -> None:
    make(*given)
    make(*given)


BAD: dict[str, Make] = {
    "analysis_one_per_number": lambda w: twice(a_run, w),
    "analysis_numbered_from_one": lambda w: a_run(w, number=0),
    "analysis_days_in_order": lambda w: a_run(w, ends_on=TODAY.replace(day=1)),
    "analysis_names_version": lambda w: a_run(w, version=""),
    "profile_one_per_rater": lambda w: twice(a_profile, w, a_run(w)),
    "profile_of_enough_people": lambda w: a_profile(w, people=4),
    "profile_comment_has_time": lambda w: a_profile(w, comment="Tim saya baru."),
    "profile_invitation_whole": lambda w: a_profile(w, **INVITED),
    "pattern_kind_known": lambda w: a_pattern_of(w, kind="PILIH_KASIH"),
    "pattern_one_per_kind": lambda w: twice(a_pattern, a_profile(w)),
    "pattern_inside_interval": lambda w: a_pattern_of(w, low=Decimal("0.5")),
}
ALSO_BAD: dict[str, Make] = {
    "a time without a comment": lambda w: a_profile(w, commented_at=NOW),
    "an invitation at no time": lambda w: a_profile(w, invited_by=w.gita, invitation="Mari bicara."),
    "an invitation without words": lambda w: a_profile(w, invited_by=w.gita, invited_at=NOW),
    "a figure above its interval": lambda w: a_pattern_of(w, high=Decimal("0.3")),
}
GOOD: dict[str, Make] = {
    "runs one after another": lambda w: (a_run(w), a_run(w, number=2)),
    "a run read by nobody but raters until its last day": lambda w: a_run(w, desk_from=TODAY, ends_on=TODAY),
    "profiles of two raters": lambda w: [a_profile(w, run, rater=w.citra) for run in [a_run(w)]],
    "a profile of the fewest people": lambda w: a_profile(w, people=5),
    "a comment and an invitation": lambda w: a_profile(
        w, comment="Tim saya baru.", commented_at=NOW, invited_by=w.gita, **INVITED
    ),
    "a figure at the edge": lambda w: a_pattern_of(w, low=Decimal("0.41"), high=Decimal("0.41")),
}


@pytest.mark.parametrize("name", [*BAD, *ALSO_BAD])
def test_the_database_refuses(world: World, name: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        (BAD | ALSO_BAD)[name](world)


@pytest.mark.parametrize("name", GOOD)
def test_the_database_takes(world: World, name: str) -> None:
    GOOD[name](world)


def test_every_constraint_of_a_run_is_tried() -> None:
    models = (RaterAnalysis, RaterProfile, RatingPattern)
    known = {one.name for model in models for one in apps.get_model(model._meta.label)._meta.constraints}
    assert known == set(BAD)


def test_figures_of_a_profile_go_with_it(world: World) -> None:
    a_pattern_of(world)
    RaterAnalysis.objects.get().delete()
    assert not RaterProfile.objects.exists()
    assert not RatingPattern.objects.exists()
