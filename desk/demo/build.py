"""Building the demo city and its year, from the unit tree to the award list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from django.db import transaction

from appraisal import audit
from awards.operations.proposal import propose
from indicators import operations as plans
from indicators.models import Period
from reviews.operations import achievement as achievements
from reviews.operations.finalising import finalise_due
from reviews.rules.evaluation import OrganisationGrade

from .achievements import write_achievements
from .actions import write_actions
from .attendance import write_attendance
from .awards import write_scheme
from .bulk import PlanWriter
from .bulk_year import YearWriter
from .calibration import write_calibration
from .careers import write_careers
from .city import build_city
from .clock import YEAR, Calendar, Stage, calendar, moment
from .contested import write_contested
from .counted import count_notes
from .credits import write_credits
from .evaluations import GRADE_REASONS, SKILL, draw_grade, draw_ratings, judge
from .evaluations import status_of as evaluation_status
from .evidence import write_evidence
from .fairness import LARGE_ENOUGH, write_city_rounds, write_patterns
from .growth import write_growth
from .learning import write_learning
from .notes import write_notes
from .own_words import write_own_words
from .papers import write_papers
from .people import PASSWORD, demo_people
from .periods import write_holidays, write_times_away, write_turns
from .planning import write_agreements, write_assignments
from .plans import Place, Served, compose, words_of
from .plans import status_of as plan_status
from .progress import feedback_year, report_year
from .ratings import write_parts
from .remarks import write_remarks
from .reminders import write_reminders
from .roster import Roster
from .rounds import write_rounds
from .staff import PersonSeed
from .steps import Steps
from .story import Story
from .talk import write_talks
from .users import write_users
from .voices import write_voices

PEOPLE_AT_ONCE = 400  # stories that are held in memory together
GRADED = {"setda", "opd", "kecamatan"}


@dataclass
class Year:
    """What the stories of a year are made from."""

    roster: Roster
    places: dict[str, Place]
    calendar: Calendar
    grades: dict[str, OrganisationGrade]
    served: Served
    rng: Random


@transaction.atomic
def build(*, people: int, stage: Stage, seed: int, tell: Callable[[str], None] = lambda line: None) -> None:
    """Write the whole demo, or nothing; `tell` hears how far it has come.

    The same numbers give the same city: every draw comes from one Random, every date from the stage.
    """
    rng = Random(seed)
    roster = Roster(build_city(people, rng), rng)
    places = roster.settle()
    tell(f"{len(roster.people)} orang di {len(roster.units)} unit")
    dates = calendar(stage)
    write_holidays(roster.admin)
    period = open_year(roster, dates)
    year = Year(roster, places, dates, _grades(roster, rng), Served({}), rng)
    written = _set_grades(year, period) if stage >= Stage.EVALUATION else {}
    _tell_stories(year, period, written, tell)
    write_agreements(period, roster.admin)
    write_assignments(period)
    write_talks(period, stage=stage, seed=seed)
    if stage >= Stage.MONITORING:
        write_voices(roster.units, roster.admin, Random(seed))
        write_remarks(Random(seed))
        write_attendance(roster.admin, Random(seed))
        write_notes(Random(seed))
        count_notes(period, dates.terms)
        write_reminders(Random(seed))
        write_turns(period, roster.admin)
        write_times_away(period, roster.admin)
        graded = [roster.units[seed.code] for seed in roster.seeds if seed.sort in GRADED]
        write_achievements(period, graded, roster.admin, annual=stage >= Stage.EVALUATION)
    write_actions(period, dates.terms, seed)
    write_evidence(period, seed=seed)
    write_own_words(period, dates, seed)
    if stage == Stage.EVALUATION:
        write_calibration(period, roster.admin)
        write_contested(roster.admin)
    if stage == Stage.AWARD:
        if people >= LARGE_ENOUGH:
            write_city_rounds(period, roster.admin, seed=seed)
        finalise_due(on=date(YEAR, 11, 18), at=moment(date(YEAR, 11, 18), 0))
        scheme = write_scheme(period, roster.admin)
        propose(scheme=scheme, by=roster.admin, at=moment(date(YEAR, 11, 19), 95))
    if stage >= Stage.EVALUATION:
        write_rounds(period, roster.admin, seed=seed)
        write_parts(Random(seed))
        write_credits(roster.admin, Random(seed))
        write_careers(roster.admin, Random(seed))
        write_growth(period, roster.admin)
        write_learning(Random(seed))
        write_users(period, roster.admin, Random(seed), has_closed=stage == Stage.AWARD)
        write_papers(period, roster.admin)
    if stage == Stage.AWARD and people >= LARGE_ENOUGH:
        write_patterns(period, roster.admin)
    people_noted = [person | {"password": PASSWORD} for person in demo_people()]
    audit.record(
        action="demo.seeded", by=None, at=moment(date(YEAR, 11, 20), 0), after={"people": people_noted}
    )


def open_year(roster: Roster, dates: Calendar) -> Period:
    """Prepare and open the year as the BKD admin does."""
    admin = roster.admin
    period = plans.create_period(year=YEAR, by=admin, at=moment(date(YEAR - 1, 12, 1), 60))
    period = plans.change_period(
        period=period,
        version=period.version,
        by=admin,
        at=moment(date(YEAR - 1, 12, 1), 90),
        planning_until=dates.planning_until,
        annual_from=dates.annual_from,
        annual_until=dates.annual_until,
        award_from=dates.award_from,
    )
    at = moment(date(YEAR - 1, 12, 2), 45)
    return plans.open_period(period=period, version=period.version, by=admin, at=at)


def _grades(roster: Roster, rng: Random) -> dict[str, OrganisationGrade]:
    """Return the achievement that counts for each unit: its own, or that of the unit above."""
    grades: dict[str, OrganisationGrade] = {}
    for seed in roster.seeds:
        own = seed.sort in GRADED
        grades[seed.code] = draw_grade(rng) if own else grades.get(seed.parent or "", OrganisationGrade.GOOD)
    grades["DUKCAPIL"] = OrganisationGrade.GOOD
    for seed in roster.seeds:
        if seed.parent and seed.sort not in GRADED:
            grades[seed.code] = grades[seed.parent]
    return grades


def _set_grades(year: Year, period: Period) -> dict[int, str]:
    """Set the achievements through the operation; return the one that counts for each unit's key."""
    roster = year.roster
    final = period.terms.get(kind="FINAL")
    at = moment(max(year.calendar.final_report, year.calendar.annual_from), 200)
    for seed in roster.seeds:
        if seed.sort in GRADED:
            grade = year.grades[seed.code]
            achievements.set_grade(
                version=0,
                unit=roster.units[seed.code],
                term=final,
                grade=grade.value,
                reason=GRADE_REASONS[grade],
                by=roster.admin,
                at=at,
            )
    counting = {code: grade.value for code, grade in year.grades.items()} | {"KOTA": ""}
    return {roster.units[code].pk: grade for code, grade in counting.items()}


