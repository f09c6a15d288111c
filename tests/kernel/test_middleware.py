"""No typed text is lost: expired session, stale token, double click, second tab, another person."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from appraisal.cipher import decrypt, encrypt
from appraisal.middleware import LONGEST_URL, PATIENCE
from appraisal.models import Event, FormToken
from organizations.models import Agency, DataReport, Employee
from tests.pages import PageForm, form_of, forms_of, text_of
from tests.world import NOW, PASSWORD, World

pytestmark = pytest.mark.django_db

REPORT = "/data-saya/keliru/"
TEXT = 'Atasan saya bukan Budi lagi,\nmelainkan Citra — sejak <1 November> & "resmi".\n'


def logged_in(person: Employee, **options: Any) -> Client:
    client = Client(**options)
    client.force_login(person, backend="organizations.backends.NipBackend")
    return client


def report_form(client: Client) -> PageForm:
    """Return the form on "Data saya" as the browser holds it, with a text typed into it."""
    page = client.get(reverse("organizations:profile"))
    form = next(form for form in forms_of(page) if "message" in form.fields)
    form.fields |= {"subject": "LAIN", "message": TEXT}
    return form


def press(client: Client, form: PageForm, **more: str) -> Any:
    return client.post(form.action, form.fields | more)


# --- An expired session -----------------------------------------------------------------------------


def test_an_expired_session_asks_for_the_login_and_keeps_the_text(office: World) -> None:
    client = logged_in(office.ani)
    form = report_form(client)
    client.cookies.pop("sesi")

    page = press(client, form)

    assert page.status_code == 401
    again = form_of(page)
    assert {"_nip", "_sandi"} <= set(again.visible)
    assert again.fields["message"] == TEXT
    assert again.fields["subject"] == "LAIN"
    assert again.fields["_owner"] == form.fields["_owner"]
    assert again.fields["_once"] == form.fields["_once"]
    assert page["Cache-Control"] == "no-store"
    assert not DataReport.objects.exists()


def test_one_press_logs_in_and_performs_the_act(office: World) -> None:
    client = logged_in(office.ani)
    form = report_form(client)
    client.cookies.pop("sesi")
    again = form_of(press(client, form))

    answer = press(client, again, _nip=office.ani.printed_nip, _sandi=PASSWORD)

    assert (answer.status_code, answer["Location"]) == (302, "/data-saya/")
    report = DataReport.objects.get()
    assert (report.employee, report.subject, report.message) == (office.ani, "LAIN", TEXT.strip())
    assert client.get(answer["Location"]).status_code == 200


def test_a_wrong_password_there_keeps_text_and_number_and_shows_no_password(office: World) -> None:
    client = Client()
    form = form_of(client.post(REPORT, {"subject": "LAIN", "message": TEXT}))

    page = press(client, form, _nip=office.ani.nip, _sandi="salah-sekali")

    assert page.status_code == 401
    assert "NIP atau kata sandi belum cocok." in text_of(page)
    assert form_of(page).fields["message"] == TEXT
    assert form_of(page).fields["_nip"] == office.ani.nip
    assert "salah-sekali" not in page.content.decode()
    assert not DataReport.objects.exists()


def test_when_another_person_logs_in_there_nothing_is_sent(office: World) -> None:
    client = logged_in(office.ani)
    form = report_form(client)
    client.cookies.pop("sesi")
    again = form_of(press(client, form))

    answer = press(client, again, _nip=office.budi.nip, _sandi=PASSWORD)

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert not DataReport.objects.exists()
    page = client.get("/")
    assert "Tulisan tadi milik orang lain, jadi tidak dikirim." in text_of(page)
    assert TEXT.strip() not in page.content.decode()


@pytest.mark.once
@pytest.mark.parametrize("owner", ["", "1", "1:palsu", "kacau"])
def test_a_forged_owner_sends_nothing_as_somebody_else(office: World, owner: str) -> None:
    """The key is signed: a person cannot put somebody else's number in; the act is always one's own."""
    client = Client()

    press(
        client,
        PageForm(REPORT, "post", {"subject": "LAIN", "message": "x", "_owner": owner}),
        _nip=office.budi.nip,
        _sandi=PASSWORD,
    )

    assert not DataReport.objects.exclude(employee=office.budi).exists()


def test_a_form_of_another_person_is_not_sent_in_my_session(office: World) -> None:
    """Ani leaves a form open, Budi logs in on the same computer in another tab and presses Ani's button."""
    client = logged_in(office.ani)
    form = report_form(client)
    client.force_login(office.budi, backend="organizations.backends.NipBackend")

    page = press(client, form)

    assert page.status_code == 422
    assert "Tulisan ini milik orang lain" in text_of(page)
    assert "Atasan saya bukan Budi" not in text_of(page), "one's text is not shown to the next person"
    assert not DataReport.objects.exists()


