"""The achievement of units: who reads, reports, recommends and sets it, and which grade counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from indicators import operations as plans
from indicators.models import KeyIndicator, RatingWindow
from organizations.models import Placement, Unit
from reviews.access import achievement as access
from reviews.models import Evaluation, GradeAdvice, KeyRealisation, OrganisationAchievement
from reviews.queries.achievement import grade_for, kept_grades
from reviews.queries.achievement_list import achievement_list
from reviews.queries.home import all_tasks
from reviews.queries.year import year_on
from reviews.rules.achievement import GradeAdviser
from tests.indicators.goals import goal
from tests.pages import text_of
from tests.scenes import RATED
from tests.world import NOW, TODAY, World, agreed_plan

from .achievements import advised, graded, reported

Login = Callable[[str], Any]
PEOPLE = ("ani", "budi", "citra", "dewi", "eko", "gita", "hadi", "indra")


@pytest.fixture
def key(world: World) -> KeyIndicator:
    """The first of two key indicators of Dinas."""
    return goal(world).key_indicators.get(order=1)


@pytest.fixture
def as_person(world: World, clock: Any) -> Login:
    def log_in(name: str) -> Client:
        client = Client()
        client.force_login(world.people[name], backend="organizations.backends.NipBackend")
        return client

    return log_in


def acting(world: World, name: str, unit: str) -> None:
    """Let a person lead a unit as an acting head, beside the own post."""
    own = world.placements[name]
    Placement.objects.create(
        employee=own.employee,
        position=own.position,
        unit=world.units[unit],
        is_head=True,
        kind="PLT",
        started_on=date(2026, 1, 1),
    )


# --- Who may ----------------------------------------------------------------------------------------

SET = {"bidang": {"citra", "gita"}, "dinas": {"gita"}, "lain": {"gita"}, "bkpsdm": {"gita"}}
READ = {
    "kota": {"ani", "budi", "citra", "dewi", "eko", "gita", "hadi", "indra"},
    "dinas": {"ani", "budi", "citra", "eko", "gita", "indra"},
    "bidang": {"ani", "budi", "citra", "eko", "gita", "indra"},
    "lain": {"dewi", "gita", "indra"},
}
REPORT = {"bidang": {"budi", "eko", "gita"}, "dinas": {"citra", "eko", "gita"}, "lain": {"dewi", "gita"}}
ADVISE = {
    GradeAdviser.UNIT: {"citra", "eko"},
    GradeAdviser.PLANNING: {"gita"},
    GradeAdviser.PERSONNEL: {"gita"},
    GradeAdviser.OVERSIGHT: {"indra"},
}


@pytest.mark.parametrize("unit", SET)
def test_the_grade_is_set_from_above_or_by_bkd(world: World, unit: str) -> None:
    """SE MenPANRB 3/2023: the leader of the organisation above."""
    may = {name for name in PEOPLE if access.may_set_grade(world.people[name], world.units[unit], TODAY)}

    assert may == SET[unit]


@pytest.mark.parametrize("unit", READ)
def test_strangers_do_not_read_the_grade(world: World, unit: str) -> None:
    seen = {
        name for name in PEOPLE if access.may_read(world.people[name], world.units[unit], world.final, TODAY)
    }

    assert seen == READ[unit]


@pytest.mark.parametrize("unit", REPORT)
def test_who_writes_the_goals_reports_them(world: World, unit: str) -> None:
    row = world.units[unit]
    may = {name for name in PEOPLE if access.may_report(world.people[name], row, world.final, TODAY)}

    assert may == REPORT[unit]


@pytest.mark.parametrize("adviser", ADVISE)
def test_each_side_recommends_for_itself(world: World, adviser: GradeAdviser) -> None:
    row = world.units["dinas"]
    may = {name for name in PEOPLE if access.may_advise(world.people[name], row, adviser, world.final, TODAY)}

    assert may == ADVISE[adviser]


def test_an_acting_head_sets_what_is_below_and_never_the_own_unit(world: World) -> None:
    acting(world, "budi", "dinas")
    Unit.objects.create(code="U-2", name="Bidang Pencatatan Sipil", parent=world.units["dinas"])

    assert access.may_set_grade(world.budi, Unit.objects.get(code="U-2"), TODAY)
    assert "yang Anda pimpin" in access.may_set_grade(world.budi, world.units["bidang"], TODAY).reason
    assert not access.may_set_grade(world.budi, world.units["dinas"], TODAY)


def test_bkd_does_not_grade_the_unit_that_its_admin_heads(world: World) -> None:
    acting(world, "gita", "bkpsdm")

    with pytest.raises(Denied, match="pimpinan di atasnya"):
        graded(world, "bkpsdm")


def test_a_person_reads_the_grade_of_the_unit_of_that_time(world: World) -> None:
    Placement.objects.filter(employee=world.ani).update(ended_on=date(2026, 6, 30))
    dinas = world.units["dinas"]

    assert access.may_read(world.ani, dinas, world.final, TODAY)
    assert not access.may_read(world.ani, dinas, world.term(3), TODAY)


# --- When -------------------------------------------------------------------------------------------


def test_a_grade_waits_for_the_days_of_rating(world: World) -> None:
    with pytest.raises(Denied, match="ditetapkan mulai 31 Desember 2026"):
        graded(world, term=world.term(4))
    assert graded(world, term=world.term(3)).grade == "BAIK"


def test_a_report_waits_for_the_term(world: World, key: KeyIndicator) -> None:
    with pytest.raises(Denied, match="Triwulan IV dimulai 1 Oktober 2026"):
        reported(world, key.pk, term=world.term(4), at=NOW - timedelta(days=60))


def test_a_closed_year_stays(world: World, key: KeyIndicator) -> None:
    type(world.period).objects.update(closed_at=NOW, closed_by=world.gita)

    for act in (graded, advised, lambda w: reported(w, key.pk)):
        with pytest.raises(Denied, match="ditutup"):
            act(world)


# --- Setting ----------------------------------------------------------------------------------------


def test_a_second_grade_replaces_the_first_which_stays_as_history(world: World) -> None:
    first = graded(world)
    graded(world, grade="ISTIMEWA", reason=" BA 2 ", version=first.version)

    valid = OrganisationAchievement.objects.valid().get()
    assert (valid.grade, valid.reason, valid.version) == ("ISTIMEWA", "BA 2", 2)
    assert OrganisationAchievement.objects.get(grade="BAIK").replaced_at == NOW
    event = Event.objects.latest("pk")
    assert (event.action, event.before["grade"], event.after["grade"]) == (
        "organisation.graded",
        "BAIK",
        "ISTIMEWA",
    )


@pytest.mark.parametrize("version", [0, 1, 3])
def test_the_second_of_two_sees_both_texts(world: World, version: int) -> None:
    graded(world)
    graded(world, version=1, grade="KURANG", reason="BA 2", by=world.gita)

    with pytest.raises(Conflict) as conflict:
        graded(world, version=version, grade="ISTIMEWA")

    assert conflict.value.theirs == {
        "Capaian": "Kurang",
        "Dasar penetapan": "BA 2",
        "Oleh": world.gita.full_name,
    }
    assert conflict.value.version == 2
    assert OrganisationAchievement.objects.valid().get().grade == "KURANG"


def test_a_form_of_something_that_is_not_there_is_a_conflict(world: World) -> None:
    for act in (graded, advised):
        with pytest.raises(Conflict) as conflict:
            act(world, version=4)
        assert (conflict.value.theirs, conflict.value.version) == ({}, 0)


REFUSALS: dict[str, tuple[Callable[[World, int], Any], str]] = {
    "an unknown grade": (lambda w, k: graded(w, grade="CUKUP"), "grade"),
    "a grade without a reason": (lambda w, k: graded(w, reason="  "), "reason"),
    "advice without a grade": (lambda w, k: advised(w, grade=""), "grade"),
    "advice without words": (lambda w, k: advised(w, text=" "), "text"),
    "planning without a letter": (
        lambda w, k: advised(w, adviser=GradeAdviser.PLANNING, by=w.gita),
        "letter",
    ),
    "a number without a word": (lambda w, k: reported(w, k, note=" "), "note-{key}"),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_what_is_missing_is_refused_at_its_field(world: World, key: KeyIndicator, name: str) -> None:
    act, field = REFUSALS[name]

    with pytest.raises(Refused) as refused:
        act(world, key.pk)

    assert refused.value.field == field.format(key=key.pk)
    assert not Event.objects.filter(action__startswith="organisation.").exists()


# --- Recommending and reporting -----------------------------------------------------------------------


def test_a_recommendation_changes_by_version(world: World) -> None:
    advised(world)
    with pytest.raises(Conflict) as conflict:
        advised(world, grade="BAIK")
    assert conflict.value.theirs["Rekomendasi"] == "Unit pengawasan: Kurang"

    advised(world, version=1, grade="BAIK")
    assert GradeAdvice.objects.get().grade == "BAIK"


def test_planning_speaks_by_letter(world: World) -> None:
    row = advised(world, adviser=GradeAdviser.PLANNING, letter=" 050/12 ", by=world.gita)

    assert (row.letter, row.given_by) == ("050/12", world.gita)


def test_a_report_keeps_what_did_not_change(world: World, key: KeyIndicator) -> None:
    assert reported(world, key.pk) == 1
    assert reported(world, key.pk, version=1) == 0
    assert reported(world, key.pk, amount=None, version=1) == 1

    row = KeyRealisation.objects.get()
    assert (row.amount, row.note, row.version) == (None, "Survei 12", 2)
    assert Event.objects.filter(action="organisation.reported").count() == 2


def test_two_who_report_at_once_do_not_cover_each_other(world: World, key: KeyIndicator) -> None:
    other = KeyIndicator.objects.exclude(pk=key.pk).get()
    reported(world, key.pk)

    with pytest.raises(Conflict) as conflict:
        reported(world, other.pk, by=world.eko)
    assert conflict.value.theirs == {key.text: "80 nilai Survei 12"}
    assert conflict.value.version == 1


def test_a_key_indicator_of_another_unit_is_left_alone(world: World, key: KeyIndicator) -> None:
    foreign = goal(world, unit="lain").key_indicators.get(order=1)

    assert reported(world, foreign.pk) == 0
    assert not KeyRealisation.objects.exists()


def test_what_was_reported_keeps_its_key_indicator(world: World, key: KeyIndicator) -> None:
    reported(world, key.pk)

    with pytest.raises(ProtectedError):
        key.delete()
    row = key.goal
    with pytest.raises(Refused, match="sudah dilaporkan"):
        plans.remove_goal(goal=row, version=row.version, by=world.citra, at=NOW)
    with pytest.raises(Refused, match="sudah dilaporkan"):
        goal(world, goal=row, version=row.version, keys=[])


# --- Which grade counts -------------------------------------------------------------------------------


def test_the_grade_of_the_nearest_unit_upwards_counts(world: World) -> None:
    bidang = world.units["bidang"]
    assert grade_for(bidang, world.final) == ""
    graded(world, "kota")
    assert grade_for(bidang, world.final) == "BAIK"
    graded(world, "dinas", grade="KURANG")
    assert grade_for(bidang, world.final) == "KURANG"
    graded(world, "bidang", grade="ISTIMEWA")
    assert grade_for(bidang, world.final) == "ISTIMEWA"
    graded(world, "bidang", grade="BUTUH_PERBAIKAN", version=1)
    assert grade_for(bidang, world.final) == "BUTUH_PERBAIKAN"
    assert grade_for(world.units["lain"], world.final) == "BAIK"
    assert grade_for(bidang, world.term(1)) == ""


def test_results_shared_before_keep_theirs_and_are_counted(world: World) -> None:
    for name, grade, status in (
        ("ani", "BAIK", "DISAMPAIKAN"),
        ("budi", "", "DITERIMA"),
        ("fajar", "KURANG", "DISAMPAIKAN"),
        ("eko", "", "DRAF"),
        ("dewi", "BAIK", "DISAMPAIKAN"),
    ):
        Evaluation.objects.create(
            plan=agreed_plan(world, name),
            term=world.final,
            appraiser=world.citra,
            grade=grade,
            status=status,
            shared_at=NOW,
            **RATED,
        )

    row = graded(world, grade="KURANG")
    assert kept_grades(row) == 2
    assert set(Evaluation.objects.values_list("grade", flat=True)) == {"BAIK", "", "KURANG"}
    graded(world, "bidang")
    assert kept_grades(row) == 0, "the unit below has a grade of its own now"


# --- Pages --------------------------------------------------------------------------------------------


def test_the_list_counts_each_key_indicator_once(world: World, key: KeyIndicator) -> None:
    for term in (world.term(2), world.term(3), world.final):
        reported(world, key.pk, term=term)
    listed = achievement_list(world.citra, world.final, {}, TODAY)

    assert listed.chosen is not None
    assert (listed.chosen.keys, listed.chosen.reported, listed.chosen.step) == (2, 1, "Laporkan")
    assert [(row.unit.name[:6], row.below, row.step) for row in listed.rows] == [("Bidang", 0, "Tetapkan")]


def page(world: World, unit: str = "dinas", name: str = "achievement-detail", *more: str) -> str:
    return reverse(f"reviews:{name}", args=[world.units[unit].pk, world.final.pk, *more])


@pytest.mark.once
class TestPages:
    def test_a_leader_sets_the_grade_on_evidence(
        self, world: World, as_person: Login, key: KeyIndicator
    ) -> None:
        reported(world, key.pk, amount=Decimal(68))
        href = page(world)
        shown = as_person("gita").get(href)
        words = text_of(shown)
        for part in ("68 nilai", "80%", "Survei 12", "capaian perjanjian kinerja", "tiga di antaranya"):
            assert part in words, part
        assert 'value="BAIK" checked' not in shown.content.decode()

        empty = as_person("gita").post(href, {"version": "0"})
        assert empty.status_code == 422
        assert "Pilih satu dari lima capaian." in text_of(empty)
        answer = as_person("gita").post(href, {"version": "0", "grade": "BAIK", "reason": "BA 7"})
        assert answer["Location"] == href
        late = as_person("gita").post(href, {"version": "0", "grade": "KURANG", "reason": "BA 8"})
        assert late.status_code == 409
        words = text_of(late)
        assert "Capaian kinerja organisasi Kurang" in words
        assert "Dasar penetapan BA 8" in words
        assert "Capaian Baik Dasar penetapan BA 7" in words

    def test_recommendations_and_history_are_for_heads_and_desk(self, world: World, as_person: Login) -> None:
        advised(world)
        graded(world, version=graded(world, reason="BA pertama").version, grade="ISTIMEWA")

        for name, sees in (("ani", False), ("budi", False), ("citra", True), ("eko", True)):
            words = text_of(as_person(name).get(page(world)))
            assert "Istimewa" in words
            assert ("LHE 3/2026." in words) is sees, name
            assert ("BA pertama" in words) is sees, name

    def test_the_head_reports_all_key_indicators_at_once(
        self, world: World, as_person: Login, key: KeyIndicator
    ) -> None:
        href = page(world, "dinas", "achievement-report")
        typed = {"version": "0", f"amount-{key.pk}": "82,5", f"note-{key.pk}": "Survei", "note-0": "x"}
        answer = as_person("citra").post(href, typed)

        assert answer["Location"] == page(world)
        assert KeyRealisation.objects.get().amount == Decimal("82.5")
        late = as_person("eko").post(href, typed | {f"amount-{key.pk}": "9"})
        assert (late.status_code, f"{key.text} 9 Survei" in text_of(late)) == (409, True)
        refused = as_person("citra").post(href, typed | {"version": "1", f"note-{key.pk}": ""})
        assert refused.status_code == 422
        assert "Tulis keterangan dan buktinya" in text_of(refused)

    def test_a_year_closed_while_somebody_wrote_keeps_the_words(self, world: World, as_person: Login) -> None:
        type(world.period).objects.update(closed_at=NOW, closed_by=world.gita)
        answer = as_person("gita").post(page(world), {"version": "0", "grade": "BAIK", "reason": "BA 7"})

        assert answer.status_code == 403
        assert "Dasar penetapan BA 7" in text_of(answer)

    def test_an_unknown_side_is_not_found(self, world: World, as_person: Login) -> None:
        href = page(world, "dinas", "achievement-advise", "warga")

        assert as_person("gita").get(href).status_code == 404

    @pytest.mark.parametrize(
        ("name", "query", "shown", "hidden"),
        [
            ("gita", "", ["Pemerintah Kota Arunika", "Kelurahan Sukajaya", "Tetapkan"], ["Bidang Pelayanan"]),
            ("gita", "?q=bidang", ["Bidang Pelayanan"], ["Kelurahan Sukajaya"]),
            ("gita", "?keadaan=sudah", ["Dinas Kependudukan"], ["Kelurahan Sukajaya"]),
            (
                "gita",
                "?unit={dinas}",
                ["Bidang Pelayanan", "Pemerintah Kota Arunika ›"],
                ["Kelurahan Sukajaya"],
            ),
            ("citra", "", ["Dinas Kependudukan", "Bidang Pelayanan"], ["Kelurahan Sukajaya", "Inspektorat"]),
            ("citra", "?unit={lain}", [], ["Kelurahan Sukajaya"]),
            ("ani", "", ["Bidang Pelayanan", "Dinas Kependudukan"], ["Kelurahan Sukajaya", "Cari"]),
        ],
    )
    def test_the_list_shows_the_units_of_the_reader(
        self,
        world: World,
        as_person: Login,
        name: str,
        query: str,
        shown: list[str],
        hidden: list[str],
    ) -> None:
        graded(world)
        units = {key: unit.pk for key, unit in world.units.items()}
        words = text_of(as_person(name).get("/capaian/" + query.format(**units)))

        assert [part for part in shown if part not in words] == []
        assert [part for part in hidden if part in words] == []


# --- Tasks --------------------------------------------------------------------------------------------


def told(world: World, name: str, on: date = TODAY) -> dict[str, int]:
    """Return the tasks about achievements on the home of a person, with how many wait."""
    year = year_on(world.period, on)
    tasks = all_tasks([world.people[name]], year, on)[world.people[name].pk]
    return {task.title: task.count for task in tasks if task.href == reverse("reviews:achievement-list")}


SETTING, REPORTING = "Tetapkan capaian unit", "Laporkan realisasi IKU unit Anda"


def test_heads_and_bkd_are_asked_while_the_days_run(world: World, key: KeyIndicator) -> None:
    goal(world, unit="bidang")

    assert told(world, "citra") == {SETTING: 1, REPORTING: 2}
    assert told(world, "budi") == {REPORTING: 2}
    assert told(world, "gita") == {SETTING: 1}, "nobody heads the city"
    assert told(world, "ani") == told(world, "dewi") == told(world, "eko") == {}
    assert told(world, "citra", date(2026, 9, 15)) == {}

    graded(world, "bidang")
    reported(world, key.pk)
    assert told(world, "citra") == {REPORTING: 1}


def test_the_next_head_above_is_asked_where_nobody_leads_in_between(world: World) -> None:
    below = Unit.objects.create(code="U-3", name="Seksi Akta", parent=world.units["bidang"])
    goal(world).unit.goals.update(unit=below)

    assert told(world, "budi") == {SETTING: 1}
    assert told(world, "citra") == {}
    Placement.objects.filter(employee=world.budi).update(ended_on=TODAY - timedelta(days=1))
    assert told(world, "citra") == {SETTING: 1}


def test_other_days_of_a_unit_move_its_task(world: World, key: KeyIndicator) -> None:
    RatingWindow.objects.create(
        term=world.final,
        unit=world.units["dinas"],
        started_on=date(2027, 1, 10),
        ended_on=date(2027, 2, 10),
        reason="Giliran",
        set_by=world.gita,
        set_at=NOW,
    )
    world.period.version = 77  # as the operation leaves it: remembered days are those of a version
    world.period.save()

    assert told(world, "citra") == told(world, "gita") == {}
    with pytest.raises(Denied, match="mulai 10 Januari 2027"):
        graded(world)
    assert told(world, "citra", date(2027, 1, 15)) == {REPORTING: 2}
    assert told(world, "citra", date(2027, 2, 5)) == {REPORTING: 2}, "the others are over"
    assert told(world, "citra", date(2027, 2, 11)) == {}
