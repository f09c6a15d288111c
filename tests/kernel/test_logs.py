"""Lines of the log: what they tell, what they never tell, and of whom not even that."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction
from django.test import Client
from django.urls import reverse

from appraisal import logs, pdf
from organizations.models import Employee
from tests.pages import form_of, forms_of, text_of
from tests.scenes import Scene
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TYPED = "Rahasia yang saya tulis 198704052010011002"
Lines = list[dict[str, Any]]


class Lined(logging.Handler):
    """Keeps every line as it would be written."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(logs.Line())
        self.written = io.StringIO()

    def emit(self, record: logging.LogRecord) -> None:
        self.written.write(self.format(record) + "\n")

    @property
    def text(self) -> str:
        return self.written.getvalue()

    @property
    def lines(self) -> Lines:
        return [json.loads(line) for line in self.text.splitlines()]


@pytest.fixture
def log() -> Iterator[Lined]:
    handler, root = Lined(), logging.getLogger()
    root.addHandler(handler)
    yield handler
    root.removeHandler(handler)


@pytest.fixture
def chatty() -> Iterator[None]:
    """Let the loggers of others say all they can."""
    before = {name: logging.getLogger(name).level for name in ("django", "django.request", "axes")}
    for name in before:
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)


def calm() -> Client:
    return Client(raise_request_exception=False)


def enter(person: Employee) -> Client:
    client = calm()
    client.force_login(person, backend="organizations.backends.NipBackend")
    return client


def silent_about(log: Lined, *people: Employee) -> bool:
    secrets = [
        TYPED,
        "198704052010011002",
        *(text for person in people for text in (person.nip, person.name)),
    ]
    return not [secret for secret in secrets if secret in log.text]


def test_a_page_is_one_line_with_its_route_and_the_key_of_the_person(office: World, log: Lined) -> None:
    answer = enter(office.ani).get("/data-saya/?cari=rahasia")

    (line,) = log.lines
    assert {name: line[name] for name in ("level", "message", "route", "status", "user")} == {
        "level": "INFO",
        "message": "GET",
        "route": "organizations:profile",
        "status": 200,
        "user": office.ani.pk,
    }
    assert line["time"].endswith("Z")
    assert line["ms"] >= 0
    assert line["request"] == answer.headers["X-Request-ID"]
    assert "data-saya" not in log.text
    assert "rahasia" not in log.text


