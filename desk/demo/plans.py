"""Composing the work plan of one person from the family of the post, with numbers of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from indicators.rules import AnnexKind, IndicatorDraft, PlanStatus, ResultKind
from organizations.rules import JPT

from .clock import YEAR, Stage, moment, working_day
from .names import CLUBS, SUBJECTS
from .staff import PersonSeed
from .story import Promised, ResultStory, Story
from .texts import FAMILIES, Measure, Promise
from .texts.talk import ANNEXES, EXPECTATIONS, SUGGESTIONS

# A theme that the superior has no result for is served by the next one here.
NEAREST = {
    "data": ("tertib", "layanan"),
    "inovasi": ("layanan", "mutu"),
    "aset": ("tertib", "layanan"),
    "warga": ("layanan", "mutu"),
    "sdm": ("tertib", "mutu"),
    "mutu": ("layanan",),
    "layanan": ("mutu", "tertib"),
    "tertib": ("layanan",),
}
WITHOUT_SUPPORT = "Hasil ini mendukung langsung sasaran RPJMD Kota Arunika."


@dataclass(frozen=True)
class Place:
    """The rows that a person became: placement, employee and the line of superiors."""

    placement: int
    employee: int
    superior: int
    upper: int | None


@dataclass
class Served:
    """The results of superiors that others can serve: employee -> theme -> keys of results."""

    results: dict[int, dict[str, list[int]]]

    def key(self, superior: int, theme: str, rng: Random) -> int | None:
        """Return a result of the superior that fits the theme, or None when there is no plan."""
        themes = self.results.get(superior, {})
        for name in (theme, *NEAREST.get(theme, ()), *themes):
            if name in themes:
                return rng.choice(themes[name])
        return None


def words_of(person: PersonSeed, rng: Random) -> dict[str, str]:
    """Return what the texts of a person's work plan are filled with."""
    unit = person.unit
    level = rng.choice(("I", "II", "III", "IV", "V", "VI") if unit.sort == "sd" else ("VII", "VIII", "IX"))
    topic = unit.topic or "umum"
    if person.family == "kasi":
        topic = person.title.removeprefix("Kepala Seksi ").lower()
    return {
        "unit": unit.name,
        "opd": unit.opd,
        "kelas": f"kelas {level}{rng.choice('ABC')}",
        "mapel": rng.choice(SUBJECTS),
        "ekskul": rng.choice(CLUBS),
        "rw": str(rng.randint(4, 14)),
        "bidang": topic,
        "urusan": unit.agency.field if unit.agency else "pelayanan warga",
        "ukuran": unit.agency.measure if unit.agency else "",
        "sapa": person.address,
    }


def compose(
    person: PersonSeed,
    place: Place,
    status: PlanStatus,
    words: dict[str, str],
    served: Served,
    rng: Random,
    depth: int,
) -> Story:
    """Return the plan of a person as a story; `depth` in the tree lets superiors write first."""
    family = FAMILIES[person.family]
    ahead = date(YEAR, 1, 5) + timedelta(days=min(depth, 4))
    start = ahead if person.is_head else working_day(date(YEAR, 1, 12) + timedelta(days=rng.randrange(4)))
    minute = rng.randrange(30, 240)
    drafted_at = moment(start, minute)
    chosen = list(family.promises)
    if person.is_head is False and rng.random() < 0.35 and len(chosen) > 4:
        chosen = chosen[:-1]
    if status == PlanStatus.DRAFT and person.named is None:
        chosen = chosen[: rng.randint(1, 3)]
    is_leader = person.post.kind in JPT
    results = [
        _result(promise, place, words, served, rng, drafted_at + timedelta(minutes=9 * number), is_leader)
        for number, promise in enumerate(chosen, start=1)
    ]
    submitted = moment(
        working_day(start + timedelta(days=1 if person.is_head else rng.randint(1, 4))), rng.randrange(0, 400)
    )
    decided = working_day(submitted.date() + timedelta(days=rng.randint(1, 6)))
    story = Story(
        placement=place.placement,
        employee=place.employee,
        superior=place.superior,
        upper=place.upper,
        status=status,
        results=results,
        annexes=_annexes(words, rng),
        expectations=_expectations(words, rng),
        drafted_at=drafted_at,
        annexed_at=drafted_at + timedelta(minutes=70),
        submitted_at=submitted,
        expected_at=moment(decided, minute),
        decided_at=moment(decided, minute + 12),
    )
    if status == PlanStatus.RETURNED:
        measure = results[0].indicators[0].draft.text
        story.suggestion = rng.choice(SUGGESTIONS).format(**words | {"ukuran": measure})
    return story


