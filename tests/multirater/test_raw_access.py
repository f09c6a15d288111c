"""Raw forms open for two persons with a reason, before the eyes of a third; later for nobody."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event, Mail
from multirater.access import raw_access as rights
from multirater.models import Invitation, Opinion, RawAccess, Release, Reviewee
from multirater.operations import raw_access as operations
from multirater.rules import RoundStatus
from organizations.models import RoleGrant
from organizations.rules import Role
from tests.multirater.rows import Office, invite, questionnaire, reviewee_of, round_of
from tests.multirater.safety_rows import REASON, asked, closed, contact, sealed
from tests.pages import queries_of, text_of
from tests.world import NOW, TODAY

pytestmark = pytest.mark.usefixtures("clock")
TEXTS = ("Pertama dari rekan.", "Kedua dari rekan.", "Ketiga dari bawahan.")


@pytest.fixture
def about(office: Office) -> Reviewee:
    """Somebody in a closed round about whom three people wrote; Fajar guards the data."""
    questionnaire()
    row = round_of(office)
    person, *others = office.staff["umum"]
    reviewee = reviewee_of(office, row, person, office.heads["umum"])
    for rater, text, side in zip(others, TEXTS, ("REKAN", "REKAN", "BAWAHAN"), strict=False):
        sealed(invite(reviewee, rater, side=side), text)
    contact(office.world.fajar, office.world.units["kota"])
    closed(row)
    return reviewee


def grant(office: Office, person: Any) -> None:
    RoleGrant.objects.create(
        employee=person, role=Role.BKD_ADMIN, unit=office.world.units["kota"], started_on=date(2026, 1, 1)
    )


def entered(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def ask(reviewee: Reviewee, by: Any) -> RawAccess:
    return operations.ask(reviewee=reviewee, reason=REASON, by=by, at=NOW)


def decide(access: RawAccess, by: Any, *, yes: bool = True, version: int = 1) -> RawAccess:
    return operations.decide(access=access, version=version, is_approved=yes, answer="Perlu.", by=by, at=NOW)


def test_two_persons_open_and_the_contact_hears_of_each_step(
    office: Office, about: Reviewee, settings: Any
) -> None:
    settings.SITE_URL = "https://capaian.example"
    gita, indra = office.world.gita, office.world.indra

    access = ask(about, gita)
    with pytest.raises(Denied, match="menunggu keputusan"):
        operations.read(access=access, by=gita, at=NOW)
    decide(access, indra)
    forms = operations.read(access=access, by=gita, at=NOW)
    operations.read(access=access, by=gita, at=NOW)

    people = [person.full_name for person in office.staff["umum"][1:4]]
    assert [(form.rater, form.side) for form in forms] == [
        (people[0], "Rekan kerja"),
        (people[1], "Rekan kerja"),
        (people[2], "Bawahan langsung"),
    ]
    for form, text in zip(forms, TEXTS, strict=True):
        assert form.answers is not None
        assert form.answers["Teruskan"] == text
        assert form.answers["Menunjukkan Kompeten"] == "Sering"
    access.refresh_from_db()
    assert (access.views, access.open_until) == (2, TODAY + timedelta(days=7))
    events = Event.objects.order_by("pk")
    actions = events.filter(target_type="multirater.rawaccess").values_list("action", flat=True)
    assert list(actions) == ["raw.asked", "raw.decided", "raw.read", "raw.read"]
    told = "".join(f"{event.before}{event.after}{event.note}{event.target_label}" for event in events)
    assert not any(name in told for name in people), "no event names a rater"
    letters = list(Mail.objects.filter(key__startswith="akses-").order_by("pk"))
    assert [letter.key.split("-")[2] for letter in letters] == ["diminta", "diputuskan", "dibaca"]
    assert about.employee.name not in "".join(letter.subject + letter.body for letter in letters)


@pytest.mark.parametrize(
    ("who", "told"),
    [
        ("reviewed", "menyangkut Anda"),
        ("superior", "menyangkut Anda"),
        ("superior of that day", "menyangkut Anda"),
        ("superior of today", "menyangkut Anda"),
        ("unit admin", "admin BKD dan auditor"),
        ("stranger", "admin BKD dan auditor"),
        ("contact", "mengawasi"),
        ("rater", "Anda sendiri diminta"),
    ],
)
def test_whom_it_concerns_neither_asks_nor_decides(
    office: Office, about: Reviewee, who: str, told: str
) -> None:
    world = office.world
    people = {
        "reviewed": about.employee,
        "superior": about.superior,
        "unit admin": world.eko,
        "stranger": world.ani,
        "contact": world.fajar,
        "rater": office.staff["umum"][1],
    }
    if who == "superior of that day":
        about.superior = people[who] = office.heads["data"]
    elif who == "superior of today":
        about.superior, people[who] = None, office.heads["umum"]
    about.save()
    person: Any = people[who]
    if who not in {"unit admin", "stranger"}:
        grant(office, person)
    access = asked(about, world.gita)

    assert told in rights.may_ask(person, about, TODAY).reason
    assert told in rights.may_decide(person, access, TODAY).reason
    with pytest.raises(Denied, match=told):
        decide(access, person)


def test_nobody_decides_about_the_own_request(office: Office, about: Reviewee) -> None:
    access = ask(about, office.world.gita)

    with pytest.raises(Denied, match="orang kedua"):
        decide(access, office.world.gita)


def test_the_second_decider_gets_a_conflict(office: Office, about: Reviewee) -> None:
    access = ask(about, office.world.gita)
    decide(access, office.world.indra, yes=False)

    with pytest.raises(Conflict) as caught:
        decide(access, office.world.indra)
    assert caught.value.theirs == {"Keadaan": "Tidak disetujui", "Catatan pemutus": "Perlu."}


def test_only_who_asked_reads_and_only_for_seven_days(office: Office, about: Reviewee) -> None:
    access = asked(about, office.world.gita, office.world.indra)

    with pytest.raises(Denied, match="hanya oleh yang memintanya"):
        operations.read(access=access, by=office.world.indra, at=NOW)
    assert operations.read(access=access, by=office.world.gita, at=NOW + timedelta(days=7))
    with pytest.raises(Denied, match="berakhir"):
        operations.read(access=access, by=office.world.gita, at=NOW + timedelta(days=8))
    with pytest.raises(Denied, match="tidak disetujui"):
        operations.read(
            access=decide(ask(about, office.world.gita), office.world.indra, yes=False),
            by=office.world.gita,
            at=NOW,
        )


def test_asking_needs_a_reason_a_closed_round_forms_and_somebody_who_guards(
    office: Office, about: Reviewee
) -> None:
    gita = office.world.gita
    with pytest.raises(Refused, match="alasan"):
        operations.ask(reviewee=about, reason="  ", by=gita, at=NOW)
    empty = reviewee_of(office, about.round, office.staff["data"][0])
    with pytest.raises(Refused, match="Belum ada formulir"):
        ask(empty, gita)
    ask(about, gita)
    with pytest.raises(Refused, match="masih menunggu"):
        ask(about, gita)
    waiting, indra = RawAccess.objects.get(), office.world.indra
    with pytest.raises(Refused, match="catatan"):
        operations.decide(access=waiting, version=1, is_approved=True, answer=" ", by=indra, at=NOW)
    closed(about.round, "DIBUKA")
    assert "setelah putaran ditutup" in rights.may_ask(gita, Reviewee.objects.get(pk=about.pk), TODAY).reason
    closed(about.round)
    office.world.fajar.role_grants.all().delete()
    assert "pejabat pelindung data" in rights.may_ask(gita, Reviewee.objects.get(pk=about.pk), TODAY).reason


def test_a_lost_key_is_said_and_the_other_forms_open(office: Office, about: Reviewee) -> None:
    Invitation.objects.filter(pk=about.invitations.order_by("pk")[0].pk).update(envelope="of another key")
    access = asked(about, office.world.gita, office.world.indra)

    forms = operations.read(access=access, by=office.world.gita, at=NOW)

    assert [form.answers is None for form in forms] == [True, False, False]


# --- Pages ------------------------------------------------------------------------------------


@pytest.mark.once
def test_the_page_opens_nothing_before_the_press_and_is_in_no_cache(office: Office, about: Reviewee) -> None:
    access = asked(about, office.world.gita, office.world.indra)
    client, path = entered(office.world.gita), f"/bkd/360/akses/{access.pk}/formulir/"

    first = client.get(path)
    assert TEXTS[0] not in text_of(first)
    assert "Jangan difoto" in text_of(first)
    access.refresh_from_db()
    assert access.views == 0

    opened = client.post(path)
    assert all(text in text_of(opened) for text in TEXTS)
    assert opened["Cache-Control"] == "no-store"
    assert "Content-Disposition" not in opened


@pytest.mark.once
def test_the_contact_sees_everything_but_the_forms(office: Office, about: Reviewee) -> None:
    access = asked(about, office.world.gita, office.world.indra)
    operations.read(access=access, by=office.world.gita, at=NOW)
    client = entered(office.world.fajar)

    page = text_of(client.get("/bkd/360/akses/"))
    for part in (REASON, office.world.gita.name, office.world.indra.name, "Dibuka 1 kali"):
        assert part in page
    assert client.get(f"/bkd/360/akses/{access.pk}/putusan/").status_code == 200
    for refused in (client.get, client.post):
        assert refused(f"/bkd/360/akses/{access.pk}/formulir/").status_code == 403
    assert client.post(f"/bkd/360/akses/{access.pk}/putusan/", {"decision": "ya"}).status_code == 403
    assert "/bkd/360/akses/" in client.get("/bkd/").content.decode(), "the way in"


@pytest.mark.once
def test_whom_it_concerns_does_not_find_the_request(office: Office, about: Reviewee) -> None:
    access = asked(about, office.world.gita, office.world.indra)
    for person in (about.employee, about.superior):
        assert person is not None
        grant(office, person)
        client = entered(person)
        assert f"/akses/{access.pk}/" not in client.get("/bkd/360/akses/").content.decode()
        assert client.get(f"/bkd/360/akses/{access.pk}/putusan/").status_code == 404
        assert client.get(f"/bkd/360/{about.round_id}/akses/{about.pk}/").status_code == 404


@pytest.mark.once
def test_a_person_is_found_by_name_and_asked_for(office: Office, about: Reviewee) -> None:
    client = entered(office.world.gita)

    found = client.get(f"/bkd/360/{about.round_id}/akses/", {"q": about.employee.name})
    assert about.employee.full_name in text_of(found)
    path = f"/bkd/360/{about.round_id}/akses/{about.pk}/"
    assert client.post(path, {"reason": ""}).status_code == 422
    assert client.post(path, {"reason": REASON}).status_code == 302
    assert RawAccess.objects.get().asked_by == office.world.gita


# --- Forgetting -------------------------------------------------------------------------------


def test_after_ninety_days_nobody_can_open_an_envelope(
    office: Office, about: Reviewee, capsys: pytest.CaptureFixture[str]
) -> None:
    row = closed(about.round, "DIRILIS")
    released = NOW - timedelta(days=91)
    Release.objects.create(round=row, number=1, released_by=office.world.gita, released_at=released)
    row.answer_from = row.answer_until = (NOW - timedelta(days=120)).date()
    row.save()
    waiting = asked(about, office.world.gita)

    assert operations.forget_raters(on=TODAY, at=NOW) == (0, 0), "a request waits"
    decide(waiting, office.world.indra, yes=False)
    assert operations.forget_raters(on=TODAY - timedelta(days=1), at=NOW) == (0, 0), "a day too early"
    assert operations.forget_raters(on=TODAY, at=NOW) == (1, 3)
    call_command("forget_raters")

    assert "0 amplop" in capsys.readouterr().out
    assert not Invitation.objects.exclude(envelope="").exists()
    assert Opinion.objects.count() == 3, "what was said remains, without a thread"
    with pytest.raises(Refused, match="dikosongkan"):
        ask(about, office.world.gita)
    event = Event.objects.get(action="round.raters_forgotten")
    assert (event.by, event.after) == (None, {"envelopes": 3})


def test_a_round_that_was_given_up_is_forgotten_as_well(office: Office, about: Reviewee) -> None:
    row = about.round
    row.status, row.answer_from = RoundStatus.CANCELLED, (NOW - timedelta(days=120)).date()
    row.answer_until = row.answer_from
    row.save()

    assert operations.forget_raters(on=TODAY, at=NOW) == (1, 3)


@pytest.mark.once
def test_the_list_costs_the_same_for_one_and_for_many(office: Office, about: Reviewee, enter: Any) -> None:
    client, path = enter(office.world.indra), "/bkd/360/akses/"
    asked(about, office.world.gita)
    client.get(path)
    one = queries_of(client, path)
    for person in office.staff["data"]:
        asked(reviewee_of(office, about.round, person), office.world.gita, office.world.indra)

    assert queries_of(client, path) == one


@pytest.mark.once
def test_a_bkd_admin_names_the_contact_in_the_page_of_roles(office: Office, enter: Any) -> None:
    client = enter(office.world.gita)
    sent = {"role": Role.DATA_PROTECTION.value, "unit": office.world.units["kota"].name}

    assert client.post(f"/bkd/pegawai/{office.head.pk}/peran/", sent).status_code == 302
    assert office.head.role_grants.get().role == Role.DATA_PROTECTION
