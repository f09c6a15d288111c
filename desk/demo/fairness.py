"""Patterns of rating in the demo: a generous head, one to whom all look alike, and an island."""

from __future__ import annotations

from datetime import date
from random import Random

from fairness.models import RaterProfile
from fairness.operations.analysis import record
from fairness.operations.profile import comment
from fairness.tasks.analysis import computed
from indicators.models import Period
from multirater.models import Questionnaire
from multirater.rules import Purpose
from organizations.models import Employee, Placement

from .clock import YEAR, moment
from .evaluations import OF_ONE_KIND
from .opinions import Voices
from .rounds import ISLAND, answer_past, closed, keep_to_itself, opened, prepared, released

LARGE_ENOUGH = 200  # people; in a smaller city the pages say why nothing can be told apart
REVIEWED_AT_MOST = 400
GENEROUS, ALIKE = OF_ONE_KIND
LATE_SUMMER = date(YEAR, 9, 7)
MADE = date(YEAR, 11, 9)
HIGHER = 1.2  # steps of five that the generous head gives more
WORDS = "Tim ini menyelesaikan pemindahan arsip dua bulan lebih cepat. Saya senang membahasnya dengan contoh."


def write_city_rounds(period: Period, admin: Employee, *, seed: int) -> None:
    """Have the city reviewed from all sides, and one school by itself alone: nobody there rates elsewhere."""
    voices = Voices(Questionnaire.objects.get(code="berakhlak", status="BERLAKU"), Random(seed))
    posts = Placement.objects.on(LATE_SUMMER).definitive().filter(employee__is_active=True)
    inside = posts.filter(unit__code=ISLAND, is_head=False)
    city = posts.exclude(unit__code=ISLAND).order_by("employee")[:REVIEWED_AT_MOST]
    voices.strict[_generous()] = HIGHER
    for name, people, only in (
        (f"Umpan balik 360 kota {YEAR}", city, {}),
        (f"Umpan balik 360 {ISLAND} {YEAR}", inside, {"has_superior": False, "has_subordinates": False}),
    ):
        nips = people.values_list("employee__nip", flat=True)
        more = {"peers": 3, "cross_percent": 0} | only if only else {}
        row = prepared(period, admin, voices, name, Purpose.EVALUATION, LATE_SUMMER, (), *nips, **more)
        opened(row, seed)
        if not only:
            keep_to_itself(row)
        answer_past(row, voices)
        released(closed(row, admin), admin)


def write_patterns(period: Period, admin: Employee) -> None:
    """Compute the year's patterns, and let the generous head say a word about it."""
    at = moment(MADE, 60)
    record(period=period, by=admin, at=at, **computed(period))
    for profile in RaterProfile.objects.filter(rater=_generous()):
        comment(profile=profile, version=profile.version, text=WORDS, by=profile.rater, at=at)


def _generous() -> int:
    heads = Placement.objects.on(LATE_SUMMER).filter(unit__code=GENEROUS, is_head=True)
    return int(heads.values_list("employee", flat=True).get())
