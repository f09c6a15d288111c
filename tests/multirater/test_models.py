"""Each constraint of rounds and of development goals: the database itself refuses, whatever the forms say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from development.models import DevelopmentGoal
from multirater.models import Item, Questionnaire, Reviewee
from tests.multirater.model_rows import (
    a_comment,
    a_goal,
    a_questionnaire,
    a_relation,
    a_release,
    a_result,
    a_reviewee,
    a_round,
    a_scope,
    an_access,
    an_invitation,
    an_item,
    an_open_item,
    an_opinion,
    decided,
    twice,
    withheld,
)
from tests.multirater.rows import Office
from tests.world import NOW, TODAY

Make = Callable[[Office], Any]
BEFORE, AFTER = date(2026, 10, 31), date(2026, 12, 1)
CLOSED = {"status": "DITUTUP", "closed_at": NOW}


def other(o: Office, number: int = 5) -> Any:
    return o.staff["umum"][number]


def replaced_twice(o: Office) -> None:
    before = an_invitation(o, status="BELUM_MENGENAL")
    for number in (2, 3):
        an_invitation(o, rater=other(o, number), replaces=before)


def of_side(o: Office, side: str) -> None:
    invitation = an_invitation(o)
    type(invitation).objects.filter(pk=invitation.pk).update(side=side)


BAD: dict[str, Make] = {
    "questionnaire_status_known": lambda o: a_questionnaire(o, status="SIAP"),
    "questionnaire_has_name": lambda o: a_questionnaire(o, name=""),
    "questionnaire_one_per_edition": lambda o: twice(a_questionnaire, o, status="BERLAKU"),
    "questionnaire_one_draft_per_code": lambda o: (a_questionnaire(o), a_questionnaire(o, edition=2)),
    "item_kind_known": lambda o: an_item(o, kind="PILIH"),
    "item_theme_known": lambda o: an_open_item(o, theme="HENTIKAN"),
    "item_has_text": lambda o: an_item(o, text=""),
    "item_theme_for_open_questions": lambda o: an_item(o, theme="TERUSKAN"),
    "item_numbered_from_one": lambda o: an_item(o, number=0),
    "item_one_per_number": lambda o: twice(an_item, o),
    "round_purpose_known": lambda o: a_round(o, purpose="HUKUMAN"),
    "round_status_known": lambda o: a_round(o, status="TAMAT"),
    "round_choosing_known": lambda o: a_round(o, choosing="SUKARELA"),
    "round_has_name": lambda o: a_round(o, name=""),
    "round_one_per_name": lambda o: twice(a_round, o),
    "round_thresholds_protect": lambda o: a_round(o, shown_from=2),
    "round_cross_percent": lambda o: a_round(o, cross_percent=101),
    "round_rater_cap": lambda o: a_round(o, rater_cap=0),
    "round_days_in_order": lambda o: a_round(o, answer_until=BEFORE),
    "round_nomination_has_days": lambda o: a_round(o, choosing="USULAN"),
    "round_open_has_seed": lambda o: a_round(o, seed=""),
    "round_closed_has_time": lambda o: a_round(o, status="DITUTUP"),
    "scope_position_kind_known": lambda o: a_scope(o, position_kind="TENAGA_AHLI"),
    "scope_unit_or_person": lambda o: a_scope(o, employee=other(o)),
    "scope_one_per_unit": lambda o: twice(a_scope, o),
    "scope_one_per_person": lambda o: twice(a_scope, o, unit=None, employee=other(o)),
    "reviewee_once_per_round": lambda o: twice(a_reviewee, o),
    "reviewee_not_own_superior": lambda o: a_reviewee(o, superior=other(o, 0)),
    "invitation_side_known": lambda o: of_side(o, "WARGA"),
    "invitation_status_known": lambda o: an_invitation(o, status="DIBACA"),
    "invitation_why_known": lambda o: an_invitation(o, why="KEBETULAN"),
    "invitation_once_per_pair": lambda o: twice(an_invitation, o),
    "invitation_self_only_from_self": lambda o: an_invitation(o, rater=other(o, 0)),
    "invitation_envelope_when_answered": lambda o: an_invitation(o, envelope="amplop"),
    "invitation_replaced_once": replaced_twice,
    "relation_kind_known": lambda o: a_relation(o, kind="TEMAN"),
    "relation_in_order": lambda o: a_relation(o, first=other(o, 7), second=other(o, 0)),
    "relation_declared_by_one_of_both": lambda o: a_relation(o, declared_by=other(o, 7)),
    "relation_one_open_per_declarer": lambda o: twice(a_relation, o),
    "opinion_side_known": lambda o: an_opinion(o, side="WARGA"),
    "comment_theme_known": lambda o: a_comment(o, theme=""),
    "comment_status_known": lambda o: a_comment(o, status="DIHAPUS"),
    "comment_has_text": lambda o: a_comment(o, text=""),
    "comment_withheld_by_somebody": lambda o: withheld(o, moderated_by=None),
    "release_one_per_number": lambda o: twice(a_release, o),
    "release_numbered_from_one": lambda o: a_release(o, number=0),
    "result360_one_per_release": lambda o: twice(a_result, o),
    "raw_access_has_reason": lambda o: an_access(o, reason=""),
    "raw_access_by_two_persons": lambda o: decided(o, decided_by=o.world.gita),
    "raw_access_decided_whole_or_not": lambda o: decided(o, decided_at=None),
    "raw_access_open_when_approved": lambda o: decided(o, is_approved=False, open_until=TODAY),
    "raw_access_one_open_request": lambda o: twice(an_access, o),
    "development_has_goal_and_step": lambda o: a_goal(o, step=""),
    "development_effect_when_done": lambda o: a_goal(o, effect="Rapat lebih singkat."),
}
ALSO_BAD: dict[str, Make] = {
    "an open question without a theme": lambda o: an_open_item(o, theme=""),
    "a range shown below five forms": lambda o: a_round(o, spread_from=4),
    "a range shown before the words": lambda o: a_round(o, shown_from=6),
    "late answers until the day of closing": lambda o: a_round(o, late_until=date(2026, 11, 30)),
    "nomination into the days of answering": lambda o: a_round(o, nominate_until=date(2026, 11, 1)),
    "an open round that never opened": lambda o: a_round(o, opened_at=None),
    "a released round that never closed": lambda o: a_round(o, status="DIRILIS"),
    "a scope of nobody": lambda o: a_scope(o, unit=None),
    "a kind of positions of one person": lambda o: a_scope(
        o, unit=None, employee=other(o), position_kind="PELAKSANA"
    ),
    "an own view by another": lambda o: an_invitation(o, side="DIRI"),
    "an envelope of one who declined": lambda o: an_invitation(o, status="BELUM_MENGENAL", envelope="a"),
    "a relation with oneself": lambda o: a_relation(o, second=other(o, 0)),
    "a text withheld at no time": lambda o: withheld(o, moderated_at=None),
    "a text withheld for no reason": lambda o: withheld(o, reason=""),
    "an access decided by nobody": lambda o: decided(o, decided_by=None),
    "an access decided without a decision": lambda o: decided(o, is_approved=None),
    "an access open before its decision": lambda o: an_access(o, open_until=TODAY),
    "a goal without words": lambda o: a_goal(o, goal=""),
}
GOOD: dict[str, Make] = {
    "editions one after another": lambda o: (
        a_questionnaire(o, status="DITARIK"),
        a_questionnaire(o, edition=2, status="BERLAKU"),
        a_questionnaire(o, edition=3),
    ),
    "questions of both kinds": lambda o: (an_item(o, only_leaders=True), an_open_item(o, number=21)),
    "rounds in every state": lambda o: (
        a_round(o, status="RANCANGAN", seed="", opened_at=None),
        a_round(o, name="Dibatalkan", status="DIBATALKAN", seed="", opened_at=None),
        a_round(o, name="Usulan", status="PENGUSULAN", choosing="USULAN", nominate_until=BEFORE, seed=""),
        a_round(o, name="Dibuka", late_until=AFTER, shown_from=5, spread_from=5),
        a_round(o, name="Ditutup", cross_percent=100, **CLOSED),
        a_round(o, name="Dirilis", status="DIRILIS", closed_at=NOW),
    ),
    "scopes of a unit, a kind of positions, a person": lambda o: (
        a_scope(o),
        a_scope(o, position_kind="PELAKSANA"),
        a_scope(o, unit=None, employee=other(o)),
    ),
    "a reviewed person in two rounds": lambda o: (
        a_reviewee(o, superior=None),
        a_reviewee(o, round=a_round(o, name="Kedua")),
    ),
    "invitations of all sides": lambda o: (
        an_invitation(o, side="DIRI", rater=other(o, 0)),
        an_invitation(o, status="TERKIRIM", envelope="amplop"),
        an_invitation(o, rater=other(o, 2), replaces=an_invitation(o, rater=other(o, 3))),
    ),
    "a relation ended and declared again": lambda o: (a_relation(o, ended_at=NOW), a_relation(o)),
    "texts shown, waiting and withheld": lambda o: (
        a_comment(o),
        a_comment(o, status="MENUNGGU"),
        withheld(o),
    ),
    "a release and its supplement": lambda o: (a_release(o), a_release(o, number=2), a_result(o)),
    "accesses one after another": lambda o: (
        decided(o, open_until=TODAY),
        decided(o, is_approved=False),
        an_access(o),
    ),
    "goals under way and reached": lambda o: (
        a_goal(o),
        a_goal(o, done_on=TODAY),
        a_goal(o, done_on=TODAY, effect="Rapat lebih singkat."),
    ),
}


def test_the_table_names_every_constraint() -> None:
    models = {*apps.get_app_config("multirater").get_models(), DevelopmentGoal}

    assert {rule.name for model in models for rule in model._meta.constraints} == set(BAD)


@pytest.mark.parametrize("name", BAD)
def test_the_database_refuses(office: Office, name: str) -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        BAD[name](office)

    said = str(refused.value)
    assert name in said or "UNIQUE constraint failed" in said, said


@pytest.mark.parametrize("name", ALSO_BAD)
def test_the_database_refuses_too(office: Office, name: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ALSO_BAD[name](office)


@pytest.mark.parametrize("name", GOOD)
def test_the_database_accepts(office: Office, name: str) -> None:
    GOOD[name](office)


def test_what_was_said_about_somebody_keeps_the_person_the_round_and_the_questions(office: Office) -> None:
    an_opinion(office)
    an_invitation(office)
    reviewee = Reviewee.objects.get()

    for kept in (reviewee, reviewee.round, reviewee.round.questionnaire, reviewee.employee):
        with pytest.raises(ProtectedError):
            kept.delete()


@pytest.mark.django_db
def test_the_program_brings_a_behaviour_per_value_one_of_leaders_and_two_words() -> None:
    row = Questionnaire.objects.get(code="berakhlak")
    items = list(Item.objects.filter(questionnaire=row).select_related("value").order_by("number"))

    assert (row.status, row.edition, len(row.scale)) == ("BERLAKU", 1, 5)
    assert [item.number for item in items] == list(range(1, 11))
    assert [item.value.number for item in items if item.value] == list(range(1, 8))
    assert [item.number for item in items if item.only_leaders] == [8]
    assert [item.theme for item in items[8:]] == ["TERUSKAN", "KEMBANGKAN"]
