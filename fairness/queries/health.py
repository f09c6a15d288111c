"""What the figures of the appraisal's own health are counted from, in grouped readings of a year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from decimal import Decimal
from statistics import median_low
from typing import Any

from django.db.models import Count, F, Max, Min, Q
from django.utils import timezone

from appraisal.models import Event
from indicators.models import Period, Plan
from indicators.queries import policy
from indicators.rules import TermKind
from multirater.models import Invitation, Release, Reviewee
from multirater.rules import InvitationStatus, RoundStatus, Side
from organizations.models import Unit
from organizations.rules import PlacementKind
from reviews.models import CalibrationCase, Evaluation, ItemRating, Objection
from reviews.queries.annual import AGREED
from reviews.queries.distribution import City, city, grades_of, guide_of
from reviews.rules.evaluation import RELEASED, Rating

from ..rules.health import Figure, Reading
from ..rules.pattern import LEAST_ITEMS
from .groups import BATCH, STEP
from .reached import reached_by_plan

PEER_FORMS = 3


def counted(period: Period) -> list[Reading]:
    """Return every figure that is counted from rows, without the statistics (13 queries at any size)."""
    return [
        *_results(period),
        _peers(period),
        _agreement(period),
        _flat(period),
        _guide(period),
        *_calibrated(period),
        *_objections(period),
        _looks(period),
    ]


def _shared(period: Period) -> Any:
    return Evaluation.objects.filter(
        plan__period=period,
        plan__placement__kind=PlacementKind.DEFINITIVE.value,
        term__kind=TermKind.FINAL.value,
        status__in=RELEASED,
    )


def _results(period: Period) -> list[Reading]:
    plans = Plan.objects.filter(
        period=period, placement__kind=PlacementKind.DEFINITIVE.value, status__in=AGREED
    )
    people = plans.aggregate(people=Count("placement__employee", distinct=True))["people"]
    end = timezone.make_aware(datetime.combine(period.annual_until + timedelta(days=1), time()))
    found = _shared(period).aggregate(
        people=Count("plan__placement__employee", distinct=True),
        results=Count("pk"),
        in_time=Count("pk", filter=Q(shared_at__lt=end)),
    )
    return [
        Reading(Figure.COMPLETE, min(found["people"], people), people),
        Reading(Figure.ON_TIME, found["in_time"], found["results"]),
    ]


def _peers(period: Period) -> Reading:
    """Count reviewed people of released rounds with enough forms of peers, one by one in each round."""
    released = {"round__period": period, "round__status": RoundStatus.RELEASED.value}
    people = Reviewee.objects.filter(**released).count()
    forms = Invitation.objects.filter(
        status=InvitationStatus.ANSWERED.value, side=Side.PEER.value, **released
    )  # what was said is opened nowhere here
    enough = forms.values("reviewee").annotate(forms=Count("pk")).filter(forms__gte=PEER_FORMS)
    return Reading(Figure.PEERS, enough.order_by().count(), people)


def _agreement(period: Period) -> Reading:
    """Return the agreement of peers in the released round with most reviewed people, as it was stored."""
    rows = Release.objects.filter(round__period=period, number=1).order_by("pk")
    best: dict[str, Any] = {}
    for stored in rows.values_list("reliability", flat=True):
        side = next((one for one in stored.get("sides", []) if one.get("side") == Side.PEER.value), None)
        if side and side.get("mean") and side["people"] > best.get("people", 0):
            best = side
    if not best:
        return Reading(Figure.AGREEMENT)
    value, low, high = (_number(best["mean"][name]) for name in ("value", "low", "high"))
    return Reading(Figure.AGREEMENT, None, best["people"], value, low, high)


def _number(text: str) -> Decimal:
    """Return a number that was stored as pages print it."""
    return Decimal(text.replace(",", ".").replace("−", "-"))


def _flat(period: Period) -> Reading:
    parts = ItemRating.objects.filter(evaluation__in=_shared(period), value__isnull=False)
    forms = parts.values("evaluation").annotate(items=Count("pk"), low=Min("rating"), high=Max("rating"))
    whole = forms.filter(items__gte=LEAST_ITEMS).order_by()
    found = whole.aggregate(forms=Count("evaluation"), flat=Count("evaluation", filter=Q(low=F("high"))))
    return Reading(Figure.FLAT, found["flat"], found["forms"])


def _guide(period: Period) -> Reading:
    """Count graded units whose predicates agree with the guide; small ones are not compared."""
    term = period.terms.filter(kind=TermKind.FINAL.value).first()
    if term is None:
        return Reading(Figure.GUIDE, 0, 0)
    made: City = city(term, None, period.ended_on)
    grades, figures = grades_of(term, Unit.objects.values_list("pk", flat=True)), policy(period)
    units = [unit for unit in grades if unit in made.names]
    guides = [guide_of(unit, made.below(unit), made, grades, figures) for unit in units]
    compared = [guide for guide in guides if not guide.is_small]
    return Reading(Figure.GUIDE, sum(1 for guide in compared if guide.agrees), len(compared))


def _calibrated(period: Period) -> list[Reading]:
    """Count the cases that meetings changed, and those of them that went up, both ratings together."""
    rows = CalibrationCase.objects.filter(meeting__term__period=period).order_by("pk")
    cases = changed = raised = 0
    columns = ("before", "results_rating", "behaviour_rating")
    for before, *ratings in rows.values_list(*columns).iterator(BATCH):
        cases += 1
        if before is not None:
            changed += 1
            raised += _steps(ratings) > _steps([before["results"], before["behaviour"]])
    return [Reading(Figure.CALIBRATED, changed, cases), Reading(Figure.RAISED, raised, changed)]


def _steps(ratings: list[str]) -> int:
    return sum(STEP[Rating(rating)] for rating in ratings)


def _objections(period: Period) -> list[Reading]:
    rows = Objection.objects.filter(evaluation__in=_shared(period)).order_by("pk")
    filed, changed, days = 0, 0, []
    for filed_at, decided_at, before in rows.values_list("filed_at", "decided_at", "before").iterator(BATCH):
        filed += 1
        if decided_at is not None:
            changed += before is not None
            days.append((decided_at - filed_at).days)
    median = Decimal(median_low(days)) if len(days) >= PEER_FORMS else None
    return [
        Reading(Figure.OBJECTED, filed, _shared(period).count()),
        Reading(Figure.ACCEPTED, changed, len(days)),
        Reading(Figure.DAYS, people=len(days), value=median),
    ]


def _looks(period: Period) -> Reading:
    """Count openings of another person's record in the year; the trail keeps one for each reader and day."""
    start = timezone.make_aware(datetime.combine(period.started_on, time()))
    end = timezone.make_aware(datetime.combine(period.ended_on + timedelta(days=1), time()))
    seen = Event.objects.filter(at__gte=start, at__lt=end, action__endswith="viewed").count()
    return Reading(Figure.LOOKS, value=Decimal(seen))


def rated_and_reached(period: Period) -> Iterator[tuple[float, float]]:
    """Yield the rating of results (1 to 3) and the mean realisation of each shared result that has both."""
    reached = reached_by_plan([period])
    for plan, rating in _shared(period).order_by("pk").values_list("plan", "results_rating").iterator(BATCH):
        if plan in reached:
            yield float(STEP[Rating(rating)]), float(reached[plan])