def test_a_get_of_an_expired_session_goes_to_the_login_and_back(office: World, client: Client) -> None:
    answer = client.get("/data-saya/")

    assert (answer.status_code, answer["Location"]) == (302, "/masuk/?next=/data-saya/")


def test_passwords_typed_before_the_session_ended_are_not_shown_again(office: World) -> None:
    client = Client()

    page = client.post(
        "/ganti-sandi/", {"old_password": "lama-rahasia", "new_password": "baru-rahasia", "x": "tetap"}
    )

    assert page.status_code == 401
    assert "rahasia" not in page.content.decode()


@pytest.mark.once
def test_a_file_is_said_to_be_chosen_again(office: World, client: Client) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    page = client.post(REPORT, {"message": TEXT, "file": SimpleUploadedFile("a.csv", b"a;b")})

    assert "Pilih berkasnya sekali lagi" in text_of(page)


@pytest.mark.once
def test_the_page_works_with_the_script_that_replaces_the_body(office: World, client: Client) -> None:
    page = client.post(REPORT, {"message": TEXT}, headers={"hx-request": "true"})

    assert (page.status_code, page["HX-Retarget"], page["HX-Reswap"]) == (401, "body", "innerHTML")


@pytest.mark.once
def test_other_methods_of_a_stranger_are_not_answered_with_the_form(office: World, client: Client) -> None:
    for method in ("put", "patch", "delete"):
        assert getattr(client, method)(REPORT).status_code == 302


# --- A stale token ----------------------------------------------------------------------------------


def test_a_stale_token_shows_the_text_again_and_one_press_sends_it(office: World) -> None:
    client = logged_in(office.ani, enforce_csrf_checks=True)
    form = report_form(client)
    client.get("/masuk/")
    client.cookies["csrf"] = "a" * 32

    page = press(client, form)

    assert page.status_code == 403
    again = form_of(page)
    assert again.fields["message"] == TEXT
    assert again.fields["subject"] == "LAIN"
    assert again.fields["_owner"] == form.fields["_owner"]
    assert not DataReport.objects.exists()
    answer = press(client, again)
    assert (answer.status_code, answer["Location"]) == (302, "/data-saya/")
    assert DataReport.objects.get().message == TEXT.strip()


def test_stale_token_and_expired_session_together_still_lose_nothing(office: World) -> None:
    client = logged_in(office.ani, enforce_csrf_checks=True)
    form = report_form(client)
    client.cookies.clear()

    first = press(client, form)
    assert first.status_code == 403
    second = press(client, form_of(first))
    assert second.status_code == 401
    answer = press(client, form_of(second), _nip=office.ani.nip, _sandi=PASSWORD)

    assert answer.status_code == 302
    assert DataReport.objects.get().message == TEXT.strip()


def test_the_version_survives_a_stale_token_and_an_expired_session(office: World) -> None:
    client = Client(enforce_csrf_checks=True)

    first = client.post(REPORT, {"message": TEXT, "version": "7"})
    assert form_of(first).fields["version"] == "7"
    second = press(client, form_of(first))

    assert form_of(second).fields["version"] == "7"


@pytest.mark.once
@pytest.mark.parametrize(
    "origin", ["https://evil.id", "null", "http://testserver.evil.id", "http://sub.testserver"]
)
def test_a_form_from_another_site_is_refused_and_not_offered_again(office: World, origin: str) -> None:
    client = logged_in(office.ani, enforce_csrf_checks=True)
    form = report_form(client)

    page = client.post(form.action, form.fields, headers={"origin": origin})

    assert page.status_code == 403
    assert "Formulir ini datang dari situs lain" in text_of(page)
    assert forms_of(page) == []
    assert "Atasan saya bukan" not in page.content.decode()
    assert not DataReport.objects.exists()


def test_a_password_is_not_shown_again_after_a_stale_token(office: World) -> None:
    client = Client(enforce_csrf_checks=True)

    page = client.post("/masuk/", {"nip": office.ani.nip, "password": "kata-rahasia"})

    assert page.status_code == 403
    assert "kata-rahasia" not in page.content.decode()


def test_a_login_with_a_stale_token_can_be_sent_again(office: World) -> None:
    client = Client(enforce_csrf_checks=True)
    form = form_of(client.get("/masuk/?next=/hasil/"))
    client.cookies["csrf"] = "b" * 32

    again = form_of(press(client, form, nip=office.ani.nip, password=PASSWORD))

    assert again.fields["nip"] == office.ani.nip
    assert again.fields["next"] == "/hasil/"


