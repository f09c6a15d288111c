"""Pages of the frame: health, help, errors that say what to do and need nothing that may be broken."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client, RequestFactory

from appraisal.views import server_error
from tests.pages import text_of
from tests.world import World


def test_health_asks_the_database(db: None, client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        answer = client.get("/sehat/")

    assert (answer.status_code, answer.content) == (200, b"sehat")


def test_health_is_red_when_the_database_is_gone(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(raise_request_exception=False)
    monkeypatch.setattr("appraisal.views.connection", None)

    assert client.get("/sehat/").status_code == 500


@pytest.mark.once
@pytest.mark.parametrize("page", ["bantuan", "aksesibilitas", "privasi"])
def test_help_is_open_to_everybody(db: None, client: Client, page: str) -> None:
    answer = client.get(f"/{page}/")

    assert answer.status_code == 200
    assert len(text_of(answer)) > 300


def test_the_gallery_is_closed_outside_of_development(db: None, client: Client, settings: Any) -> None:
    assert client.get("/gaya/").status_code == 404
    settings.DEBUG = True
    assert client.get("/gaya/").status_code == 200


@pytest.mark.once
def test_an_unknown_address_says_what_to_do(db: None, client: Client) -> None:
    answer = client.get("/tidak/ada/")

    assert answer.status_code == 404
    assert "Periksa alamat yang Anda tulis, atau mulai lagi dari Beranda." in text_of(answer)


def test_a_crash_answers_calmly_and_tells_nothing_of_the_inside(
    office: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(office.ani, backend="organizations.backends.NipBackend")
    monkeypatch.setattr("reviews.views.home.home_page", lambda *args: 1 / 0)

    answer = client.get("/")

    assert answer.status_code == 500
    assert "Ini bukan kesalahan Anda." in text_of(answer)
    assert "ZeroDivisionError" not in answer.content.decode()
    assert "Traceback" not in answer.content.decode()


def test_the_page_for_a_crash_needs_no_database() -> None:
    """The database is closed in this test: any query would be an error."""
    request = RequestFactory().get("/")

    answer = server_error(request)

    assert answer.status_code == 500
    assert "Ini bukan kesalahan Anda." in text_of(answer)


@pytest.mark.once
def test_too_many_fields_get_a_page_of_ours(office: World, client: Client) -> None:
    client.force_login(office.ani, backend="organizations.backends.NipBackend")

    answer = client.post("/data-saya/keliru/", {f"f{number}": "x" for number in range(1500)})

    assert answer.status_code == 400
    assert "Kiriman ini terlalu besar" in text_of(answer)
    assert not office.ani.data_reports.exists()


@pytest.mark.once
def test_three_megabytes_of_text_get_a_page_of_ours(office: World, client: Client) -> None:
    client.force_login(office.ani, backend="organizations.backends.NipBackend")

    answer = client.post(
        "/data-saya/keliru/",
        "message=" + "x" * 3_000_000,
        content_type="application/x-www-form-urlencoded",
    )

    assert answer.status_code == 400
    assert "Kiriman ini terlalu besar" in text_of(answer)


def test_a_foreign_host_gets_no_page(db: None, client: Client) -> None:
    answer = client.get("/masuk/", headers={"host": "evil.id"})

    assert answer.status_code == 400
    assert "evil.id" not in answer.content.decode()


def test_the_button_to_stay_keeps_the_session(office: World, client: Client) -> None:
    client.force_login(office.ani, backend="organizations.backends.NipBackend")

    answer = client.get("/sesi/")

    assert answer.status_code == 204
    assert "sesi" in answer.cookies
