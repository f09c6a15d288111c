"""Logging in and out: what is said, what is not told, what a stranger cannot do (hostile list 58, 59, 63)."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from appraisal.hashers import Argon2id
from organizations.models import Employee
from organizations.operations import set_first_password
from tests.pages import form_of, text_of
from tests.world import NOW, PASSWORD, World

pytestmark = pytest.mark.django_db

LOGIN, LOGOUT, PASSWORD_PAGE = "/masuk/", "/keluar/", "/ganti-sandi/"
WRONG = "NIP atau kata sandi belum cocok. Periksa lalu coba lagi."
NEW = "kalimat sandi yang sama sekali baru"


def enter(client: Client, person: Employee, password: str = PASSWORD, **extra: Any) -> Any:
    return client.post(LOGIN, {"nip": person.nip, "password": password}, **extra)


def is_in(client: Client) -> bool:
    return client.get(reverse("organizations:profile")).status_code == 200


# --- Getting in -----------------------------------------------------------------------------------


def test_right_number_and_password_lead_to_the_own_start_page(office: World, client: Client) -> None:
    answer = enter(client, office.ani)

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert is_in(client)


@pytest.mark.once
@pytest.mark.parametrize(
    "written",
    ["19900101 201503 2 003", " 199001012015032003 ", "'199001012015032003", "1990.0101.2015032003"],
)
def test_the_number_may_be_written_as_on_paper(office: World, client: Client, written: str) -> None:
    answer = client.post(LOGIN, {"nip": written, "password": PASSWORD})

    assert answer.status_code == 302
    assert is_in(client)


def test_a_wrong_password_says_the_same_as_an_unknown_number(office: World, client: Client) -> None:
    pages = [
        client.post(LOGIN, {"nip": nip, "password": "bukan sandinya"})
        for nip in (office.ani.nip, "199001012015032999", "188801012015032003")
    ]

    assert {page.status_code for page in pages} == {422}
    assert all(WRONG in text_of(page) for page in pages)
    shapes = {
        re.sub(r"[0-9]{18}|value=\"[0-9a-f]{32}\"|value=\"\w{64}\"", "", page.content.decode())
        for page in pages
    }
    assert len(shapes) == 1, "nothing on the page may tell whether the number exists"


def test_an_unknown_number_costs_the_same_hashing(
    office: World, client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PASSWORD_HASHERS = ["appraisal.hashers.Argon2id"]
    Employee.objects.get(pk=office.ani.pk).set_password(PASSWORD)
    office.ani.set_password(PASSWORD)
    office.ani.save()

    hashed: list[str] = []
    for name in ("encode", "verify"):
        plain = getattr(Argon2id, name)

        def counted(self: Any, password: str, *rest: Any, plain: Any = plain) -> Any:
            hashed.append(password)
            return plain(self, password, *rest)

        monkeypatch.setattr(Argon2id, name, counted)

    def hashings(nip: str) -> int:
        hashed.clear()
        client.post(LOGIN, {"nip": nip, "password": "bukan sandinya"})
        return len(hashed)

    assert hashings(office.ani.nip) == hashings("199001012015032999") == 1


def test_an_inactive_person_stays_out_without_a_special_sentence(office: World, client: Client) -> None:
    Employee.objects.filter(pk=office.ani.pk).update(is_active=False)

    page = enter(client, office.ani)

    assert page.status_code == 422
    assert WRONG in text_of(page)
    assert not is_in(client)


@pytest.mark.once
def test_empty_fields_are_asked_for_in_words(office: World, client: Client) -> None:
    page = client.post(LOGIN, {"nip": "", "password": ""})

    assert page.status_code == 422
    assert "Tulis NIP Anda, 18 angka." in text_of(page)
    assert "Tulis kata sandi Anda." in text_of(page)


@pytest.mark.once
@pytest.mark.parametrize("password", ["", " ", PASSWORD + " ", PASSWORD.upper(), PASSWORD[:-1]])
def test_a_password_is_neither_cut_nor_stripped(office: World, client: Client, password: str) -> None:
    assert enter(client, office.ani, password).status_code == 422


@pytest.mark.parametrize(
    "nip",
    [
        "\x00",
        "1\x002",
        "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
        "١٩٩٠",
        "9" * 31,
    ],
)
@pytest.mark.parametrize("password", ["x", "\x00", "x" * 5000])
def test_hostile_text_is_answered_calmly(office: World, client: Client, nip: str, password: str) -> None:
    assert client.post(LOGIN, {"nip": nip, "password": password}).status_code == 422


@pytest.mark.once
def test_the_typed_password_is_never_shown_again(office: World, client: Client) -> None:
    page = client.post(LOGIN, {"nip": office.ani.nip, "password": "rahasia-salah"})

    assert "rahasia-salah" not in page.content.decode()
    assert office.ani.nip in page.content.decode()


# --- Where the login leads ------------------------------------------------------------------------


@pytest.mark.once
def test_the_asked_page_opens_after_the_login(office: World, client: Client) -> None:
    asked = client.get("/kemajuan/?masa=2")
    assert (asked.status_code, asked["Location"]) == (302, "/masuk/?next=/kemajuan/%3Fmasa%3D2")

    form = form_of(client.get(asked["Location"]))
    answer = client.post(LOGIN, form.fields | {"nip": office.ani.nip, "password": PASSWORD})

    assert answer["Location"] == "/kemajuan/?masa=2"


@pytest.mark.once
@pytest.mark.parametrize(
    "target",
    [
        "//evil.id",
        "///evil.id",
        "/\\evil.id",
        "\\\\evil.id",
        "https:evil.id",
        "https://evil.id",
        "http://testserver.evil.id/",
        "http://testserver@evil.id/",
        "javascript:alert(1)",
        "/\tevil.id",
        " //evil.id",
        "/\r\nSet-Cookie:a=b",
        "//testserver\\@evil.id",
        "evil.id",
        "/%0d%0aSet-Cookie:x=y//evil",
    ],
)
def test_a_foreign_next_leads_to_the_own_start_page(office: World, target: str) -> None:
    for get, post in ((target, ""), ("", target)):
        client = Client()
        href = LOGIN + (f"?next={__import__('urllib.parse').parse.quote(get)}" if get else "")
        answer = client.post(href, {"nip": office.ani.nip, "password": PASSWORD, "next": post})
        assert answer.status_code == 302
        location = answer["Location"]
        assert location == "/" or (location == target and target.startswith("/%0d")), location


@pytest.mark.once
def test_who_is_in_already_is_led_on_and_not_asked_again(office: World, client: Client) -> None:
    enter(client, office.ani)

    assert client.get(LOGIN + "?next=/hasil/")["Location"] == "/hasil/"
    assert client.get(LOGIN + "?next=//evil.id")["Location"] == "/"


# --- Throttling -----------------------------------------------------------------------------------


def fail(client: Client, person: Employee, times: int, **extra: Any) -> list[int]:
    return [enter(client, person, "bukan sandinya", **extra).status_code for _ in range(times)]


def test_after_eight_failures_the_pair_of_number_and_address_waits(office: World, client: Client) -> None:
    assert fail(client, office.ani, 7) == [422] * 7
    assert fail(client, office.ani, 1) == [429]

    page = enter(client, office.ani)
    assert page.status_code == 429
    assert "Coba lagi 15 menit lagi." in text_of(page)
    assert not is_in(client)


def test_a_stranger_elsewhere_cannot_lock_the_owner_out(office: World) -> None:
    fail(Client(REMOTE_ADDR="10.0.0.66"), office.ani, 12)

    assert enter(Client(REMOTE_ADDR="10.0.0.1"), office.ani).status_code == 302


def test_a_colleague_behind_the_same_address_is_not_locked(office: World, client: Client) -> None:
    fail(client, office.ani, 12)

    assert enter(client, office.budi).status_code == 302


def test_success_forgets_the_failures(office: World, client: Client) -> None:
    fail(client, office.ani, 7)
    assert enter(client, office.ani).status_code == 302
    client.post(LOGOUT)

    assert fail(client, office.ani, 7) == [422] * 7


def test_another_spelling_of_the_number_gives_no_further_tries(office: World, client: Client) -> None:
    nip = office.ani.nip
    spellings = [nip[:place] + " " + nip[place:] for place in range(1, 17)]

    answers = [
        client.post(LOGIN, {"nip": written, "password": "bukan sandinya"}).status_code
        for written in spellings
    ]

    assert answers == [422] * 7 + [429] * 9


@pytest.mark.once
@pytest.mark.parametrize(
    "header", ["HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_FORWARDED", "HTTP_CLIENT_IP"]
)
def test_a_spoofed_header_gives_no_further_tries_without_a_proxy(
    office: World, client: Client, header: str
) -> None:
    answers = [fail(client, office.ani, 1, **{header: f"203.0.113.{number}"})[0] for number in range(10)]

    assert answers == [422] * 7 + [429] * 3


def test_behind_a_proxy_the_address_it_saw_counts(office: World, settings: Any) -> None:
    """The rightmost entry is the proxy's word; what stands left of it was written by the browser."""
    settings.PROXY_COUNT = 1
    client = Client(REMOTE_ADDR="127.0.0.1")
    answers = [
        fail(client, office.ani, 1, HTTP_X_FORWARDED_FOR=f"203.0.113.{number}, 198.51.100.7")[0]
        for number in range(10)
    ]

    assert answers == [422] * 7 + [429] * 3
    assert set(AccessAttempt.objects.values_list("ip_address", flat=True)) == {"198.51.100.7"}
    owner = enter(client, office.ani, HTTP_X_FORWARDED_FOR="198.51.100.8")
    assert owner.status_code == 302, "another address behind the same proxy is another address"