# --- A double click ---------------------------------------------------------------------------------


def test_a_double_click_has_one_effect_and_the_answer_of_the_first(office: World) -> None:
    client = logged_in(office.ani)
    form = report_form(client)

    answers = [press(client, form) for _ in range(20)]

    assert [answer.status_code for answer in answers] == [302] + [303] * 19
    assert {answer["Location"] for answer in answers} == {"/data-saya/"}
    assert DataReport.objects.count() == 1
    assert Event.objects.filter(action="data.reported").count() == 1


def test_what_is_kept_of_a_form_tells_neither_which_one_nor_when(office: World) -> None:
    client = logged_in(office.ani)
    press(client, report_form(client))

    token = FormToken.objects.get()

    assert "data-saya" not in token.location
    assert decrypt(token.location) == "/data-saya/"
    assert (token.at.hour, token.at.minute, token.at.second, token.at.microsecond) == (0, 0, 0, 0)
    assert len(encrypt("x" * LONGEST_URL)) <= FormToken._meta.get_field("location").max_length


def test_a_token_of_a_lost_key_leads_back_to_the_page(office: World) -> None:
    client = logged_in(office.ani)
    form = report_form(client)
    press(client, form)
    FormToken.objects.update(location="of another key")

    again = client.post(form.action, form.fields, headers={"referer": "http://testserver/data-saya/"})

    assert (again.status_code, again["Location"]) == (303, "/data-saya/")


def test_yesterdays_form_sent_again_has_no_second_effect(office: World) -> None:
    client = logged_in(office.ani)
    form = report_form(client)
    press(client, form)
    DataReport.objects.update(answered_at=NOW, answered_by=office.gita)
    FormToken.objects.update(at=NOW - timedelta(days=1))

    assert press(client, form).status_code == 303

    assert DataReport.objects.count() == 1


def test_a_refused_form_may_be_sent_again(office: World) -> None:
    client = logged_in(office.ani)
    form = report_form(client)

    assert press(client, form, subject="GAJI").status_code == 422
    assert press(client, form, subject="LAIN").status_code == 302

    assert DataReport.objects.get().subject == "LAIN"


def test_a_form_that_crashed_may_be_sent_again(office: World, monkeypatch: pytest.MonkeyPatch) -> None:
    client = logged_in(office.ani, raise_request_exception=False)
    form = report_form(client)
    with monkeypatch.context() as patched:
        patched.setattr(Event, "save", lambda *args, **kwargs: 1 / 0)
        assert press(client, form).status_code == 500

    assert press(client, form).status_code == 302
    assert DataReport.objects.count() == 1


def test_two_forms_of_one_page_are_two_forms(office: World) -> None:
    client = logged_in(office.ani)
    first, second = (report_form(client) for _ in range(2))

    assert press(client, first).status_code == press(client, second, subject="UNIT").status_code == 302
    assert DataReport.objects.count() == 2


def test_the_key_of_somebody_elses_form_is_refused_and_tells_nothing(office: World) -> None:
    form = report_form(logged_in(office.ani))
    press(logged_in(office.ani), form)
    mine = report_form(logged_in(office.budi))

    page = press(logged_in(office.budi), mine, _once=form.fields["_once"])

    assert page.status_code == 422
    assert "sudah dipakai" in text_of(page)
    assert "Atasan saya bukan Budi lagi" in text_of(page)
    assert not DataReport.objects.filter(employee=office.budi).exists()


