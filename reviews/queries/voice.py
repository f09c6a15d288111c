"""Figures about what citizens say: per point, unit and quarter, always with how many spoke."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.cache import cache
from django.db.models import Case, F, Q, QuerySet, Sum, When
from django.db.models.functions import Least

from indicators.models import Term
from indicators.queries import current_period, policy
from indicators.rules import DEFAULT_FIGURES
from organizations.models import Employee, Unit
from organizations.rules.wording import Names

from ..access.voice import visible_points
from ..models import Voice, VoiceSurplus
from ..rules.voice import COUNTED_TIMES, MARK_LABELS, SMALLEST, VoiceState, satisfaction_index

COUNTS = Q(flag="") | Q(state=VoiceState.SHOWN.value)
HAS_WORDS = Q(good__gt="") | Q(improve__gt="")
WEIGHT = Sum(
    Case(When(HAS_WORDS, then=Least(F("times"), COUNTED_TIMES)), default=F("times"))
)  # a text counts a few times a day, a mark alone as often as it came from its network
FIGURE = "suara_per_jaringan_maks"
REMEMBERED = 600  # seconds


def voices_a_network(on: date) -> int:
    """Return how many voices of a network a point keeps in a day (policy figure)."""
    period = current_period(on)
    default = next(figure.value for figure in DEFAULT_FIGURES if figure.key == FIGURE)
    return int(policy(period)[FIGURE] if period else Decimal(default))


def names_of(unit: Unit) -> Names:
    """Return the names of everybody who works or worked in a unit or below it, remembered for a while."""
    key = f"voice-names-{unit.pk}"
    names: Names | None = cache.get(key)
    if names is None:
        units = Unit.objects.descendants(unit, include_self=True).values("pk")
        people = Employee.objects.filter(placements__unit__in=units)
        names = Names.of(people.values_list("name", flat=True).distinct())
        cache.set(key, names, REMEMBERED)
    return names


# --- Figures ---------------------------------------------------------------------------------


@dataclass
class Tally:
    """How often each mark was given, and what stands beside it without counting."""

    counts: dict[int, int] = field(default_factory=lambda: dict.fromkeys(MARK_LABELS, 0))
    suspects: int = 0
    surplus: int = 0

    @property
    def total(self) -> int:
        """How many voices count."""
        return sum(self.counts.values())

    @property
    def index(self) -> Decimal | None:
        """The mean mark times 25; None for fewer than thirty voices."""
        return satisfaction_index(self.counts)

    @property
    def is_small(self) -> bool:
        """Whether there are too few voices to break them down in public."""
        return self.total < SMALLEST

    @property
    def rows(self) -> list[tuple[str, int]]:
        """The marks in words with their counts, the best first."""
        return [(MARK_LABELS[mark], self.counts[mark]) for mark in sorted(MARK_LABELS, reverse=True)]


def tallies(voices: QuerySet[Voice], surplus: QuerySet[VoiceSurplus], *keys: str) -> dict[Any, Tally]:
    """Return the tallies of voices grouped by lookups such as "point__unit" (two queries).

    The day of a voice is called said_on and that of a surplus day; lookups on it are translated.
    """
    found: dict[Any, Tally] = {}
    for *key, mark, counts, number in (
        voices.annotate(counts=Case(When(COUNTS, then=True), default=False))
        .values_list(*keys, "mark", "counts")
        .annotate(number=WEIGHT)
        .order_by()
    ):
        tally = found.setdefault(tuple(key), Tally())
        if counts:
            tally.counts[mark] += number
        else:
            tally.suspects += number
    columns = [key.replace("said_on", "day") for key in keys]
    for *key, number in surplus.values_list(*columns).annotate(number=Sum("count")).order_by():
        found.setdefault(tuple(key), Tally()).surplus = number
    return found


# --- For other pages ---------------------------------------------------------------------------


def waiting_voices(voices: QuerySet[Voice]) -> QuerySet[Voice]:
    """Keep the voices with words that nobody has looked at, without suspects."""
    return voices.filter(HAS_WORDS, flag="", state=VoiceState.NEW.value)


def voices_to_answer(user: Employee, on: date) -> int:
    """Return how many voices wait to be read in the units that the person leads or administers."""
    points = visible_points(user, on)
    return 0 if points.query.is_empty() else waiting_voices(Voice.objects.filter(point__in=points)).count()


def unit_voice(unit: Unit, term: Term) -> Tally:
    """Return what citizens said about a unit and all below it in a term (three queries)."""
    return _tally_of(Unit.objects.descendants(unit, include_self=True), term.started_on, term.ended_on)


def _tally_of(units: Iterable[Unit], started_on: date, ended_on: date) -> Tally:
    ids = [unit.pk for unit in units]
    voices = Voice.objects.filter(point__unit__in=ids, said_on__range=(started_on, ended_on))
    surplus = VoiceSurplus.objects.filter(point__unit__in=ids, day__range=(started_on, ended_on))
    whole = Tally()
    for tally in tallies(voices, surplus, "point__unit").values():
        whole.suspects += tally.suspects
        whole.surplus += tally.surplus
        for mark, number in tally.counts.items():
            whole.counts[mark] += number
    return whole