@pytest.mark.once
@pytest.mark.parametrize("header", ["", "kacau", "1.2.3.4, \x00", "<script>", ","])
def test_a_broken_header_of_the_proxy_falls_back_to_its_own_address(
    office: World, settings: Any, header: str
) -> None:
    settings.PROXY_COUNT = 1
    client = Client(REMOTE_ADDR="127.0.0.1")

    assert fail(client, office.ani, 1, HTTP_X_FORWARDED_FOR=header) == [422]
    assert set(AccessAttempt.objects.values_list("ip_address", flat=True)) == {"127.0.0.1"}


def test_one_password_on_many_numbers_from_one_address_is_slowed(office: World, client: Client) -> None:
    AccessAttempt.objects.bulk_create(
        AccessAttempt(
            username=f"{number:018d}", ip_address="127.0.0.1", user_agent="x", failures_since_start=1
        )
        for number in range(201)
    )

    assert enter(client, office.ani).status_code == 429
    assert enter(Client(REMOTE_ADDR="10.0.0.1"), office.ani).status_code == 302


def test_the_page_that_keeps_typed_text_is_throttled_like_the_login(office: World, client: Client) -> None:
    """It asks for number and password too, so it must not be a second door."""
    form = {"subject": "LAIN", "message": "Alamat saya keliru.", "_nip": office.ani.nip, "_sandi": "salah"}
    href = reverse("organizations:report-data")
    answers = [client.post(href, form) for _ in range(10)]

    assert [answer.status_code for answer in answers] == [401] * 7 + [429] * 3
    assert "Alamat saya keliru." in answers[-1].content.decode(), "the text survives the wait"
    AccessAttempt.objects.all().delete()
    AccessAttempt.objects.bulk_create(
        AccessAttempt(username=f"{n:018d}", ip_address="127.0.0.1", user_agent="x", failures_since_start=1)
        for n in range(201)
    )
    assert client.post(href, form | {"_sandi": PASSWORD}).status_code == 429