def test_the_second_click_while_the_first_still_works_leads_to_a_page_that_opens(
    office: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The address of the form takes POST only; a 405 would be the answer to an impatient click."""
    monkeypatch.setattr("appraisal.middleware.WAIT", 0)
    client = logged_in(office.ani)
    form = report_form(client)
    now = FormToken.objects.create(key=form.fields["_once"], user_id=office.ani.pk, at=NOW)
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)

    answer = client.post(form.action, form.fields, headers={"referer": "http://testserver/data-saya/"})
    elsewhere = client.post(form.action, form.fields, headers={"referer": "https://evil.id/x/"})

    assert (answer.status_code, answer["Location"]) == (303, "/data-saya/")
    assert (elsewhere.status_code, elsewhere["Location"]) == (303, "/")
    assert not DataReport.objects.exists()
    assert FormToken.objects.get() == now


def test_a_first_click_that_never_came_back_does_not_block_the_second(office: World) -> None:
    client = logged_in(office.ani)
    form = report_form(client)
    FormToken.objects.create(
        key=form.fields["_once"], user_id=office.ani.pk, at=NOW - PATIENCE - timedelta(days=1)
    )

    assert press(client, form)["Location"] == "/data-saya/"
    assert DataReport.objects.count() == 1


@pytest.mark.parametrize("once", ["", "x", "\x00", "a\x00" * 40, "é" * 100, "'; drop table"])
def test_a_strange_key_is_no_crash(office: World, once: str) -> None:
    client = logged_in(office.ani)

    assert press(client, report_form(client), _once=once).status_code == 302


@pytest.mark.parametrize("place", ["the token", "the act"])
def test_a_busy_database_keeps_the_text_and_asks_to_send_again(
    office: World, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    client = logged_in(office.ani)
    form = report_form(client)
    broken = FormToken if place == "the token" else Event

    def locked(*args: Any, **kwargs: Any) -> None:
        raise OperationalError("database is locked")

    with monkeypatch.context() as patched:
        patched.setattr(broken, "save", locked)
        page = press(client, form)

    assert (page.status_code, page["Retry-After"]) == (503, "30")
    again = form_of(page)
    assert again.fields["message"] == TEXT
    assert again.fields["_owner"] == form.fields["_owner"]
    assert not DataReport.objects.exists()
    assert press(client, again).status_code == 302
    assert DataReport.objects.get().message == TEXT.strip()


# --- Two tabs -----------------------------------------------------------------------------------------


def test_the_second_tab_gets_both_texts_and_may_choose(office: World) -> None:
    report = DataReport.objects.create(employee=office.ani, subject="LAIN", reported_at=NOW)
    href = reverse("organizations:report-answer", args=[report.pk])
    client = logged_in(office.gita)
    first, second = (form_of(client.get(href)) for _ in range(2))
    DataReport.objects.filter(pk=report.pk).update(version=2, message="Berubah di tempat lain")
    assert first.fields["version"] == "1"

    page = client.post(href, second.fields | {"answer": "Jawaban saya di tab kedua."})

    assert page.status_code == 409
    assert "Jawaban saya di tab kedua." in text_of(page)
    assert page["HX-Retarget"] == "body"
    mine = form_of(page)
    assert mine.fields["version"] == "2"
    assert mine.fields["answer"] == "Jawaban saya di tab kedua."
    assert client.post(href, mine.fields).status_code == 302
    report.refresh_from_db()
    assert (report.answer, report.version) == ("Jawaban saya di tab kedua.", 3)


@pytest.mark.parametrize("version", ["abc", "-1", "1.5", "\x00", "٣", "9" * 40, " 1"])
def test_a_strange_version_is_no_crash_and_no_effect(office: World, version: str) -> None:
    report = DataReport.objects.create(employee=office.ani, subject="LAIN", reported_at=NOW)
    href = reverse("organizations:report-answer", args=[report.pk])

    page = logged_in(office.gita).post(href, {"outcome": "TETAP", "answer": "x", "version": version})

    assert page.status_code == 409
    report.refresh_from_db()
    assert report.answered_at is None


# --- Refusals -----------------------------------------------------------------------------------------


def test_a_denied_act_keeps_the_text_and_says_why(office: World) -> None:
    client = logged_in(office.ani)

    page = client.post("/bkd/instansi/", {"name": "Nama panjang yang diketik dengan susah payah"})

    assert page.status_code == 403
    assert "Halaman ini dibuka untuk admin BKD." in text_of(page)
    assert "Nama panjang yang diketik dengan susah payah" in text_of(page)
    assert Agency.objects.get().name == "Pemerintah Kota Arunika"


def test_a_refusal_that_no_form_answers_keeps_the_text(office: World) -> None:
    client = logged_in(office.gita)
    own = office.gita.role_grants.get()

    page = client.post(
        reverse("organizations:role-end", args=[own.pk]), {"note": "Sebuah catatan yang cukup panjang sekali"}
    )

    assert page.status_code == 422
    assert "Ini admin BKD terakhir." in text_of(page)
    assert "Sebuah catatan yang cukup panjang sekali" in text_of(page)


# --- Private pages ------------------------------------------------------------------------------------


def test_pages_of_logged_in_people_are_in_no_cache(office: World) -> None:
    client = logged_in(office.ani)

    for href in ("/", "/data-saya/", "/bantuan/", "/tidak-ada/", "/bkd/instansi/"):
        assert client.get(href)["Cache-Control"] == "no-store", href


def test_a_session_slides_while_it_is_used_and_is_not_written_each_time(
    office: World, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    client = logged_in(office.ani)
    client.get("/data-saya/")
    first = client.session["seen"]

    client.get("/data-saya/")
    assert client.session["seen"] == first

    session = client.session
    session["seen"] = first - 11 * 60
    session.save()
    client.get("/data-saya/")
    assert client.session["seen"] >= first