def _tell_stories(year: Year, period: Period, grades: dict[int, str], tell: Callable[[str], None]) -> None:
    """Write the stories, superiors before those who build on them."""
    steps, plan_writer, year_writer = Steps(period), PlanWriter(period), YearWriter(period, grades)
    done = 0
    for group in _groups(year):
        told: list[tuple[PersonSeed, Story]] = []
        for number, person in group:
            story = story_of(year, person, number)
            if story is not None and person.named is not None:
                _serve(year, person, story, steps.tell(story))
            elif story is not None:
                told.append((person, story))
        rows = plan_writer.write([story for _, story in told])
        for (person, story), row in zip(told, rows, strict=True):
            _serve(year, person, story, [result.pk for result in row.results])
        year_writer.write(rows)
        done += len(group)
        tell(f"{done} dari {len(year.roster.people)} orang")


def _groups(year: Year) -> Iterator[list[tuple[int, PersonSeed]]]:
    """Return people with their number in the unit: heads level by level, then everybody else."""
    depths = year.roster.depths
    heads: dict[int, list[tuple[int, PersonSeed]]] = defaultdict(list)
    others: list[tuple[int, PersonSeed]] = []
    numbers: dict[str, int] = defaultdict(int)
    for person in year.roster.people:
        number = numbers[person.unit.code]
        numbers[person.unit.code] += 1
        if person.is_head:
            heads[depths[person.unit.code]].append((number, person))
        else:
            others.append((number, person))
    for group in [*(heads[depth] for depth in sorted(heads)), others]:
        for start in range(0, len(group), PEOPLE_AT_ONCE):
            yield group[start : start + PEOPLE_AT_ONCE]


def story_of(year: Year, person: PersonSeed, number: int) -> Story | None:
    """Return what happens to a person this year; None for those without a plan or a superior."""
    rng, stage = year.rng, year.calendar.stage
    place = year.places.get(person.nip)
    if place is None or not person.family:
        return None
    status = plan_status(person, stage, rng)
    if status is None:
        return None
    words = words_of(person, rng)
    depth = year.roster.depths[person.unit.code]
    story = compose(person, place, status, words, year.served, rng, depth)
    ratings = draw_ratings(person, number, year.grades[person.unit.code], rng)
    skill = rng.uniform(*SKILL[ratings[0]])
    report_year(story, year.calendar, skill, words, rng)
    feedback_year(story, year.calendar, ratings[0], words, rng)
    if stage >= Stage.EVALUATION:
        outcome = evaluation_status(person, number, stage, ratings, rng)
        if outcome is not None:
            judge(story, outcome, ratings, year.calendar, words, rng)
    return story


def _serve(year: Year, person: PersonSeed, story: Story, keys: list[int]) -> None:
    """Note the results of a head, so that the people below can serve them."""
    if person.is_head:
        themes: dict[str, list[int]] = defaultdict(list)
        for result, key in zip(story.results, keys, strict=True):
            themes[result.theme].append(key)
        year.served.results[story.employee] = dict(themes)
