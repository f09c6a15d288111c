"""Nominating, withdrawing, being left out: who may, who reads it, and what the person who is named sees."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from appraisal.errors import Denied, Refused
from appraisal.models import Mail
from awards.access import nomination as access
from awards.models import AwardScheme, Nomination, NominationMember
from awards.operations import nomination as operations
from awards.operations import scheme as schemes
from awards.operations.nomination import Proposed
from awards.queries.nomination import standing, team_of
from awards.rules.scheme import Category
from organizations.models import Employee
from reviews.models import EvidenceFile

from .award_office import Office

EARLY = datetime(2025, 12, 10, 3, 0, tzinfo=UTC)
OPEN = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
AFTER = datetime(2027, 1, 1, 3, 0, tzinfo=UTC)
DAY = date(2026, 11, 22)
WHY = "Antrean loket turun dari sembilan puluh menjadi tiga puluh menit sejak Mei."
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)
Login = Callable[[Employee], Client]
Write = Callable[[Category], AwardScheme]


@pytest.fixture
def office(db: None) -> Office:
    return Office()


@pytest.fixture
def publish(office: Office) -> Write:
    def of(category: Category) -> AwardScheme:
        row = schemes.write_scheme(period=office.period, category=category, by=office.gita, at=EARLY)
        return schemes.publish(scheme=row, version=row.version, by=office.gita, at=EARLY)

    return of


@pytest.fixture
def service(publish: Write) -> AwardScheme:
    return publish(Category.SERVICE)


@pytest.fixture
def enter(client: Client) -> Login:
    def as_person(person: Employee) -> Client:
        client.force_login(person, backend="organizations.backends.NipBackend")
        return client

    return as_person


def nominate(scheme: AwardScheme, by: Employee, **proposed: Any) -> Nomination:
    at = proposed.pop("at", OPEN)
    return operations.nominate(scheme=scheme, proposed=Proposed(**proposed), reason=WHY, by=by, at=at)


def test_once_by_the_same_nominator_and_again_after_withdrawing(office: Office, service: AwardScheme) -> None:
    first = nominate(service, office.eko, person=office.budi)
    with pytest.raises(Refused, match="Anda sudah mencalonkan nama ini"):
        nominate(service, office.eko, person=office.budi)
    nominate(service, office.citra, person=office.budi)
    operations.withdraw(nomination=first, by=office.eko, at=OPEN)
    with pytest.raises(Denied, match="sudah ditarik"):
        operations.withdraw(nomination=first, by=office.eko, at=OPEN)
    again = nominate(service, office.eko, person=office.budi)

    assert standing(service).count() == 2
    with pytest.raises(Denied, match="oleh yang menulisnya"):
        operations.withdraw(nomination=again, by=office.citra, at=OPEN)
    with pytest.raises(Denied, match="Pencalonan berakhir 31 Desember 2026"):
        operations.withdraw(nomination=again, by=office.eko, at=AFTER)


@pytest.mark.parametrize(
    ("category", "who", "said"),
    [
        (Category.INNOVATION, "budi", None),
        (Category.SERVICE, "budi", "hanya untuk inovasi"),
        (Category.YEAR, "budi", "hanya untuk inovasi"),
        (Category.INNOVATION, "hadi", "Anda anggota tim penghargaan"),
        (Category.SERVICE, "hadi", "Anda anggota tim penghargaan"),
    ],
)
def test_naming_oneself(
    office: Office, publish: Write, category: Category, who: str, said: str | None
) -> None:
    scheme, person = publish(category), getattr(office, who)
    if said is None:
        assert nominate(scheme, person, person=person).employee == person
        return
    with pytest.raises(Refused, match=said):
        nominate(scheme, person, person=person)


def test_a_member_who_names_himself_reads_why_not(
    office: Office, service: AwardScheme, enter: Login, clock: Any
) -> None:
    typed = {"q": "hadi", "person": str(office.hadi.pk), "reason": WHY, "link": ""}

    answer = enter(office.hadi).post(reverse("awards:nominate", args=[service.pk]), typed)

    assert (answer.status_code, Nomination.objects.count()) == (422, 0)
    assert "Anda anggota tim penghargaan" in answer.content.decode()
    assert WHY in answer.content.decode()


def test_a_member_nominates_his_own_superior(office: Office, service: AwardScheme) -> None:
    office.supervise(office.hadi_post, office.budi)

    assert nominate(service, office.hadi, person=office.budi).nominated_by == office.hadi


@pytest.mark.parametrize(
    ("at", "said"),
    [(EARLY, "Pencalonan dibuka 1 November 2026"), (AFTER, "Pencalonan berakhir 31 Desember 2026")],
)
def test_only_in_the_days_of_the_scheme(
    office: Office, service: AwardScheme, at: datetime, said: str
) -> None:
    with pytest.raises(Denied, match=said):
        nominate(service, office.eko, person=office.budi, at=at)


def test_a_draft_or_a_cancelled_scheme_takes_none(office: Office, service: AwardScheme) -> None:
    schemes.cancel(scheme=service, version=service.version, reason="Keliru.", by=office.gita, at=OPEN)
    with pytest.raises(Denied, match="tidak menerima pencalonan"):
        nominate(service, office.eko, person=office.budi)


def test_a_team_has_two_to_fifteen_members_without_the_nominator(office: Office, publish: Write) -> None:
    scheme = publish(Category.TEAM)
    two = [office.budi, office.citra]
    for members, said in (([office.budi], "2 sampai 15"), ([*two, office.eko], "di dalam tim ini")):
        with pytest.raises(Refused, match=said):
            nominate(scheme, office.eko, team_name="Loket", members=members)
    with pytest.raises(Refused, match="Pilih siapa"):
        nominate(scheme, office.eko, person=office.budi)

    row = nominate(scheme, office.eko, team_name="Loket", members=[*two, office.budi])
    operations.leave_out(scheme=scheme, by=office.budi, at=OPEN)

    assert [one.employee for one in team_of(row)] == [office.citra]
    assert list(standing(scheme)) == [row]


def test_who_is_named_is_left_out_on_request_and_again_by_later_ones(
    office: Office, service: AwardScheme
) -> None:
    nominate(service, office.eko, person=office.budi)
    assert operations.leave_out(scheme=service, by=office.budi, at=OPEN) == 1
    assert operations.leave_out(scheme=service, by=office.budi, at=OPEN) == 0
    nominate(service, office.citra, person=office.budi)
    assert standing(service).count() == 1
    assert operations.leave_out(scheme=service, by=office.budi, at=OPEN) == 1
    assert not standing(service).exists()
    with pytest.raises(Refused, match="tidak sedang dicalonkan"):
        operations.leave_out(scheme=service, by=office.indra, at=OPEN)


def test_read_by_committee_admin_and_auditor_only(office: Office, service: AwardScheme) -> None:
    row = nominate(service, office.eko, person=office.budi)
    reading = {
        name
        for name in ("eko", "budi", "citra", "gita", "hadi", "indra")
        if access.readable(getattr(office, name), DAY).exists()
    }

    assert reading == {"gita", "hadi", "indra"}
    assert list(access.about(office.budi)) == [row]
    about_reader = nominate(service, office.eko, person=office.gita)
    assert about_reader not in access.readable(office.gita, DAY)
    assert about_reader in access.readable(office.hadi, DAY)
    assert not access.own_nominations(office.budi).exists()


@pytest.mark.once
def test_named_but_never_by_whom(office: Office, service: AwardScheme, enter: Login, clock: Any) -> None:
    nominate(service, office.eko, person=office.budi)
    own = enter(office.budi).get(reverse("awards:nomination-list")).content.decode()

    assert "Anda dicalonkan" in own
    assert service.name in own
    assert WHY not in own
    assert office.eko.name not in own
    desk = enter(office.hadi).get(reverse("awards:scheme-nominations", args=[service.pk])).content.decode()
    assert WHY in desk
    assert office.eko.name in desk


@pytest.mark.once
def test_the_page_finds_people_keeps_the_file_and_guards_it(
    office: Office, service: AwardScheme, enter: Login, clock: Any
) -> None:
    client, href = enter(office.eko), reverse("awards:nominate", args=[service.pk])
    assert "Budi" in client.get(href + "?q=budi").content.decode()
    typed = {
        "q": "budi",
        "person": str(office.budi.pk),
        "reason": "Cepat menolong.",
        "link": "",
        "evidence_file": SimpleUploadedFile("foto.png", PNG, "image/png"),
    }
    answer = client.post(href, typed, follow=True)

    assert "Alasannya singkat" in answer.content.decode()
    file = EvidenceFile.objects.get()
    download = reverse("reviews:evidence-download", args=[file.key])
    assert client.post(reverse("reviews:evidence-remove", args=[file.key])).status_code == 403
    assert enter(office.hadi).get(download).status_code == 200
    assert enter(office.budi).get(download).status_code == 404
    operations.withdraw(nomination=Nomination.objects.get(), by=office.eko, at=OPEN)
    assert enter(office.hadi).get(download).status_code == 404
    storages["evidence"].delete(file.key)


@pytest.mark.once
@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        ("Budi\nZulkarnain", "belum ditemukan"),
        ("Budi\nCitra\n" * 8, "2 sampai 15"),
        ("Budi", "2 sampai 15"),
    ],
)
def test_members_of_a_team_are_found_line_by_line(
    office: Office, publish: Write, enter: Login, clock: Any, members: str, sentence: str
) -> None:
    href = reverse("awards:nominate", args=[publish(Category.TEAM).pk])
    typed = {"team_name": "Loket", "members": members, "reason": WHY}

    answer = enter(office.eko).post(href, typed)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert enter(office.eko).post(href, typed | {"members": "Budi\nCitra"}).status_code == 302


@pytest.mark.once
def test_lists_of_many_nominations_cost_the_same(office: Office, service: AwardScheme, enter: Login) -> None:
    client, href = enter(office.hadi), reverse("awards:scheme-nominations", args=[service.pk])
    nominate(service, office.eko, person=office.budi)

    def cost() -> int:
        client.get(href)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(href).status_code == 200
        return len(captured)

    few = cost()
    for number in range(12):
        person, _ = office.person(f"Calon {number}")
        nominate(service, office.eko, person=person)

    assert cost() == few <= 12


@pytest.mark.parametrize(
    "changes",
    [
        {"employee": None},
        {"team_name": "Loket"},
        {"reason": ""},
        {"employee": None, "team_name": "Loket", "left_out_at": OPEN},
    ],
)
def test_the_database_takes_one_subject_with_a_reason(
    office: Office, service: AwardScheme, changes: dict[str, Any]
) -> None:
    values = {
        "scheme": service,
        "employee": office.budi,
        "reason": WHY,
        "nominated_by": office.eko,
        "nominated_at": OPEN,
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Nomination.objects.create(**{**values, **changes})


def test_the_database_takes_each_subject_and_member_once(office: Office, publish: Write) -> None:
    team, unit = publish(Category.TEAM), publish(Category.UNIT)
    values = {"reason": WHY, "nominated_by": office.eko, "nominated_at": OPEN}
    row = Nomination.objects.create(scheme=team, team_name="Loket", **values)
    Nomination.objects.create(scheme=unit, unit=office.service, **values)
    NominationMember.objects.create(nomination=row, employee=office.budi)

    doubles: list[Callable[[], object]] = [
        lambda: Nomination.objects.create(scheme=team, team_name="Loket", **values),
        lambda: Nomination.objects.create(scheme=unit, unit=office.service, **values),
        lambda: NominationMember.objects.create(nomination=row, employee=office.budi),
    ]
    for double in doubles:
        with pytest.raises(IntegrityError), transaction.atomic():
            double()


def test_letters_tell_who_is_named_and_that_a_scheme_is_cancelled(
    office: Office, service: AwardScheme, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    for person in (office.budi, office.eko):
        person.email = f"{person.name.lower()}@arunika.example"
        person.save()
    nominate(service, office.eko, person=office.budi)
    schemes.cancel(scheme=service, version=service.version, reason="Keliru.", by=office.gita, at=OPEN)

    told = {letter.recipient: letter for letter in Mail.objects.all()}
    assert set(told) == {"budi@arunika.example", "eko@arunika.example"}
    named = told["budi@arunika.example"]
    assert named.subject == "Nama Anda dicalonkan untuk sebuah penghargaan"
    assert office.eko.name not in named.body
    assert WHY not in named.body
