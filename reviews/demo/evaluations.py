"""The annual evaluation of one person: ratings that fit the year and the unit, and how far it went."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from reviews.rules.evaluation import EvaluationStatus as Status
from reviews.rules.evaluation import OrganisationGrade, Rating

from .clock import Calendar, Stage, moment, working_day
from .progress import shown
from .staff import PersonSeed
from .story import Judged, Promised, Story
from .texts import talk

# Organisation's grade -> percent of (hasil, perilaku); the guide of SE MenPANRB 3/2023 is kept loosely.
ABOVE, MEETS, BELOW = Rating.ABOVE, Rating.MEETS, Rating.BELOW
RATINGS: dict[OrganisationGrade, dict[tuple[Rating, Rating], int]] = {
    OrganisationGrade.SPECIAL: {
        (ABOVE, ABOVE): 60,
        (MEETS, ABOVE): 14,
        (MEETS, MEETS): 20,
        (ABOVE, MEETS): 4,
        (BELOW, MEETS): 2,
    },
    OrganisationGrade.GOOD: {
        (ABOVE, ABOVE): 24,
        (ABOVE, MEETS): 8,
        (MEETS, ABOVE): 14,
        (MEETS, MEETS): 44,
        (BELOW, MEETS): 7,
        (MEETS, BELOW): 3,
    },
    OrganisationGrade.NEEDS_IMPROVEMENT: {
        (ABOVE, ABOVE): 7,
        (MEETS, MEETS): 26,
        (BELOW, MEETS): 54,
        (BELOW, ABOVE): 9,
        (MEETS, BELOW): 3,
        (BELOW, BELOW): 1,
    },
}
SKILL = {ABOVE: (1.05, 1.14), MEETS: (0.95, 1.03), BELOW: (0.74, 0.87)}
GRADE_REASONS = {
    OrganisationGrade.SPECIAL: "Perjanjian kinerja terlampaui; berita acara evaluasi kinerja 2026.",
    OrganisationGrade.GOOD: "Perjanjian kinerja tercapai sesuai target; berita acara evaluasi kinerja 2026.",
    OrganisationGrade.NEEDS_IMPROVEMENT: "Tiga sasaran belum tercapai; berita acara evaluasi kinerja 2026.",
}

# How evaluations stand when the demo opens in stage evaluation, in percent; None is not rated yet.
MIXED = (
    (None, 22),
    (Status.DRAFT, 15),
    (Status.SHARED, 26),
    (Status.ACKNOWLEDGED, 31),
    (Status.OBJECTED, 2),
    (Status.EXPLAINED, 2),
    (Status.FINAL, 2),
)
NAMED: dict[str, Status] = {
    "Pegawai kelurahan": Status.SHARED,
    "Guru SD": Status.ACKNOWLEDGED,
    "Perawat Puskesmas": Status.EXPLAINED,
    "Lurah": Status.ACKNOWLEDGED,
    "Camat": Status.SHARED,
    "Kepala subbagian dengan dua belas anggota tim": Status.SHARED,
    "Kepala dinas": Status.DRAFT,
}
WITH_OBJECTION = {Status.OBJECTED, Status.EXPLAINED, Status.FINAL}


def draw_grade(rng: Random) -> OrganisationGrade:
    """Return the achievement of an agency."""
    return rng.choices(list(RATINGS), [18, 70, 12])[0]


def draw_ratings(grade: OrganisationGrade, rng: Random) -> tuple[Rating, Rating]:
    """Return the two ratings of a person in an agency with this achievement."""
    table = RATINGS[grade]
    return rng.choices(list(table), list(table.values()))[0]


def status_of(person: PersonSeed, place_in_unit: int, stage: Stage, rng: Random) -> Status | None:
    """Return how far the evaluation went; the second colleague of Kelurahan Cempaka waits for the Camat."""
    if stage == Stage.AWARD:
        return rng.choices((Status.ACKNOWLEDGED, Status.SHARED, Status.FINAL), (84, 14, 2))[0]
    if person.named is not None and person.named.role in NAMED:
        return NAMED[person.named.role]
    if person.unit.code == "KEL-001" and place_in_unit == 2:
        return Status.EXPLAINED
    return rng.choices([status for status, _ in MIXED], [share for _, share in MIXED])[0]


def judge(
    story: Story,
    status: Status,
    ratings: tuple[Rating, Rating],
    calendar: Calendar,
    words: dict[str, str],
    rng: Random,
) -> None:
    """Write the evaluation into the story, as far as the status says."""
    results, behaviour = ratings
    spoken = _spoken(story, results, words)
    rated_on = working_day(calendar.rated_from + timedelta(days=rng.randrange(4)))
    shared_on = working_day(calendar.shared_from + timedelta(days=rng.randrange(7)))
    judged = Judged(
        status=status,
        results_rating=results.value,
        results_reason=rng.choice(talk.RESULT_REASONS[results]).format(**spoken),
        behaviour_rating=behaviour.value,
        behaviour_reason=rng.choice(talk.BEHAVIOUR_REASONS[behaviour]).format(**spoken),
        recommendation=rng.choice(talk.RECOMMENDATIONS).format(**spoken),
        rated_at=moment(rated_on, rng.randrange(0, 420)),
        talked_on=shared_on - timedelta(days=rng.randrange(2)),
        shared_at=moment(shared_on, rng.randrange(0, 300)),
    )
    if status in WITH_OBJECTION and story.upper is not None:
        _object(judged, ratings, spoken, rng)
    elif status in WITH_OBJECTION | {Status.ACKNOWLEDGED}:
        judged.status = Status.ACKNOWLEDGED
        judged.acknowledged_at = judged.shared_at + timedelta(
            days=rng.randrange(3), minutes=rng.randrange(30, 90)
        )
        judged.comment = rng.choice(talk.COMMENTS)
    story.evaluation = judged


def _object(judged: Judged, ratings: tuple[Rating, Rating], spoken: dict[str, str], rng: Random) -> None:
    judged.objection = talk.OBJECTIONS[rng.randrange(3)].format(**spoken)
    judged.filed_at = judged.shared_at + timedelta(days=1, minutes=rng.randrange(10, 90))
    if judged.status == Status.OBJECTED:
        return
    judged.explanation = rng.choice(talk.EXPLANATIONS).format(**spoken)
    judged.explained_at = judged.filed_at + timedelta(hours=rng.randint(2, 5))
    if judged.status == Status.EXPLAINED:
        return
    raised = ratings[0] == Rating.BELOW
    judged.decision = rng.choice(talk.DECISIONS_RAISED if raised else talk.DECISIONS_KEPT).format(**spoken)
    judged.decided_at = judged.explained_at + timedelta(days=1)
    judged.decided_rating = (Rating.MEETS if raised else ratings[0]).value


def _spoken(story: Story, results: Rating, words: dict[str, str]) -> dict[str, str]:
    """Return the words of the reasons: the indicator that went best, or worst, and how far it came."""
    everything = [promised for result in story.results for promised in result.indicators if promised.reports]
    if not everything:
        return words | {"ukuran": story.results[0].text, "capaian": "sesuai catatan"}
    chosen = (min if results == Rating.BELOW else max)(everything, key=_share)
    amount, draft = chosen.reports[-1].amount, chosen.draft
    reached = f"{shown(amount)} {draft.unit} dari target {shown(draft.target or amount)}"
    return words | {"ukuran": draft.text, "capaian": reached}


def _share(promised: Promised) -> float:
    target = float(promised.draft.target or 1)
    share = float(promised.reports[-1].amount) / target
    return 2 - share if promised.draft.direction == "TURUN" else share