def test_failed_logins_write_down_neither_passwords_nor_what_was_typed(office: World, client: Client) -> None:
    enter(client, office.ani, "sandi-rahasia-1")
    form = {"message": "tulisan-rahasia-2", "_nip": office.ani.nip, "_sandi": "sandi-rahasia-3"}
    client.post(reverse("organizations:report-data"), form)

    written = str(list(AccessAttempt.objects.values()))
    assert AccessAttempt.objects.get().failures_since_start == 2
    assert "rahasia" not in written


@pytest.mark.parametrize("nip", ["\x00", "9" * 5000, "a\x00b", "é" * 300])
def test_the_page_that_keeps_typed_text_answers_hostile_numbers_calmly(
    office: World, client: Client, nip: str
) -> None:
    page = client.post(reverse("organizations:report-data"), {"_nip": nip, "_sandi": "x", "message": "tetap"})

    assert page.status_code == 401
    assert form_of(page).fields["message"] == "tetap"


def test_a_changing_browser_name_gives_no_further_tries(office: World, client: Client) -> None:
    answers = [fail(client, office.ani, 1, HTTP_USER_AGENT=f"peramban {n}")[0] for n in range(10)]

    assert answers == [422] * 7 + [429] * 3


# --- Sessions -------------------------------------------------------------------------------------


def test_the_session_key_changes_at_login(office: World, client: Client) -> None:
    client.get(LOGIN)
    session = client.session
    session["before"] = "x"
    session.save()
    planted = session.session_key
    client.cookies["sesi"] = planted

    enter(client, office.ani)

    assert client.cookies["sesi"].value != planted
    thief = Client()
    thief.cookies["sesi"] = planted
    assert not is_in(thief)


def test_logout_kills_the_session_on_the_server(office: World, client: Client) -> None:
    enter(client, office.ani)
    thief = Client()
    thief.cookies["sesi"] = client.cookies["sesi"].value
    assert is_in(thief)

    answer = client.post(LOGOUT)

    assert answer["Location"] == LOGIN
    assert not is_in(client)
    assert not is_in(thief)
    assert not Session.objects.exists()


