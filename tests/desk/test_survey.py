"""The survey of users: answers without people, one each, counts from ten on; suggestions and changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event, Mail
from desk.models import Improvement, Suggestion, Survey, SurveyAnswer, SurveyDone
from desk.operations.suggestion import answer_suggestion, publish, suggest
from desk.operations.survey import answer_survey, open_survey
from desk.queries.criteria import changed_figures, changed_schemes
from desk.queries.survey import TO_SURVEY, figures_of, group_in, group_sizes
from desk.rules.survey import STATEMENTS, SuggestionState
from indicators.models import Period
from organizations.models import Employee, RoleGrant
from organizations.rules import Role
from reviews.queries.task_source import found_tasks
from reviews.queries.year import year_on
from tests.awards.schemes import a_scheme
from tests.pages import text_of
from tests.world import NOW, TODAY, World

pytestmark = pytest.mark.django_db
FOUR = dict.fromkeys(STATEMENTS, 4)
DAYS = {"opens_on": TODAY, "closes_on": TODAY + timedelta(days=14)}


def opened(w: World, **values: Any) -> Survey:
    usual = {"period": w.period, "name": "Survei 2026", "purpose": "Supaya lebih ringan.", **DAYS}
    return open_survey(**(usual | values), by=values.pop("by", w.gita), at=NOW)


def answered(row: Survey, by: Employee, wish: str = "", **scores: int) -> None:
    answer_survey(survey=row, scores=FOUR | scores, wish=wish, by=by, at=NOW)


# --- Constraints -------------------------------------------------------------------------------


def survey(w: World, **values: Any) -> Survey:
    usual = {"period": w.period, "name": "Survei", "purpose": "", "opened_by": w.gita, "opened_at": NOW}
    return Survey.objects.create(**(usual | DAYS | values))


def answer(w: World, **values: Any) -> SurveyAnswer:
    return SurveyAnswer.objects.create(**({"survey": survey(w)} | FOUR | values))


def done(w: World) -> None:
    row = survey(w)
    for _ in range(2):
        SurveyDone.objects.create(survey=row, employee=w.ani)


def suggestion(w: World, **values: Any) -> Suggestion:
    return Suggestion.objects.create(
        **({"text": "Lebih besar", "written_by": w.ani, "written_at": NOW} | values)
    )


def improvement(w: World, **values: Any) -> Improvement:
    usual = {"text": "Lebih besar", "because": "Saran", "changed_on": TODAY}
    return Improvement.objects.create(**(usual | {"published_by": w.gita, "published_at": NOW} | values))


BAD: dict[str, Callable[[World], Any]] = {
    "survey_has_name": lambda w: survey(w, name=""),
    "survey_days_in_order": lambda w: survey(w, closes_on=TODAY - timedelta(days=1)),
    "survey_answer_group_known": lambda w: answer(w, group="TAMU"),
    "survey_answer_clear_1_to_5": lambda w: answer(w, clear=0),
    "survey_answer_fair_1_to_5": lambda w: answer(w, fair=6),
    "survey_answer_growth_1_to_5": lambda w: answer(w, growth=0),
    "survey_answer_ease_1_to_5": lambda w: answer(w, ease=6),
    "survey_answer_time_1_to_5": lambda w: answer(w, time=6),
    "survey_answered_once": done,
    "user_suggestion_state_known": lambda w: suggestion(w, state="LUPA", answered_by=w.gita, answered_at=NOW),
    "user_suggestion_has_text": lambda w: suggestion(w, text=""),
    "user_suggestion_answered_by_one": lambda w: suggestion(w, state="DIBACA"),
    "user_suggestion_not_yet_has_reason": lambda w: suggestion(
        w, state="BELUM_BISA", answered_by=w.gita, answered_at=NOW
    ),
    "improvement_has_text": lambda w: improvement(w, text=""),
    "improvement_has_cause": lambda w: improvement(w, because=""),
    "improvement_one_cause": lambda w: improvement(w, survey=survey(w), suggestion=suggestion(w)),
}


@pytest.mark.parametrize("name", BAD)
def test_the_database_refuses(world: World, name: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        BAD[name](world)


def test_every_constraint_is_here_and_a_year_has_one_survey(world: World) -> None:
    models = (Survey, SurveyAnswer, SurveyDone, Suggestion, Improvement)
    assert {one.name for model in models for one in model._meta.constraints} == set(BAD)
    survey(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        survey(world)


# --- The survey --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"opens_on": TODAY - timedelta(days=1)}, "opens_on"),
        ({"closes_on": TODAY - timedelta(days=1)}, "closes_on"),
    ],
)
def test_days_that_make_no_sense_are_refused(world: World, values: dict[str, date], field: str) -> None:
    with pytest.raises(Refused) as refused:
        opened(world, **values)
    assert refused.value.field == field


def test_a_year_is_asked_about_once_by_the_bkd_and_not_before_its_evaluation(world: World) -> None:
    with pytest.raises(Denied):
        open_survey(period=world.period, name="S", purpose="", **DAYS, by=world.eko, at=NOW)
    opened(world)
    with pytest.raises(Refused, match="sudah punya"):
        opened(world)
    world.period.annual_from = TODAY + timedelta(days=1)
    with pytest.raises(Refused, match="evaluasi tahunan"):
        opened(world)


def test_an_answer_has_no_person_no_time_and_no_event(world: World) -> None:
    row = opened(world)
    events = Event.objects.count()

    answered(row, world.ani, "Pak Budi minta 3 kali, telepon 081234567890.")

    kept = SurveyAnswer.objects.get()
    assert kept.wish == "Pak [nama] minta 3 kali, telepon [nomor]."
    assert kept.theme
    assert kept.group == ""  # of each group there are fewer than ten
    columns = {column.name: column for column in SurveyAnswer._meta.concrete_fields}
    assert not any(column.related_model is Employee for column in columns.values())
    assert not {"DateField", "DateTimeField"} & {one.get_internal_type() for one in columns.values()}
    assert Event.objects.count() == events
    assert {one.name for one in SurveyDone._meta.concrete_fields} == {"id", "survey", "employee"}


def test_nobody_answers_twice_and_the_first_answer_stays(world: World) -> None:
    row = opened(world)
    answered(row, world.ani, fair=1)

    with pytest.raises(Refused, match="sudah mengisi"):
        answered(row, world.ani, fair=5)

    assert list(row.answers.values_list("fair", flat=True)) == [1]


@pytest.mark.parametrize("scores", [{}, FOUR | {"fair": 6}, FOUR | {"lain": 1}])
def test_scores_that_do_not_fit_leave_nothing_behind(world: World, scores: dict[str, int]) -> None:
    row = opened(world)
    with pytest.raises(Refused):
        answer_survey(survey=row, scores=scores, wish="", by=world.ani, at=NOW)
    assert not SurveyDone.objects.exists()


def test_a_closed_survey_takes_no_answers(world: World) -> None:
    row = opened(world)
    with pytest.raises(Denied):
        answer_survey(survey=row, scores=FOUR, wish="", by=world.ani, at=NOW + timedelta(days=15))


def test_the_order_of_the_table_is_not_the_order_of_answering(world: World) -> None:
    """With few answers all are written anew each time: the first is rarely the first row."""
    row = opened(world)
    names = ["ani", "budi", "citra", "dewi", "eko", "gita", "hadi", "indra"]
    places = set()
    for _ in range(6):
        SurveyDone.objects.all().delete()
        SurveyAnswer.objects.all().delete()
        for number, name in enumerate(names):
            answered(row, world.people[name], fair=5 if number == 0 else 1)
        with connection.cursor() as cursor:
            where = "rowid" if connection.vendor == "sqlite" else "ctid"
            cursor.execute(f"SELECT fair FROM desk_surveyanswer ORDER BY {where}")
            places.add([fair for (fair,) in cursor].index(5))
    assert len(places) > 1  # one in 8 to the fifth power that it is not so


def test_everybody_is_in_the_group_that_was_counted(world: World) -> None:
    groups = [group_in(person, TODAY).value for person in world.people.values()]

    assert group_sizes(TODAY) == {name: groups.count(name) for name in ("PEGAWAI", "ATASAN", "ADMIN")}


@pytest.mark.parametrize(("count", "figures"), [(9, 0), (10, 5)])
def test_nothing_is_counted_below_ten_answers(
    world: World, django_assert_num_queries: Any, count: int, figures: int
) -> None:
    row = survey(world)
    SurveyAnswer.objects.bulk_create(SurveyAnswer(survey=row, **FOUR) for _ in range(count))

    with django_assert_num_queries(1):
        found = figures_of(row)

    assert len(found) == figures
    if figures:
        assert found[0].sentence == "Semua 10 jawaban setuju atau sangat setuju."
        assert list(found[0].table.rows[0].cells) == ["Semua", 0, 0, 0, 10, 0, 10]


def test_the_task_is_there_until_the_person_answered(world: World) -> None:
    row = opened(world)
    year = year_on(world.period, TODAY)
    assert found_tasks([world.ani], TO_SURVEY, year, TODAY)[world.ani.pk][0].title == "Isi survei pengguna"

    answered(row, world.ani)

    found = found_tasks([world.ani, world.budi], TO_SURVEY, year, TODAY)
    assert [len(found[one.pk]) for one in (world.ani, world.budi)] == [0, 1]
    assert not found_tasks([world.budi], TO_SURVEY, year, TODAY + timedelta(days=15))[world.budi.pk]


@pytest.mark.parametrize(
    ("name", "days", "is_asked"),
    [("gita", 1, True), ("gita", 60, True), ("gita", 0, False), ("gita", 61, False), ("eko", 1, False)],
)
def test_after_a_year_the_bkd_is_asked_to_open_its_survey(
    world: World, name: str, days: int, is_asked: bool
) -> None:
    on = world.period.annual_until + timedelta(days=days)
    RoleGrant.objects.create(
        employee=world.eko, role=Role.BKD_ADMIN, unit=world.units["dinas"], started_on=TODAY
    )

    def tasks() -> set[str]:
        found = found_tasks([world.people[name]], TO_SURVEY, year_on(world.period, on), on)
        return {task.title for task in found[world.people[name].pk]}

    assert ("Buka survei pengguna" in tasks()) == is_asked
    survey(world)
    assert tasks() == set()


def test_rules_that_changed_stand_with_their_reason(world: World, enter: Any, clock: Any) -> None:
    """Published editions of schemes, and figures of the latest year that differ from those before."""
    assert (changed_schemes(), changed_figures()) == ([], [])
    first = a_scheme(world.period, world.gita, name="Pertama")
    known = a_scheme(world.period, world.gita, name="Kedua", follows=first, change_reason="Kerja sama naik.")
    a_scheme(world.period, world.gita, name="Draf", published=False, follows=first, change_reason="Belum.")
    year = {
        name: getattr(world.period, name).replace(year=2025)
        for name in ("started_on", "ended_on", "planning_from", "planning_until", "annual_from")
    }
    year |= dict.fromkeys(("annual_until", "award_from", "award_until"), world.period.annual_until)
    earlier = Period.objects.create(year=2025, opened_at=NOW, opened_by=world.gita, **year)
    for number, row in enumerate(world.period.figures.order_by("pk")[:2]):
        row.pk, row.period, row.value = None, earlier, row.value + number
        row.save()

    assert changed_schemes() == [known]
    assert [row.before - row.figure.value for row in changed_figures()] == [1]
    page = text_of(enter(world.ani).get("/yang-berubah/"))
    for words in ("Aturan yang berubah, dan mengapa", "Kedua, edisi 2026 Kerja sama naik.", "Dasar: "):
        assert words in page


# --- Suggestions -------------------------------------------------------------------------------


def test_a_suggestion_is_answered_and_its_author_gets_a_letter(world: World, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    world.ani.email = "ani@arunika.example"
    row = suggest(text=" Perbesar huruf. ", page="Beranda", by=world.ani, at=NOW)
    values = {"version": 1, "state": SuggestionState.WORKED_ON, "answer": "Bulan depan.", "at": NOW}
    with pytest.raises(Denied):
        answer_suggestion(suggestion=row, **values, by=world.eko)

    told = answer_suggestion(suggestion=row, **values, by=world.gita)

    assert (told.state_label, told.answer) == ("Dikerjakan", "Bulan depan.")
    assert list(Mail.objects.values_list("recipient", "subject")) == [
        ("ani@arunika.example", "Saran Anda dijawab")
    ]
    with pytest.raises(Conflict):
        answer_suggestion(suggestion=row, **values, by=world.gita)


def test_not_yet_needs_a_reason(world: World) -> None:
    row = suggestion(world)
    with pytest.raises(Refused) as refused:
        answer_suggestion(
            suggestion=row, version=1, state=SuggestionState.NOT_YET, answer=" ", by=world.gita, at=NOW
        )
    assert refused.value.field == "answer"


def test_what_was_changed_is_published_with_its_cause_by_the_bkd(
    world: World, enter: Any, clock: Any
) -> None:
    values = {"text": "Huruf lebih besar.", "because": "Saran dari lapangan.", "at": NOW}
    row = suggestion(world, text="Rahasia tulisan Ani")
    with pytest.raises(Denied):
        publish(**values, changed_on=TODAY, survey=None, suggestion=row, by=world.eko)
    with pytest.raises(Refused) as refused:
        publish(**values, changed_on=TODAY + timedelta(days=1), survey=None, suggestion=row, by=world.gita)
    assert refused.value.field == "changed_on"

    publish(**values, changed_on=TODAY, survey=None, suggestion=row, by=world.gita)

    page = enter(world.dewi).get("/yang-berubah/").content.decode()
    assert "Huruf lebih besar." in page
    assert "Dari saran seorang pengguna" in page
    assert "Rahasia tulisan Ani" not in page


def test_texts_are_read_by_the_bkd_only(world: World, enter: Any, clock: Any) -> None:
    row = survey(world, opens_on=TODAY - timedelta(days=9), closes_on=TODAY - timedelta(days=1))
    rows = (SurveyAnswer(survey=row, wish="Formulirnya panjang", theme="Lain", **FOUR) for _ in range(10))
    SurveyAnswer.objects.bulk_create(rows)

    pages = [enter(one).get(f"/survei/{row.pk}/hasil/").content.decode() for one in (world.gita, world.ani)]

    assert ["Formulirnya panjang" in page for page in pages] == [True, False]


def test_the_lists_ask_flatly(
    world: World, enter: Any, clock: Any, django_assert_max_num_queries: Any
) -> None:
    for _ in range(20):
        improvement(world, suggestion=suggestion(world))
    for path in ("/saran/", "/bkd/saran/", "/yang-berubah/", "/bkd/survei/"):
        client = enter(world.gita)
        with django_assert_max_num_queries(12):
            assert client.get(path).status_code == 200
