"""Every form of the site: an expired session, a stale token, a double click lose nothing and do it once.

The forms are those of the access matrix: each POST that its rightful person may make.
"""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.test import Client

from appraisal.middleware import OWNER
from appraisal.models import Event
from organizations.models import Employee
from tests.pages import form_of, undone
from tests.scenes import Scene
from tests.test_matrix import PEOPLE, ROWS, sent
from tests.world import PASSWORD

pytestmark = pytest.mark.once
# What is typed where no text is needed: it has to be on the page of the login as well.
LONG = "Sebuah tulisan yang diketik dengan sabar, <b>tebal</b> & “panjang”.\nBaris kedua."
OPEN = {"organizations:login", "organizations:logout", "reviews:document-verify-start"}
FORMS = [
    (name, thing, person)
    for name, method, thing, expected in ROWS
    if method == "POST" and name not in OPEN
    for person, status in zip(PEOPLE, expected, strict=True)
    if status == 302
]
SLOW = {"reviews:document-issue"}  # prints a PDF each time; tried with one person only
TRIED = [form for number, form in enumerate(FORMS) if form[0] not in SLOW or form[2] == "ani"]
ONE_EACH = list({(name, thing): (name, thing, person) for name, thing, person in TRIED}.values())


@pytest.fixture
def scene(scene: Scene) -> Scene:
    Employee.objects.update(password=make_password(PASSWORD))
    for name, person in scene.world.people.items():
        scene.world.people[name] = Employee.objects.get(pk=person.pk)
    return scene


def client_of(scene: Scene, person: str, **options: Any) -> Client:
    client = Client(**options)
    client.force_login(scene.world.people[person], backend="organizations.backends.NipBackend")
    return client


def typed(scene: Scene, name: str, thing: str, person: str) -> dict[str, str]:
    """Return what the form of this person sends, with a text that no field asked for and its keys."""
    data = sent(scene, name, thing) | {"catatan_bebas": LONG, "_once": uuid.uuid4().hex}
    return data | {"_owner": OWNER.sign(str(scene.world.people[person].pk))}


def assert_kept(page: Any, data: dict[str, str]) -> None:
    fields = form_of(page).fields
    for name, value in data.items():
        if "password" in name:
            assert name not in fields, "passwords are typed anew"
        else:
            assert fields.get(name, "") == value, name


HANDFULS = {" ".join(ONE_EACH[at]): ONE_EACH[at : at + 5] for at in range(0, len(ONE_EACH), 5)}


@pytest.mark.usefixtures("unprinted")
@pytest.mark.parametrize("forms", HANDFULS.values(), ids=HANDFULS)
def test_nothing_typed_is_lost_and_nothing_is_done_twice(
    scene: Scene, forms: list[tuple[str, str, str]]
) -> None:
    """Each form in all four accidents, each from the same beginning."""
    for form in forms:
        cache.clear()
        try:
            direct = a_second_press_gets_the_answer_of_the_first(scene, *form)
            the_login_on_the_way_performs_the_act(scene, *form, leads_to=direct)
            with undone():
                a_stale_token_shows_everything_again_and_one_press_sends_it(scene, *form)
        except AssertionError as error:
            raise AssertionError(*form) from error


def a_second_press_gets_the_answer_of_the_first(scene: Scene, name: str, thing: str, person: str) -> str:
    """Send a form twice; return where its answer leads."""
    href, data = scene.href(name, thing), typed(scene, name, thing, person)
    with undone():
        client = client_of(scene, person)
        first = client.post(href, data)
        events = Event.objects.count()

        second = client.post(href, data)

        assert first.status_code == 302
        assert (second.status_code, second["Location"]) == (303, first["Location"])
        assert Event.objects.count() == events
    return str(first["Location"])


def the_login_on_the_way_performs_the_act(
    scene: Scene, name: str, thing: str, person: str, *, leads_to: str
) -> None:
    """Send a form without a session: another person at the login sends nothing, the right one all."""
    href, data = scene.href(name, thing), typed(scene, name, thing, person)
    other = "fajar" if person != "fajar" else "ani"
    events = Event.objects.count()
    with undone():
        stranger = Client()
        page = stranger.post(href, data)
        assert page.status_code == 401
        assert Event.objects.count() == events
        assert_kept(page, data)
        again = form_of(page)

        with undone():
            keys = {"_nip": scene.world.people[other].nip, "_sandi": PASSWORD}
            answer = Client().post(again.action, again.fields | keys)
            assert (answer.status_code, answer["Location"]) == (302, "/")
            assert Event.objects.count() == events

        keys = {"_nip": scene.world.people[person].nip, "_sandi": PASSWORD}
        answer = stranger.post(again.action, again.fields | keys)
        assert answer.status_code == 302
        assert shape(answer["Location"]) == shape(leads_to)


def shape(location: str) -> str:
    """Return an address without what differs from run to run: numbers and codes of new rows."""
    import re

    return re.sub(r"/dokumen/[\w-]+/", "/dokumen/x/", re.sub(r"\d+", "0", location))


def a_stale_token_shows_everything_again_and_one_press_sends_it(
    scene: Scene, name: str, thing: str, person: str
) -> None:
    """Send a form whose token is gone, and then what comes back."""
    href, data = scene.href(name, thing), typed(scene, name, thing, person)
    client = client_of(scene, person, enforce_csrf_checks=True)
    events = Event.objects.count()

    page = client.post(href, data)

    assert page.status_code == 403
    assert Event.objects.count() == events
    kept = {key: value for key, value in data.items() if key != "_once"}
    assert_kept(page, kept)
    assert client.post(form_of(page).action, form_of(page).fields).status_code == 302