def test_logging_out_by_a_link_does_nothing(office: World, client: Client) -> None:
    enter(client, office.ani)

    assert client.get(LOGOUT).status_code == 405
    assert is_in(client)


def test_a_disabled_person_is_out_at_the_next_request(office: World, client: Client) -> None:
    enter(client, office.ani)
    Employee.objects.filter(pk=office.ani.pk).update(is_active=False)

    assert not is_in(client)


def change_password(client: Client, old: str = PASSWORD, new: str = NEW) -> Any:
    form = form_of(client.get(PASSWORD_PAGE))
    return client.post(PASSWORD_PAGE, form.fields | {"old_password": old, "new_password": new})


def test_a_new_password_ends_the_other_sessions_and_keeps_this_one(office: World, client: Client) -> None:
    enter(client, office.ani)
    elsewhere = Client()
    enter(elsewhere, office.ani)
    before = client.cookies["sesi"].value

    assert change_password(client).status_code == 302

    assert is_in(client)
    assert client.cookies["sesi"].value != before
    assert not is_in(elsewhere)
    assert enter(Client(), office.ani).status_code == 422
    assert enter(Client(), office.ani, NEW).status_code == 302


def test_a_first_password_ends_the_sessions_of_the_person(office: World, client: Client) -> None:
    enter(client, office.ani)

    set_first_password(employee=office.ani, by=office.gita, at=NOW)

    assert not is_in(client)


@pytest.mark.once
@pytest.mark.parametrize(
    "new", ["pendek", "password1234", "123456789012345", "qwertyuiop123", "\x00" * 14, " " * 3]
)
def test_a_weak_password_is_refused_with_a_sentence(office: World, client: Client, new: str) -> None:
    enter(client, office.ani)

    page = change_password(client, new=new)

    assert page.status_code == 422
    assert is_in(client)
    assert enter(Client(), office.ani).status_code == 302, "the old one still holds"


def test_the_present_password_is_asked(office: World, client: Client) -> None:
    enter(client, office.ani)

    page = change_password(client, old="bukan sandinya")

    assert page.status_code == 422
    assert "Kata sandi sekarang belum cocok" in text_of(page)
    assert "bukan sandinya" not in page.content.decode()


def test_a_long_pasted_password_counts_to_its_last_letter(office: World, client: Client) -> None:
    enter(client, office.ani)
    long = "kata " * 25 + "akhir"

    assert change_password(client, new=long).status_code == 302

    assert enter(Client(), office.ani, long[:-1]).status_code == 422
    assert enter(Client(), office.ani, long).status_code == 302


# --- The first password -----------------------------------------------------------------------------


def test_with_a_first_password_every_page_leads_to_the_new_one(office: World, client: Client) -> None:
    password = set_first_password(employee=office.ani, by=office.gita, at=NOW)

    assert enter(client, office.ani, password)["Location"] == PASSWORD_PAGE
    for href in ("/", "/skp/", "/kemajuan/", "/data-saya/", "/hasil/"):
        answer = client.get(href)
        assert (answer.status_code, answer["Location"]) == (302, PASSWORD_PAGE), href
    refused = client.post("/data-saya/keliru/", {"subject": "LAIN", "message": "Tulisan panjang " * 5})
    assert refused.status_code == 422
    assert "Tulisan panjang" in text_of(refused)
    assert "Ganti dulu kata sandi pertama Anda" in text_of(refused)
    assert not office.ani.data_reports.exists()
    assert client.get(PASSWORD_PAGE).status_code == 200


def test_after_the_change_the_pages_open(office: World, client: Client) -> None:
    password = set_first_password(employee=office.ani, by=office.gita, at=NOW)
    enter(client, office.ani, password)

    assert change_password(client, old=password).status_code == 302

    assert client.get("/data-saya/").status_code == 200


def test_the_first_password_cannot_be_kept(office: World, client: Client) -> None:
    password = set_first_password(employee=office.ani, by=office.gita, at=NOW)
    enter(client, office.ani, password)

    page = change_password(client, old=password, new=password)

    assert page.status_code == 422
    assert client.get("/")["Location"] == PASSWORD_PAGE


def test_who_must_change_the_password_can_still_leave_and_read_the_help(
    office: World, client: Client
) -> None:
    password = set_first_password(employee=office.ani, by=office.gita, at=NOW)
    enter(client, office.ani, password)

    assert client.get("/bantuan/").status_code == 200
    assert client.get("/sehat/").status_code == 200
    assert client.post(LOGOUT)["Location"] == LOGIN
