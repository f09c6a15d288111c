"""A run is stored whole, takes the place of the one before, and ends; what is said about a profile."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from appraisal.errors import Conflict, Denied, Refused
from appraisal.jobs import Job
from appraisal.models import Event, Mail
from fairness.access.pattern import desk_profiles, own_profiles
from fairness.analysis.finding import Finding, OrganisationFinding
from fairness.models import ComparisonValue, RaterAnalysis, RaterProfile, RatingPattern
from fairness.operations.analysis import begin_analysis, forget_profiles, record
from fairness.operations.profile import comment, invite
from fairness.queries.inputs import Inputs
from fairness.rules.pattern import ForOrganisation, PatternKind
from fairness.tasks.duties import forget
from indicators.models import PolicyFigure, RatingWindow
from multirater.analysis.crossed import Components, Forms
from tests.fairness.pattern_rows import a_pattern, a_profile, a_run
from tests.world import JAKARTA, World

AFTER = datetime(2027, 2, 3, 9, 0, tzinfo=JAKARTA)  # rating ended on 31 January 2027
BUDI, CITRA, ANI, AS_PEER = 0, 1, 2, 3  # numbers of raters in the forms; the last is Budi as a colleague


def inputs(world: World) -> Inputs:
    """Budi rated six people, Citra three of them, Ani wrote one form as a colleague."""
    rater = np.array([BUDI] * 6 + [CITRA] * 3 + [ANI])
    ratee = np.array([0, 1, 2, 3, 4, 5, 6, 7, 8, 0])
    official = rater != ANI
    results = np.where(official, np.array([3, 3, 3, 2, 2, 1, 2, 2, 2, 0]), 0).astype(np.uint8)
    behaviour = np.where(official, 3, 0).astype(np.uint8)
    return Inputs(
        people=list(range(101, 110)),
        raters=[(world.budi.pk, True), (world.citra.pk, True), (world.ani.pk, False), (world.budi.pk, False)],
        units=[world.units["bidang"].pk],
        forms=Forms(ratee, rater, np.zeros(10, dtype=int), behaviour.astype(float), np.zeros(9, dtype=int)),
        evaluation=np.where(official, np.arange(1, 11), 0),
        results=results,
        behaviour=behaviour,
        items=np.zeros((10, 7), dtype=np.uint8),
        whole=np.ones(9, dtype=bool),
    )


def finding(rater: int, value: float = 0.41237) -> Finding:
    return Finding(rater, PatternKind.LENIENCY, 6, value, 0.2, 0.62, True)


def year(**given: Any) -> Any:
    told = {"parts": Components(0.02, 0.1, 0.0, 0.2, ("rater",)), "reason": None, "islands": 1}
    told |= {"linked": 0.925, "sweeps": 9, "findings": [finding(BUDI), finding(CITRA), finding(ANI)]}
    return SimpleNamespace(**(told | given))


def run(world: World, at: datetime = AFTER, **given: Any) -> RaterAnalysis:
    group = OrganisationFinding(ForOrganisation.RELATIONS, 9, 0.6, 0.2, 1.0, True)
    told = {"inputs": inputs(world), "year": year(), "of_organisation": [group], "by": world.gita}
    return record(period=world.period, at=at, **(told | given))


# --- Storing -------------------------------------------------------------------------------------


def test_a_run_keeps_counts_components_version_and_seed(world: World) -> None:
    made = run(world)

    assert (made.number, made.version, made.seed, made.reason) == (1, "1", 2026, "")
    assert made.counts == {
        **{"forms": 10, "official": 9, "people": 9, "raters": 4, "units": 1},
        **{"islands": 1, "linked": 92, "sweeps": 9},
    }
    assert made.components["rater"] == "0.0"
    assert made.components["at_zero"] == ["rater"]
    assert made.organisation == {
        "HUBUNGAN": {"value": "0.6", "low": "0.2", "high": "1.0", "size": 9, "marked": True}
    }
    assert (made.desk_from, made.ends_on) == (date(2027, 2, 10), date(2027, 10, 31))
    event = Event.objects.get(action="analysis.made")
    assert (event.by, event.after["people"]) == (world.gita, 9)


def test_only_superiors_of_five_people_have_a_profile_and_nobody_else_a_figure(world: World) -> None:
    """What Budi wrote as a colleague is another rater, whose habit is kept nowhere (ADR 0033)."""
    told = [finding(AS_PEER, 0.9), finding(BUDI), finding(CITRA), finding(ANI)]
    run(world, year=year(findings=told))

    profile = RaterProfile.objects.get()
    assert (profile.rater, profile.people) == (world.budi, 6)
    assert (profile.above, profile.meets, profile.below) == (9, 2, 1)
    pattern = RatingPattern.objects.get()
    assert (pattern.profile, str(pattern.value), pattern.is_marked) == (profile, "0.4000", True)


def test_a_reason_is_kept_with_no_components(world: World) -> None:
    from multirater.analysis.crossed import Reason

    made = run(world, year=year(parts=None, reason=Reason.ONE_RATER, findings=[]), of_organisation=[])

    assert (made.reason, made.components, made.organisation) == ("SATU_PENILAI", {}, {})
    assert RaterProfile.objects.get().patterns.count() == 0


def test_the_next_run_takes_the_place_of_the_one_before_and_keeps_words(world: World) -> None:
    first = run(world)
    words = {"comment": "Tim saya baru.", "commented_at": AFTER, "invitation": "Mari bicara."}
    RaterProfile.objects.update(**words, invited_by=world.gita, invited_at=AFTER)
    ComparisonValue.objects.create(analysis=first, employee=world.ani, reason="PULAU")

    later = run(world, AFTER + timedelta(days=9))

    profile = RaterProfile.objects.get()
    assert (later.number, profile.analysis, profile.comment) == (2, later, "Tim saya baru.")
    assert (profile.commented_at, profile.invited_by, profile.invitation) == (
        AFTER,
        world.gita,
        "Mari bicara.",
    )
    assert not ComparisonValue.objects.exists()
    assert RaterAnalysis.objects.get(number=1).counts["people"] == 9
    assert later.desk_from == date(2027, 2, 19)  # the rater reads the new one first, too


def test_the_same_forms_give_the_same_rows(world: World) -> None:
    columns = ("kind", "forms", "value", "low", "high", "is_marked")
    run(world)
    before = list(RatingPattern.objects.values(*columns))
    run(world)
    assert list(RatingPattern.objects.values(*columns)) == before


def test_raters_are_told_that_there_is_something_to_read_and_not_what(world: World, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    type(world.budi).objects.filter(pk=world.budi.pk).update(email="budi@arunika.example")
    run(world)

    letter = Mail.objects.get()
    assert letter.recipient == "budi@arunika.example"
    assert "/pola-penilaian-saya/" in letter.body
    assert "10 Februari 2027" in letter.body
    assert "0,4" not in letter.body


# --- Who may begin, and when ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "at", "says"),
    [
        ("indra", AFTER, "admin BKD"),
        ("eko", AFTER, "admin BKD"),
        ("budi", AFTER, "admin BKD"),
        ("gita", datetime(2027, 1, 31, 23, 0, tzinfo=JAKARTA), "masih dinilai sampai 31 Januari 2027"),
        ("gita", datetime(2027, 10, 26, 9, 0, tzinfo=JAKARTA), "tidak dihitung lagi"),
    ],
)
def test_a_run_is_begun_by_the_bkd_after_rating_and_before_the_next(
    world: World, name: str, at: datetime, says: str
) -> None:
    with pytest.raises(Denied, match=says):
        begin_analysis(period=world.period, by=world.people[name], at=at)
    with pytest.raises(Denied, match=says):
        run(world, at, by=world.people[name])
    assert not RaterAnalysis.objects.exists()
    assert not Job.objects.exists()


def test_a_unit_that_rates_longer_is_waited_for(world: World) -> None:
    days = {"started_on": date(2027, 1, 1), "ended_on": date(2027, 2, 15)}
    about = {"reason": "Banjir", "set_by": world.gita, "set_at": AFTER}
    RatingWindow.objects.create(term=world.final, unit=world.units["lain"], **days, **about)

    with pytest.raises(Denied, match="sampai 15 Februari 2027"):
        begin_analysis(period=world.period, by=world.gita, at=AFTER)


def test_the_days_of_the_raters_follow_the_policy(world: World) -> None:
    PolicyFigure.objects.filter(key="pola_penilai_hari").update(value=14)
    assert run(world).desk_from == date(2027, 2, 17)


def test_a_run_goes_on_once_at_a_time(world: World) -> None:
    first = begin_analysis(period=world.period, by=world.gita, at=AFTER)
    assert begin_analysis(period=world.period, by=world.gita, at=AFTER) == first
    assert Job.objects.count() == 1


# --- Reading -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "own", "desk"),
    [(-4, True, False), (-3, True, True), (0, True, True), (343, True, True), (344, False, False)],
)
def test_the_rater_reads_first_then_the_bkd_then_nobody(
    world: World, days: int, own: bool, desk: bool
) -> None:
    a_profile(world)  # the BKD reads three days before the world's day; the end is 31 October 2027
    on = world.today + timedelta(days=days)
    assert own_profiles(world.budi, on).exists() == own
    for reader in (world.gita, world.indra):
        assert desk_profiles(reader, on).exists() == desk


@pytest.mark.parametrize("name", ["ani", "fajar", "citra", "dewi", "eko", "hadi", "budi"])
def test_nobody_else_reads_a_profile(world: World, name: str) -> None:
    a_profile(world)
    assert not desk_profiles(world.people[name], world.today).exists()
    assert own_profiles(world.people[name], world.today).exists() == (name == "budi")


def test_who_reads_for_the_bkd_does_not_read_the_own_profile_there(world: World) -> None:
    a_profile(world, rater=world.gita)
    assert not desk_profiles(world.gita, world.today).exists()
    assert own_profiles(world.gita, world.today).exists()


def test_profiles_are_deleted_after_their_last_day_and_counts_stay(world: World) -> None:
    a_pattern(a_profile(world))

    assert forget_profiles(on=date(2027, 10, 31), at=AFTER) == 0
    forget(datetime(2027, 11, 1, 2, 50, tzinfo=JAKARTA))

    assert not RaterProfile.objects.exists()
    assert RaterAnalysis.objects.get().counts["people"] == 24
    event = Event.objects.get(action="analysis.ended")
    assert (event.by, event.after) == (None, {"profiles": 1})


# --- Words ---------------------------------------------------------------------------------------


def say(profile: RaterProfile, by: Any, at: datetime, **given: Any) -> RaterProfile:
    told = {"version": profile.version, "text": " Tim saya baru. "}
    return comment(profile=profile, by=by, at=at, **(told | given))


def ask(profile: RaterProfile, by: Any, at: datetime, **given: Any) -> RaterProfile:
    told = {"version": profile.version, "text": "Mari bicara."}
    return invite(profile=profile, by=by, at=at, **(told | given))


def test_the_rater_comments_and_takes_it_back(world: World) -> None:
    profile = say(a_profile(world), world.budi, world.now)
    assert (profile.comment, profile.commented_at) == ("Tim saya baru.", world.now)

    say(profile, world.budi, world.now, text=" ")
    profile.refresh_from_db()
    assert (profile.comment, profile.commented_at) == ("", None)
    assert Event.objects.filter(action="profile.commented").count() == 2


def test_nobody_else_comments_and_nobody_after_the_end(world: World) -> None:
    profile = a_profile(world)
    for name in ("gita", "citra", "ani"):
        with pytest.raises(Denied):
            say(profile, world.people[name], world.now)
    with pytest.raises(Denied):
        say(profile, world.budi, world.now + timedelta(days=400))


@pytest.mark.parametrize("act", [say, ask])
def test_the_second_of_two_tabs_is_told(world: World, act: Any) -> None:
    profile, by = a_profile(world), world.budi if act is say else world.gita
    other = RaterProfile.objects.select_related("analysis", "rater").get()
    act(profile, by, world.now)
    with pytest.raises(Conflict):
        act(other, by, world.now)


def test_a_comment_on_a_profile_that_a_newer_run_replaced_is_a_conflict(world: World) -> None:
    profile = a_profile(world)
    RaterProfile.objects.all().delete()
    profile.pk = 1
    with pytest.raises(Conflict):
        say(profile, world.budi, world.now)


def test_the_bkd_invites_once_and_the_letter_holds_no_words(world: World, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    world.budi.email = "budi@arunika.example"
    profile = ask(a_profile(world), world.gita, world.now)

    assert (profile.invited_by, profile.invitation) == (world.gita, "Mari bicara.")
    assert "Mari bicara" not in Mail.objects.get().body
    assert Event.objects.filter(action="profile.invited", about=world.budi).exists()
    with pytest.raises(Denied, match="sudah dikirim"):
        ask(profile, world.gita, world.now)


@pytest.mark.parametrize("name", ["indra", "eko", "citra", "budi"])
def test_only_the_bkd_invites(world: World, name: str) -> None:
    with pytest.raises(Denied):
        ask(a_profile(world), world.people[name], world.now)


def test_an_invitation_has_words_and_somebody_to_read_them(world: World) -> None:
    profile = a_profile(world)
    with pytest.raises(Refused, match="Tulis ajakan"):
        ask(profile, world.gita, world.now, text="  ")
    with pytest.raises(Refused, match="belum atau tidak lagi"):
        ask(profile, world.gita, world.now - timedelta(days=5))
    with pytest.raises(Denied, match="admin lain"):
        ask(a_profile(world, profile.analysis, rater=world.gita), world.gita, world.now)
    profile.rater.is_active = False
    with pytest.raises(Denied, match="tidak bertugas"):
        ask(profile, world.gita, world.now)


def test_a_second_run_of_a_number_is_refused_by_the_database(world: World) -> None:
    a_run(world)
    assert run(world).number == 2
