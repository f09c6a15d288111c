"""Learning: lessons read once, practice rated once per attempt, completion told and nothing else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from appraisal.errors import Denied, Refused
from appraisal.models import Event
from development.access import course as access
from development.courses import RATING, STARTING
from development.documents.course import certificate_sheet
from development.models import CourseCompletion, CourseStep, PracticeRating
from development.operations import course as operations
from development.queries.course import own_attempts, progress_page, progress_rows
from development.queries.waiting import TO_GROW
from development.rules.course import Case
from organizations.models import Employee, Placement
from reviews import documents
from reviews.access.document import visible_documents
from reviews.queries.home import year_on
from reviews.queries.task_source import found_tasks
from reviews.rules.document import DocumentKind
from reviews.rules.evaluation import Rating
from tests.pages import text_of
from tests.world import NOW, TODAY, World

pytestmark = pytest.mark.django_db
M = Rating.MEETS


def read_all(user: Employee, course: Any = RATING) -> None:
    for lesson in course.lessons:
        answers = "".join(question.fits for question in lesson.questions)
        operations.read(course=course, lesson=lesson, answers=answers, by=user, at=NOW)


def rate(user: Employee, case: Case, attempt: int = 1, **changes: Rating) -> PracticeRating:
    values = {"results": case.results, "behaviour": case.behaviour} | changes
    return operations.rate(attempt=attempt, case=case, by=user, at=NOW, **values)


def complete(user: Employee) -> CourseCompletion:
    read_all(user)
    for case in RATING.cases:
        rate(user, case)
    return CourseCompletion.objects.get(employee=user)


def test_lessons_and_one_whole_attempt_complete_the_course_once(office: World) -> None:
    read_all(office.budi)
    for case in RATING.cases[:-1]:
        rate(office.budi, case)
    assert not CourseCompletion.objects.exists()

    rate(office.budi, RATING.cases[-1], results=Rating.BELOW)

    assert CourseCompletion.objects.get().employee == office.budi
    assert Event.objects.filter(action="course.completed", by=office.budi).count() == 1
    assert Event.objects.count() == 1, "how somebody practises leaves no event"
    read_all(office.budi)
    assert Event.objects.count() == 1


def test_the_first_answers_of_a_lesson_stay_and_missing_ones_are_asked_for(office: World) -> None:
    lesson = RATING.lessons[0]
    for answers in ("", "a", "ad", "abc"):
        with pytest.raises(Refused):
            operations.read(course=RATING, lesson=lesson, answers=answers, by=office.ani, at=NOW)
    operations.read(course=RATING, lesson=lesson, answers="cc", by=office.ani, at=NOW)

    operations.read(course=RATING, lesson=lesson, answers="ba", by=office.ani, at=NOW)

    assert CourseStep.objects.get().answers == "cc"


def test_who_rates_a_case_a_second_time_reads_that_it_was_rated(office: World) -> None:
    case = RATING.cases[0]
    first = rate(office.ani, case, results=M, behaviour=M)

    assert rate(office.ani, case, results=M, behaviour=M) == first
    with pytest.raises(Refused, match="sudah Anda nilai"):
        rate(office.ani, case, results=Rating.BELOW)

    assert PracticeRating.objects.get().results == M


def test_every_attempt_is_kept_and_the_next_opens_after_a_whole_one(office: World) -> None:
    with pytest.raises(Refused, match="percobaan sebelumnya"):
        rate(office.ani, RATING.cases[0], attempt=2)
    for case in RATING.cases:
        rate(office.ani, case, results=Rating.ABOVE, behaviour=case.behaviour)
    rate(office.ani, RATING.cases[0], attempt=2)
    with pytest.raises(Refused):
        rate(office.ani, RATING.cases[0], attempt=3)

    (only,) = own_attempts(office.ani)
    assert (only.number, only.calibration.figure, only.calibration.higher) == (1, "2 dari 6", 4)
    for case in RATING.cases[1:]:
        rate(office.ani, case, attempt=2)

    assert [attempt.calibration.figure for attempt in own_attempts(office.ani)] == ["6 dari 6", "2 dari 6"]
    assert own_attempts(office.budi) == []
    assert not CourseCompletion.objects.exists(), "the lessons were not read"


def test_the_bkd_reads_who_completed_and_when_and_nothing_of_how(office: World) -> None:
    complete(office.budi)
    complete(office.ani)

    page = progress_page(TODAY, "")

    assert (page.total, page.done, page.others) == (len(page.waiting) + 1, 1, 1)
    assert [person.name for person in page.waiting] == sorted(person.name for person in page.waiting)
    assert office.citra in page.waiting
    assert office.budi not in page.waiting
    budi = next(row for row in progress_rows(TODAY) if row[1] == office.budi.nip)
    assert budi == (office.budi.full_name, office.budi.nip, office.units["bidang"].name, "2026-11-22")
    assert access.may_see_progress(office.gita, TODAY)
    for person in (office.ani, office.budi, office.eko, office.hadi, office.indra):
        assert not access.may_see_progress(person, TODAY)


def test_only_the_own_person_has_the_certificate_made(office: World) -> None:
    completion = complete(office.budi)

    sheet = certificate_sheet(completion)

    assert (sheet.owner.name, sheet.course) == (office.budi.full_name, "Menilai dengan adil")
    assert sheet.completed_on == "22 November 2026"
    assert access.may_issue_certificate(office.budi, completion, TODAY)
    with pytest.raises(Denied):
        documents.issue(kind=DocumentKind.COURSE, target=completion, by=office.citra, at=NOW)
    completion.course = "mulai"
    assert not access.may_issue_certificate(office.budi, completion, TODAY)


def test_a_certificate_is_issued_once_and_opened_by_the_person_and_the_bkd(office: World) -> None:
    completion = complete(office.budi)

    made = [
        documents.issue(
            kind=DocumentKind.COURSE, target=completion, by=office.budi, at=NOW, site="https://x.id"
        )
        for _ in range(2)
    ]

    assert made[0] == made[1]
    assert made[0].subject == office.budi
    seen = {name for name, user in office.people.items() if visible_documents(user, TODAY).exists()}
    assert seen == {"budi", "gita"}


def titles(user: Employee, world: World) -> set[str]:
    return {task.title for task in found_tasks([user], TO_GROW, year_on(world.period, TODAY), TODAY)[user.pk]}


@pytest.mark.parametrize(("days", "is_new"), [(0, True), (89, True), (90, False)])
def test_who_is_new_reads_the_task_until_the_cards_are_read(world: World, days: int, is_new: bool) -> None:
    Placement.objects.filter(employee=world.ani).update(started_on=TODAY - timedelta(days=days))

    assert ("Mulai di sini" in titles(world.ani, world)) == is_new
    read_all(world.ani, STARTING)
    assert "Mulai di sini" not in titles(world.ani, world)


def test_who_merely_moved_is_not_new(world: World) -> None:
    post = world.placements["ani"]
    Placement.objects.filter(pk=post.pk).update(ended_on=TODAY - timedelta(days=10))
    Placement.objects.create(
        employee=world.ani, position=post.position, unit=post.unit, started_on=TODAY - timedelta(days=9)
    )

    assert titles(world.ani, world) == set()


STEP = {"course": "menilai", "lesson": "bukti", "done_at": NOW}
RATED = {"attempt": 1, "case": "loket", "results": "SESUAI", "behaviour": "SESUAI", "rated_at": NOW}
DONE = {"course": "menilai", "completed_at": NOW}


@pytest.mark.parametrize(
    ("model", "good", "bad"),
    [
        (CourseStep, STEP, {"course": "lain"}),
        (CourseStep, STEP, {"lesson": ""}),
        (CourseStep, STEP, {}),
        (PracticeRating, RATED, {"results": "LAIN"}),
        (PracticeRating, RATED, {"behaviour": "LAIN"}),
        (PracticeRating, RATED, {"attempt": 0}),
        (PracticeRating, RATED, {"case": ""}),
        (PracticeRating, RATED, {}),
        (CourseCompletion, DONE, {"course": "lain"}),
        (CourseCompletion, DONE, {}),
    ],
)
def test_the_database_refuses(office: World, model: Any, good: dict[str, Any], bad: dict[str, Any]) -> None:
    """Without a change the row is a second one of the same thing."""
    model.objects.create(employee=office.ani, **good)
    other = {"employee": office.budi if bad else office.ani}

    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**other, **(good | bad))


# --- Pages ----------------------------------------------------------------------------------------------


@pytest.fixture
def client(office: World) -> Client:
    client = Client()
    client.force_login(office.ani, backend="organizations.backends.NipBackend")
    return client


@pytest.mark.once
def test_a_person_learns_from_the_first_lesson_to_the_calibration(office: World, client: Client) -> None:
    page = client.post("/belajar/menilai/bukti/", {"jawaban_1": "a", "jawaban_2": "a"}, follow=True)
    assert "Yang lebih sesuai: Rekap bulanan" in text_of(page)
    assert client.post("/belajar/menilai/bukti/", {"jawaban_1": "a"}).status_code == 422
    for number in range(1, 7):
        answer = {"results": "SESUAI", "behaviour": "SESUAI"}
        page = client.post(f"/belajar/kasus/1/{number}/", answer, follow=True)
        assert "Acuan dan alasannya" in text_of(page)
    page = client.post("/belajar/kasus/1/1/", {"results": "DI_ATAS", "behaviour": "SESUAI"})
    assert (page.status_code, "sudah Anda nilai" in text_of(page)) == (422, True)

    page = client.get("/belajar/kalibrasi/")

    assert "Sama dengan acuan: 2 dari 6 kasus" in text_of(page)
    for address in (
        "/belajar/kasus/3/1/",
        "/belajar/kasus/1/7/",
        "/belajar/menilai/lain/",
        "/belajar/x/bukti/",
    ):
        assert client.get(address).status_code == 404


@pytest.mark.once
def test_cards_lead_to_the_next_and_back(office: World, client: Client) -> None:
    leads = [client.post(f"/belajar/mulai/{card.key}/")["Location"] for card in STARTING.lessons]

    assert leads == [f"/belajar/mulai/{card.key}/" for card in STARTING.lessons[1:]] + ["/belajar/"]
    assert CourseCompletion.objects.get().course == "mulai"


@pytest.mark.once
def test_the_list_and_the_progress_ask_as_often_however_many_there_are(
    office: World, client: Client, django_assert_max_num_queries: Any
) -> None:
    complete(office.budi)
    complete(office.ani)
    with django_assert_max_num_queries(12):
        client.get("/belajar/")
    client.force_login(office.gita, backend="organizations.backends.NipBackend")
    with django_assert_max_num_queries(12):
        page = client.get("/bkd/belajar/?halaman=9")
    assert "1 dari " in text_of(page)
    file = client.get("/bkd/belajar/atasan.xlsx")
    assert file.status_code == 200