def _result(
    promise: Promise,
    place: Place,
    words: dict[str, str],
    served: Served,
    rng: Random,
    at: datetime,
    is_leader: bool,
) -> ResultStory:
    supports = None if is_leader else served.key(place.superior, promise.theme, rng)
    return ResultStory(
        theme=promise.theme,
        kind=ResultKind.ADDITIONAL if promise.is_additional else ResultKind.MAIN,
        text=promise.text.format(**words),
        indicators=[Promised(_draft(measure, words, rng)) for measure in promise.measures],
        at=at,
        notes=tuple(note.format(**words) for note in promise.notes),
        supports=supports,
        no_support_reason="" if is_leader or supports else WITHOUT_SUPPORT,
    )


def _draft(measure: Measure, words: dict[str, str], rng: Random) -> IndicatorDraft:
    target = rng.randint(measure.low, measure.high)
    if measure.high - measure.low > 60:
        target -= target % (50 if measure.high > 1000 else 10)
    return IndicatorDraft(
        text=measure.text.format(**words),
        aspect=measure.aspect.value if measure.aspect else "",
        target=Decimal(max(target, 1)),
        unit=measure.unit,
        direction=measure.direction.value,
        perspectives=measure.perspective.value if measure.perspective else "",
    )


def _annexes(words: dict[str, str], rng: Random) -> dict[AnnexKind, list[str]]:
    counts = {AnnexKind.RESOURCES: 2, AnnexKind.ACCOUNTABILITY: 1, AnnexKind.CONSEQUENCES: 1}
    return {
        kind: [text.format(**words) for text in rng.sample(ANNEXES[kind], count + rng.randrange(2))]
        for kind, count in counts.items()
    }


def _expectations(words: dict[str, str], rng: Random) -> dict[int, str]:
    numbers = sorted(rng.sample(range(1, 8), rng.choice((1, 2, 2, 3))))
    return {number: rng.choice(EXPECTATIONS[number]).format(**words) for number in numbers}


# How plans stand in a stage, in percent; None is a person who has not begun.
_PLANNING = (
    (None, 9),
    (PlanStatus.DRAFT, 21),
    (PlanStatus.SUBMITTED, 27),
    (PlanStatus.RETURNED, 8),
    (PlanStatus.AGREED, 35),
)
_MONITORING = ((PlanStatus.DRAFT, 1), (PlanStatus.SUBMITTED, 1), (PlanStatus.AGREED, 98))
_NAMED = {
    "Pegawai kelurahan": PlanStatus.RETURNED,
    "Guru SD": PlanStatus.DRAFT,
    "Perawat Puskesmas": PlanStatus.SUBMITTED,
}


def status_of(person: PersonSeed, stage: Stage, rng: Random) -> PlanStatus | None:
    """Return how the person's plan stands in a stage; heads are ahead, for others build on them."""
    if stage >= Stage.EVALUATION or (person.is_head and stage == Stage.MONITORING):
        return PlanStatus.AGREED
    if person.named is not None:
        wanted = _NAMED.get(person.named.role, PlanStatus.AGREED)
        return wanted if stage == Stage.PLANNING else PlanStatus.AGREED
    if person.is_head:
        return PlanStatus.SUBMITTED if rng.random() < 0.15 else PlanStatus.AGREED
    table = _PLANNING if stage == Stage.PLANNING else _MONITORING
    return rng.choices([status for status, _ in table], [share for _, share in table])[0]