def test_a_page_that_fails_shows_the_code_under_which_the_log_has_it(
    office: World, log: Lined, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        try:
            raise KeyError(office.ani.nip)
        except KeyError as error:
            raise ValueError(f"{TYPED}\n{office.ani.name}") from error

    monkeypatch.setattr("reviews.views.home.home_page", fail)

    answer = enter(office.ani).get("/", {"q": TYPED})

    fault = next(line for line in log.lines if "error" in line)
    assert fault["request"] in text_of(answer)
    assert [error["class"] for error in fault["error"]] == ["ValueError", "KeyError"]
    assert fault["error"][0]["at"][-1].startswith("tests/kernel/test_logs.py:")
    assert silent_about(log, office.ani)
    assert not [line for error in fault["error"] for line in error["at"] if line.startswith("/")]


def test_an_unknown_address_is_a_line_without_the_address(office: World, chatty: None, log: Lined) -> None:
    answer = enter(office.ani).get("/pegawai/198704052010011002/Siti/", {"q": TYPED})

    assert answer.status_code == 404
    assert [line["status"] for line in log.lines if "status" in line] == [404]
    assert "Siti" not in log.text
    assert silent_about(log, office.ani)


def test_failed_logins_name_nobody_not_even_by_the_words_of_axes(
    office: World, chatty: None, log: Lined, settings: Any
) -> None:
    settings.AXES_FAILURE_LIMIT, client = 2, calm()
    for _ in range(3):
        page = client.get("/masuk/")
        fields = form_of(page).fields | {"nip": office.ani.nip, "password": TYPED}
        client.post("/masuk/", fields, REMOTE_ADDR="203.0.113.77")

    said = [line["message"] for line in log.lines if line["logger"].startswith("axes")]
    assert any("New login failure by …" in sentence for sentence in said)
    assert any("Locking out …" in sentence for sentence in said)
    assert silent_about(log, office.ani)
    assert "203.0.113" not in log.text


def test_a_pdf_that_fails_says_where_and_not_what(log: Lined, monkeypatch: pytest.MonkeyPatch) -> None:
    try:
        pdf.to_pdf(f'<p>{TYPED}</p><img src="https://evil.id/{TYPED}">', identifier="x")
    except pdf.PdfFailed:
        logging.getLogger("reviews.documents").exception("A document could not be drawn.")

    assert log.lines[-1]["message"] == "A document could not be drawn."
    assert log.lines[-1]["error"][0]["class"] == "PdfFailed"
    assert silent_about(log)
    assert "evil.id" not in log.text


def test_a_pdf_that_cannot_be_drawn_names_nobody(log: Lined, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **kwargs: Any) -> bytes:
        raise ValueError(TYPED)

    monkeypatch.setattr(pdf, "_write", fail)

    with pytest.raises(pdf.PdfFailed):
        pdf.to_pdf(f"<p>{TYPED}</p>", identifier=f"matriks {TYPED}")

    assert [line["logger"] for line in log.lines] == ["appraisal.pdf"] * 3
    assert silent_about(log)


def test_a_foreign_host_and_a_stale_form_are_told_without_their_texts(
    office: World, chatty: None, log: Lined
) -> None:
    calm().get("/masuk/", headers={"host": "198704052010011002.evil.id"})
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(office.ani, backend="organizations.backends.NipBackend")
    strict.post("/data-saya/keliru/", {"message": TYPED})

    assert {line["logger"] for line in log.lines} >= {
        "django.security.DisallowedHost",
        "django.security.csrf",
    }
    assert "evil.id" not in log.text
    assert silent_about(log, office.ani)


def broken_constraint(office: World, log: Lined) -> dict[str, Any]:
    try:
        with transaction.atomic():
            Employee.objects.filter(pk=office.budi.pk).update(nip=office.ani.nip, name=TYPED[:150])
    except IntegrityError:
        logging.getLogger("organizations").exception("Not stored.")
    (line,) = log.lines
    assert silent_about(log, office.ani)
    return line["error"][0]


def test_a_broken_constraint_is_named_and_its_values_are_not(office: World, log: Lined) -> None:
    known = broken_constraint(office, log)

    assert known["constraint"] == "UNIQUE constraint failed: organizations_employee.nip"


@pytest.mark.postgres
def test_postgresql_names_constraint_and_table_and_no_value(office: World, log: Lined) -> None:
    (known, cause) = broken_constraint(office, log), log.lines[0]["error"][1]

    assert known["class"] == "IntegrityError"
    assert (cause["code"], cause["table"]) == ("23505", "organizations_employee")
    assert "nip" in cause["constraint"]


def test_line_breaks_of_others_make_no_line_of_ours(log: Lined) -> None:
    logging.getLogger("reviews").warning("%s", 'a\r\n{"level": "CRITICAL"}\u2028b\x1b[2J')

    assert len(log.text.splitlines()) == 1
    assert [line["level"] for line in log.lines] == ["WARNING"]


def test_where_people_speak_in_confidence_no_line_is_written(scene: Scene, log: Lined) -> None:
    client = enter(scene.world.ani)
    client.get(reverse("multirater:invitation-list"))
    client.get(reverse("reviews:voice-start"))

    assert log.lines == []


def test_a_fault_there_names_nobody(scene: Scene, log: Lined, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("multirater.views.rater.TemplateResponse", lambda *args: 1 / 0)

    enter(scene.world.ani).get(reverse("multirater:invitation-list"))

    faults = log.lines
    assert [line["error"][0]["class"] for line in faults] == ["ZeroDivisionError"]
    assert not [line for line in faults if "user" in line]


GIVEN = "0af7651916cd43dd8448eb211c80319c"


@pytest.mark.parametrize(
    ("proxies", "given", "is_taken"),
    [(1, GIVEN, True), (0, GIVEN, False), (1, "a b\nc", False), (1, "x" * 65, False), (1, "ab", False)],
    ids=["proxy", "nobody's", "breaks", "long", "short"],
)
def test_an_id_counts_only_from_the_proxy_and_well_formed(
    client: Client, settings: Any, proxies: int, given: str, is_taken: bool
) -> None:
    settings.PROXY_COUNT = proxies

    answer = client.get("/bantuan/", headers={"X-Request-ID": given})

    assert (answer.headers["X-Request-ID"] == given) is is_taken


KEPT = "Tulisan yang tetap ada."


# --- While the database is away (hostile list 77) ---------------------------------------------------


def test_without_a_database_the_page_says_so_and_keeps_the_text(
    office: World, log: Lined, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = enter(office.ani)
    page = client.get(reverse("organizations:profile"))
    form = next(form for form in forms_of(page) if "message" in form.fields)

    def gone(*args: Any, **kwargs: Any) -> None:
        raise OperationalError(f'connection to server at "10.0.0.7" failed: {TYPED}')

    with monkeypatch.context() as away:
        away.setattr(connection, "cursor", gone)
        page = client.post("/data-saya/keliru/", form.fields | {"message": KEPT, "subject": "LAIN"})

    assert page.status_code == 503
    assert page.headers["Retry-After"] == "30"
    again = form_of(page)
    assert again.fields["message"] == KEPT
    assert again.fields["_owner"] == form.fields["_owner"]
    assert client.post(again.action, again.fields).status_code == 302
    assert "10.0.0.7" not in log.text
    assert silent_about(log, office.ani)
