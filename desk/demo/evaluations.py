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
# Two heads rate in a way of their own: one sees everybody above, one everybody alike (see fairness.py).
OF_ONE_KIND = {"DUKCAPIL-UMUM": (ABOVE, ABOVE), "PUPR-B1": (MEETS, MEETS)}
SKILL = {ABOVE: (1.05, 1.14), MEETS: (0.95, 1.03), BELOW: (0.74, 0.87)}
GRADE_REASONS = {
    OrganisationGrade.SPECIAL: "Perjanjian kinerja terlampaui; berita acara evaluasi kinerja 2026.",
    OrganisationGrade.GOOD: "Perjanjian kinerja tercapai sesuai target; berita acara evaluasi kinerja 2026.",
    OrganisationGrade.NEEDS_IMPROVEMENT: "Tiga sasaran belum tercapai; berita acara evaluasi kinerja 2026.",
}

# How evaluations stand when the demo opens in stage evaluation, in percent; None is not rated yet.
MIXED = ((None, 22), (Status.DRAFT, 15), (Status.SHARED, 29), (Status.ACKNOWLEDGED, 34))
# Those with a rating below expectations object more often.
CONTESTED = (
    (None, 15),
    (Status.DRAFT, 20),
    (Status.SHARED, 15),
    (Status.ACKNOWLEDGED, 20),
    (Status.OBJECTED, 10),
    (Status.EXPLAINED, 10),
    (Status.FINAL, 10),
)
AT_THE_END = ((Status.ACKNOWLEDGED, 86), (Status.SHARED, 14))
CONTESTED_AT_THE_END = ((Status.ACKNOWLEDGED, 70), (Status.SHARED, 15), (Status.FINAL, 15))
NAMED: dict[str, Status] = {
    "Pegawai kelurahan": Status.SHARED,
    "Guru SD": Status.ACKNOWLEDGED,
    "Perawat Puskesmas": Status.EXPLAINED,
    "Lurah": Status.ACKNOWLEDGED,
    "Camat": Status.SHARED,
    "Kepala subbagian dengan dua belas anggota tim": Status.SHARED,
    "Kepala dinas": Status.DRAFT,
}
NAMED_RATINGS = {
    "Pegawai kelurahan": (MEETS, ABOVE),
    "Guru SD": (ABOVE, ABOVE),
    "Perawat Puskesmas": (BELOW, MEETS),
    "Lurah": (MEETS, MEETS),
    "Camat": (ABOVE, MEETS),
    "Kepala dinas": (MEETS, MEETS),
}
WITH_OBJECTION = {Status.OBJECTED, Status.EXPLAINED, Status.FINAL}


def draw_grade(rng: Random) -> OrganisationGrade:
    """Return the achievement of an agency."""
    return rng.choices(list(RATINGS), [18, 70, 12])[0]


def draw_ratings(
    person: PersonSeed, number: int, grade: OrganisationGrade, rng: Random
) -> tuple[Rating, Rating]:
    """Return the two ratings of a person, the `number`th of a unit whose agency has this achievement."""
    if person.named is not None:
        return NAMED_RATINGS.get(person.named.role, (ABOVE, ABOVE))
    if _waits_for_camat(person, number):
        return BELOW, MEETS
    table = RATINGS[grade]
    drawn = rng.choices(list(table), list(table.values()))[0]
    return OF_ONE_KIND.get(person.unit.code, drawn)


def status_of(
    person: PersonSeed, number: int, stage: Stage, ratings: tuple[Rating, Rating], rng: Random
) -> Status | None:
    """Return how far the evaluation went; `number` counts the people of the unit."""
    if stage != Stage.AWARD and person.named is not None and person.named.role in NAMED:
        return NAMED[person.named.role]
    if stage != Stage.AWARD and _waits_for_camat(person, number):
        return Status.EXPLAINED
    if stage == Stage.AWARD:
        table: tuple[tuple[Status | None, int], ...] = (
            CONTESTED_AT_THE_END if BELOW in ratings else AT_THE_END
        )
    else:
        table = CONTESTED if BELOW in ratings else MIXED
    return rng.choices([status for status, _ in table], [share for _, share in table])[0]


def _waits_for_camat(person: PersonSeed, number: int) -> bool:
    """Say whether this is the colleague of Rina whose objection the demo's Camat can decide."""
    return person.unit.code == "KEL-001" and number == 2


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
        recommendation=rng.choice(talk.RECOMMENDATIONS[_weaker(results, behaviour)]).format(**spoken),
        rated_at=moment(rated_on, rng.randrange(0, 420)),
        talked_on=shared_on - timedelta(days=rng.randrange(2)),
        shared_at=moment(shared_on, rng.randrange(0, 300)),
    )
    if status in WITH_OBJECTION and BELOW in ratings and story.upper is not None:
        _object(story, judged, ratings, words, rng)
    elif status in WITH_OBJECTION | {Status.ACKNOWLEDGED}:
        judged.status = Status.ACKNOWLEDGED
        judged.acknowledged_at = judged.shared_at + timedelta(
            days=rng.randrange(3), minutes=rng.randrange(30, 90)
        )
        judged.comment = rng.choice(talk.COMMENTS)
    story.evaluation = judged


def _weaker(results: Rating, behaviour: Rating) -> Rating:
    """Return the rating that the recommendation speaks about."""
    if BELOW in (results, behaviour):
        return BELOW
    return ABOVE if results == behaviour == ABOVE else MEETS


def _object(
    story: Story, judged: Judged, ratings: tuple[Rating, Rating], words: dict[str, str], rng: Random
) -> None:
    """Let the person object, and the others answer as far as the status says."""
    about = (
        "perilaku"
        if ratings[1] == BELOW
        else "tugas"
        if ratings[0] == MEETS
        else rng.choice(("bukti", "tugas"))
    )
    dispute = talk.DISPUTES[about]
    spoken = _spoken(story, ABOVE, words)
    judged.objection = dispute.objection.format(**spoken)
    judged.filed_at = judged.shared_at + timedelta(days=1, minutes=rng.randrange(10, 90))
    if judged.status == Status.OBJECTED:
        return
    judged.explanation = dispute.explanation.format(**spoken)
    judged.explained_at = judged.filed_at + timedelta(hours=rng.randint(2, 5))
    if judged.status == Status.EXPLAINED:
        return
    judged.decision = dispute.decision.format(**spoken)
    judged.decided_at = judged.explained_at + timedelta(days=1)
    judged.decided_rating = (MEETS if dispute.raises and ratings[0] == BELOW else ratings[0]).value


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
