"""Preparing, opening, extending and giving up a round: who may, what is refused, who was second."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from multirater.models import Invitation, Questionnaire, Round
from multirater.operations import round as rounds
from multirater.queries.scope import overlaps, people_by_part, reviewed_posts, units_below
from multirater.rules import Choosing, Purpose
from multirater.rules.setting import Setting
from tests.multirater.rows import Office, invite, reviewee_of, round_of
from tests.pages import form_of, text_of
from tests.world import NOW, TODAY


@pytest.fixture
def setting(db: None) -> Setting:
    return Setting(
        name="Umpan balik 360",
        purpose=Purpose.DEVELOPMENT,
        questionnaire_id=Questionnaire.objects.get(code="berakhlak").pk,
        answer_from=TODAY,
        answer_until=date(2026, 12, 6),
    )


def created(office: Office, setting: Setting, **values: Any) -> Round:
    return rounds.create_round(
        period=office.period, setting=replace(setting, **values), by=office.world.gita, at=NOW
    )


def by(office: Office, version: int = 1) -> dict[str, Any]:
    return {"version": version, "by": office.world.gita, "at": NOW}


def test_bkd_prepares_a_round_and_changes_it_once(office: Office, setting: Setting) -> None:
    row = created(office, setting)
    later = rounds.change_round(row=row, setting=replace(setting, peers=4), **by(office))

    assert (later.status, later.peers, later.version) == ("RANCANGAN", 4, 2)
    with pytest.raises(Conflict) as told:
        rounds.change_round(row=row, setting=replace(setting, peers=6), **by(office))
    assert told.value.theirs["Keadaan"] == "Disiapkan"
    actions = Event.objects.filter(target_type="multirater.round").order_by("pk")
    assert list(actions.values_list("action", flat=True)) == ["round.created", "round.changed"]


@pytest.mark.parametrize("name", ["ani", "budi", "eko", "hadi", "indra"])
def test_nobody_else_prepares_one(office: Office, setting: Setting, name: str) -> None:
    person = office.world.people[name]
    with pytest.raises(Denied):
        rounds.create_round(period=office.period, setting=setting, by=person, at=NOW)
    row = created(office, setting)
    for act in (rounds.open_round, rounds.begin_nomination):
        with pytest.raises(Denied):
            act(row=row, version=1, by=person, at=NOW)
    with pytest.raises(Denied):
        rounds.cancel_round(row=row, version=1, reason="Keliru", by=person, at=NOW)
    with pytest.raises(Denied):
        rounds.add_to_scope(row=row, version=1, unit=office.dinas, by=person, at=NOW)


def test_a_round_protects_raters_or_is_not_made(office: Office, setting: Setting) -> None:
    for values, field in (
        ({"shown_from": 2}, "shown_from"),
        ({"spread_from": 4}, "spread_from"),
        ({"questionnaire_id": 0}, "questionnaire"),
    ):
        with pytest.raises(Refused) as told:
            created(office, setting, **values)
        assert told.value.field == field
    created(office, setting)
    with pytest.raises(Refused) as told:
        created(office, setting)
    assert told.value.field == "name"


def test_a_closed_year_takes_no_round(office: Office, setting: Setting) -> None:
    type(office.period).objects.update(closed_at=NOW, closed_by=office.world.gita)
    with pytest.raises(Denied):
        created(office, setting)


@pytest.mark.parametrize("status", ["PENGUSULAN", "DIBUKA", "DITUTUP", "DIRILIS", "DIBATALKAN"])
def test_what_people_were_told_stands_once_it_has_begun(
    office: Office, setting: Setting, status: str
) -> None:
    row = round_of(office, status=status, closed_at=NOW)
    evaluation = replace(setting, purpose=Purpose.EVALUATION)
    with pytest.raises(Denied):
        rounds.change_round(row=row, setting=evaluation, **by(office))
    with pytest.raises(Denied):
        rounds.add_to_scope(row=row, unit=office.dinas, **by(office))
    with pytest.raises(Denied):
        rounds.drop_from_scope(row=row, scope=row.scopes.get().pk, **by(office))
    assert row.scopes.count() == 1
    assert Round.objects.get().purpose == "PENGEMBANGAN"


def test_last_days_only_move_on(office: Office) -> None:
    row = round_of(office, late_until=date(2026, 12, 10))
    day, late = date(2026, 12, 3), date(2026, 12, 12)
    for values, field in (
        ((date(2026, 11, 29), late), "answer_until"),
        ((day, date(2026, 12, 9)), "late_until"),
        ((day, None), "late_until"),
        ((date(2026, 12, 15), late), "late_until"),
    ):
        with pytest.raises(Refused) as told:
            rounds.extend_round(row=row, answer_until=values[0], late_until=values[1], **by(office))
        assert told.value.field == field
    longer = rounds.extend_round(row=row, answer_until=day, late_until=late, **by(office))
    assert (longer.answer_until, longer.late_until) == (day, late)
    with pytest.raises(Conflict):
        rounds.extend_round(row=row, answer_until=day, late_until=late, **by(office))


def test_after_the_closing_only_late_answers_get_time(office: Office) -> None:
    row = round_of(office, status="DITUTUP", closed_at=NOW)
    with pytest.raises(Refused):
        rounds.extend_round(row=row, answer_until=date(2026, 12, 3), late_until=None, **by(office))
    late = date(2026, 12, 12)
    assert rounds.extend_round(
        row=row, answer_until=row.answer_until, late_until=late, **by(office)
    ).late_until == (late)


def test_a_scope_holds_units_kinds_and_people_once(office: Office, setting: Setting) -> None:
    row = created(office, setting)
    rounds.add_to_scope(row=row, unit=office.sections["umum"], **by(office))
    rounds.add_to_scope(row=row, unit=office.sections["umum"], **by(office, 2))
    rounds.add_to_scope(row=row, unit=office.dinas, kinds=["ADMINISTRATOR"], **by(office, 3))
    rounds.add_to_scope(row=row, people=[office.staff["data"][0], office.world.ani], **by(office, 4))
    with pytest.raises(Refused):
        rounds.add_to_scope(row=row, **by(office, 5))

    people = set(reviewed_posts(row, TODAY).values_list("employee", flat=True))
    umum = {office.heads["umum"].pk, *(one.pk for one in office.staff["umum"])}
    heads = {office.head.pk, *(one.pk for one in office.heads.values())}
    assert people == umum | heads | {office.staff["data"][0].pk, office.world.ani.pk}
    parts = list(row.scopes.order_by("pk"))
    counts = people_by_part(parts, units_below(parts), TODAY)
    assert sorted(counts.values()) == [4, 9]

    part = row.scopes.get(employee=office.world.ani)
    rounds.drop_from_scope(row=row, scope=part.pk, **by(office, 5))
    assert row.scopes.count() == 3


def test_officials_and_closed_accounts_are_not_reviewed(office: Office) -> None:
    row = round_of(office)
    first, second = office.staff["umum"][:2]
    type(first).objects.filter(pk=first.pk).update(is_active=False)
    type(first).objects.filter(pk=second.pk).update(kind="NON_ASN")
    assert reviewed_posts(row, TODAY).count() == 26


def test_another_round_over_the_same_people_is_named(office: Office, setting: Setting) -> None:
    other = round_of(office)
    for person in office.staff["umum"][:3]:
        reviewee_of(office, other, person)
    row = created(office, setting)
    rounds.add_to_scope(row=row, unit=office.sections["umum"], **by(office))

    assert overlaps(row, reviewed_posts(row, TODAY)) == [(other, 3)]
    Round.objects.filter(pk=other.pk).update(status="DIBATALKAN")
    assert overlaps(row, reviewed_posts(row, TODAY)) == []


def test_who_is_not_ready_does_not_open(office: Office, setting: Setting) -> None:
    row = created(office, setting)
    with pytest.raises(Refused, match="Belum ada pegawai"):
        rounds.open_round(row=row, **by(office))
    rounds.add_to_scope(row=row, unit=office.dinas, **by(office))
    Questionnaire.objects.update(status="DITARIK")
    with pytest.raises(Refused, match="Kuesioner"):
        rounds.open_round(row=row, **by(office, 2))
    Questionnaire.objects.update(status="BERLAKU")
    Round.objects.update(answer_from=date(2026, 11, 1), answer_until=date(2026, 11, 21))
    with pytest.raises(Refused, match="Hari terakhir"):
        rounds.open_round(row=row, **by(office, 2))
    with pytest.raises(Denied, match="usulan"):
        rounds.begin_nomination(row=row, **by(office, 2))


def test_giving_up_needs_a_reason_and_ends_what_waits(office: Office) -> None:
    row = round_of(office)
    reviewee = reviewee_of(office, row, office.staff["umum"][0])
    waiting = invite(reviewee, office.staff["umum"][1])
    declined = invite(reviewee, office.staff["umum"][2], status="BELUM_MENGENAL")
    with pytest.raises(Refused):
        rounds.cancel_round(row=row, reason=" ", **by(office))

    rounds.cancel_round(row=row, reason="Bersamaan dengan survei lain.", **by(office))

    states = dict(Invitation.objects.values_list("pk", "status"))
    assert states == {waiting.pk: "DITARIK", declined.pk: "BELUM_MENGENAL"}
    assert Event.objects.get(action="round.cancelled").note == "Bersamaan dengan survei lain."
    with pytest.raises(Denied):
        rounds.cancel_round(row=row, reason="Lagi.", **by(office, 2))


def test_the_second_of_two_admins_is_told(office: Office, setting: Setting) -> None:
    row = created(office, setting)
    rounds.add_to_scope(row=row, unit=office.dinas, **by(office))
    part = row.scopes.get().pk
    for act in (
        lambda: rounds.add_to_scope(row=row, unit=office.sections["data"], **by(office)),
        lambda: rounds.drop_from_scope(row=row, scope=part, **by(office)),
        lambda: rounds.open_round(row=row, **by(office)),
        lambda: rounds.cancel_round(row=row, reason="Keliru.", **by(office)),
    ):
        with pytest.raises(Conflict) as told:
            act()
        assert told.value.theirs["Keadaan"] == "Disiapkan"
    assert (row.scopes.count(), Round.objects.get().status) == (1, "RANCANGAN")


def test_what_was_given_up_is_not_opened(office: Office, setting: Setting) -> None:
    row = created(office, setting)
    rounds.add_to_scope(row=row, unit=office.dinas, **by(office))
    rounds.cancel_round(row=row, reason="Keliru.", **by(office, 2))
    with pytest.raises(Conflict):
        rounds.open_round(row=row, **by(office, 3))
    assert Invitation.objects.count() == 0


def test_a_closed_round_is_not_given_up(office: Office) -> None:
    row = round_of(office, status="DITUTUP", closed_at=NOW)
    with pytest.raises(Denied):
        rounds.cancel_round(row=row, reason="Keliru.", **by(office))


def test_opening_draws_with_a_new_seed_and_happens_once(office: Office, setting: Setting) -> None:
    row = created(office, setting)
    rounds.add_to_scope(row=row, unit=office.dinas, **by(office))

    drawn = rounds.open_round(row=row, **by(office, 2))

    stored = Round.objects.get()
    assert (stored.status, stored.opened_at, len(stored.seed)) == ("DIBUKA", NOW, 32)
    assert drawn.reviewees == stored.reviewees.count() == 28
    assert drawn.invitations == Invitation.objects.filter(status="MENUNGGU").count() > 28
    event = Event.objects.get(action="round.opened")
    assert event.after == {"reviewees": 28, "invitations": drawn.invitations}
    assert stored.seed not in str(event.after)
    with pytest.raises(Conflict):
        rounds.open_round(row=row, **by(office, 2))


def test_nomination_comes_before_the_opening(office: Office, setting: Setting) -> None:
    days = {"nominate_until": date(2026, 11, 24), "answer_from": date(2026, 11, 25)}
    row = created(office, setting, choosing=Choosing.NOMINATION, **days)
    rounds.add_to_scope(row=row, unit=office.sections["umum"], **by(office))
    with pytest.raises(Denied, match="pengusulan"):
        rounds.open_round(row=row, **by(office, 2))

    rounds.begin_nomination(row=row, **by(office, 2))

    assert Round.objects.get().status == "PENGUSULAN"
    assert row.reviewees.count() == 9
    assert Invitation.objects.count() == 0
    with pytest.raises(Denied):
        rounds.begin_nomination(row=row, **by(office, 3))
    rounds.open_round(row=row, **by(office, 3))
    assert row.reviewees.count() == 9


def test_nobody_proposes_after_the_last_day(office: Office, setting: Setting) -> None:
    days = {"nominate_until": date(2026, 11, 20), "answer_from": date(2026, 11, 25)}
    row = created(office, setting, choosing=Choosing.NOMINATION, **days)
    with pytest.raises(Refused, match="Belum ada pegawai"):
        rounds.begin_nomination(row=row, **by(office))
    rounds.add_to_scope(row=row, unit=office.dinas, **by(office))
    with pytest.raises(Refused, match="sudah lewat"):
        rounds.begin_nomination(row=row, **by(office, 2))


@pytest.mark.once
def test_a_round_is_prepared_and_opened_on_four_pages(office: Office, setting: Setting, enter: Any) -> None:
    client = enter(office.world.gita)
    form = form_of(client.get("/bkd/360/baru/"))
    days = {"answer_from": "22-11-2026", "answer_until": "6-12-2026"}
    sides = {"sides": ["ATASAN", "REKAN", "DIRI"]}
    sent = form.fields | days | sides | {"name": "Umpan balik 360", "shown_from": "2"}
    page = client.post("/bkd/360/baru/", sent)
    assert page.status_code == 422
    assert "Batas paling rendah 3 formulir" in text_of(page)

    page = client.post("/bkd/360/baru/", sent | {"shown_from": "3", "_once": "lain"}, follow=True)
    row = Round.objects.get()
    assert (row.has_subordinates, row.peers, row.purpose) == (False, 5, "PENGEMBANGAN")
    people = f"/bkd/360/{row.pk}/peserta/"
    sent = form_of(page, "").fields
    page = client.post(people, sent | {"unit": "U-umum", "kinds": ["PELAKSANA"]}, follow=True)
    assert "8 pegawai per hari ini" in text_of(page)
    found = client.get(people + "?q=Data 1")
    sent = form_of(found).fields
    client.post(people, sent | {"unit": "", "person": str(office.staff["data"][0].pk)})
    page = client.get(f"/bkd/360/{row.pk}/buka/")
    assert "9 pegawai dinilai" in text_of(page)
    assert "tidak bisa diubah lagi" in text_of(page)

    page = client.post(f"/bkd/360/{row.pk}/buka/", form_of(page).fields, follow=True)
    assert "Putaran dibuka." in text_of(page)
    assert Round.objects.get().status == "DIBUKA"
