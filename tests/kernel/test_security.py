"""Headers, cookies and production settings (ASVS 3.3, 3.4, 13.4; reliability 1.2)."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from appraisal.cipher import encrypt
from appraisal.models import FormToken
from appraisal.start import refuse_wrong_settings
from tests.scenes import Scene
from tests.world import NOW, World

ROOT = Path(__file__).parents[2]
PRODUCTION = {
    "DEBUG": "false",
    "DEMO": "false",
    "HTTPS": "true",
    "PROXY_COUNT": "1",
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz-0123456789abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "capaian.example.go.id",
    "SITE_URL": "https://capaian.example.go.id",
    "DATABASE_URL": "sqlite:////tmp/never-opened.sqlite3",
    "DJANGO_SETTINGS_MODULE": "appraisal.settings",
}
# Whom each page is looked at with: the one who sees most of it.
PAGES = [
    ("gita", "reviews:home", "-"),
    ("ani", "organizations:profile", "-"),
    ("ani", "organizations:password", "-"),
    ("gita", "organizations:employee-list", "-"),
    ("gita", "organizations:employee-detail", "employee.ani"),
    ("gita", "organizations:report-list", "-"),
    ("gita", "organizations:report-answer", "report.ani"),
    ("gita", "organizations:agency", "-"),
    ("gita", "organizations:import-start", "-"),
    ("ani", "indicators:plan-mine", "-"),
    ("ani", "indicators:plan-detail", "plan.agreed.ani"),
    ("ani", "indicators:plan-compose", "plan.draft.ani"),
    ("ani", "indicators:plan-settings", "plan.draft.ani"),
    ("ani", "indicators:plan-check", "plan.draft.ani"),
    ("ani", "indicators:result-new", "plan.draft.ani"),
    ("ani", "indicators:result-edit", "result.draft.ani"),
    ("ani", "indicators:plan-behaviours", "plan.draft.ani"),
    ("ani", "indicators:plan-annexes", "plan.draft.ani"),
    ("budi", "indicators:plan-detail", "plan.submitted.ani"),
    ("budi", "indicators:plan-compare", "plan.submitted.ani"),
    ("budi", "indicators:plan-queue", "-"),
    ("gita", "desk:period-list", "-"),
    ("gita", "desk:period-detail", "period.open"),
    ("gita", "desk:figure-edit", "figure.prepared"),
    ("ani", "reviews:progress-mine", "-"),
    ("ani", "reviews:progress-report", "indicator.ani"),
    ("ani", "reviews:result-mine", "-"),
    ("ani", "reviews:evaluation-detail", "evaluation.shared.ani"),
    ("budi", "reviews:team", "-"),
    ("budi", "reviews:team-plan", "plan.agreed.ani"),
    ("budi", "reviews:feedback-give", "plan.agreed.ani"),
    ("budi", "reviews:evaluation-rate", "evaluation.draft.ani"),
    ("budi", "reviews:evaluation-check", "evaluation.draft.ani"),
    ("gita", "desk:cycle", "-"),
    ("gita", "desk:completeness", "-"),
    ("gita", "desk:report-files", "-"),
    ("gita", "reviews:achievement-list", "-"),
    ("citra", "reviews:achievement-detail", "unit.bidang"),
    ("gita", "awards:award-list", "-"),
    ("gita", "awards:award-new", "-"),
    ("gita", "awards:award-detail", "award.open"),
    ("hadi", "awards:candidate-decide", "candidate.ani"),
    ("nobody", "organizations:login", "-"),
    ("nobody", "reviews:document-verify", "document.ani"),
    ("nobody", "reviews:document-verify-start", "-"),
    ("nobody", "help", "-"),
]
HEADERS = {
    "Content-Security-Policy": (
        "base-uri 'none'; connect-src 'self'; default-src 'none'; form-action 'self'; "
        "frame-ancestors 'none'; img-src 'self'; script-src 'self'; style-src 'self'"
    ),
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
ADDRESSES = {"href", "src", "action", "formaction", "poster", "data", "srcset", "hx-get", "hx-post"}


OURS = r"/(?!/)|[?#]|$|[a-z]+/(\?|$)|https://contoh\.go\.id/"  # a path, perhaps from here on; no host


class Watcher(HTMLParser):
    """Collects what a strict policy forbids: inline code, inline style, addresses of other sites."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag in {"style", "iframe", "object", "embed", "base"} or (tag == "script" and "src" not in found):
            self.faults.append(f"<{tag}>")
        for name, value in found.items():
            if name == "style" or name.startswith("on") or name.startswith("hx-on"):
                self.faults.append(f"{tag} {name}")
            if name in ADDRESSES and not re.match(OURS, value):
                self.faults.append(f"{tag} {name}={value}")
        if found.get("target") == "_blank" and "noopener" not in found.get("rel", ""):
            self.faults.append("a link to a new tab without noopener")


def sorted_policy(value: str) -> str:
    return "; ".join(sorted(part.strip() for part in value.split(";") if part.strip()))


def assert_guarded(answer: Any) -> None:
    policy = sorted_policy(answer.headers.get("Content-Security-Policy", ""))
    assert policy == HEADERS["Content-Security-Policy"]
    for name, value in HEADERS.items():
        if name != "Content-Security-Policy":
            assert answer.headers.get(name) == value, name
    assert "Server" not in answer.headers
    assert "X-Powered-By" not in answer.headers


@pytest.mark.once
def test_every_page_carries_the_headers_and_no_inline_code(scene: Scene) -> None:
    for person, name, thing in PAGES:
        client = Client()
        if person != "nobody":
            client.force_login(scene.world.people[person], backend="organizations.backends.NipBackend")
        answer = client.get(scene.href(name, thing))
        assert answer.status_code == 200, name
        assert_guarded(answer)
        watcher = Watcher()
        watcher.feed(answer.content.decode())
        assert watcher.faults == [], (name, watcher.faults)


@pytest.mark.once
def test_pages_of_errors_are_guarded_as_well(office: World, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(office.ani, backend="organizations.backends.NipBackend")
    strict = Client(enforce_csrf_checks=True)
    answers = {
        404: client.get("/tidak-ada/"),
        403: client.get("/bkd/instansi/"),
        405: client.get("/keluar/"),
        401: Client().post("/data-saya/keliru/", {"message": "x"}),
        422: client.post("/data-saya/keliru/", {"subject": "x"}),
        302: Client().get("/"),
        400: client.post("/data-saya/keliru/", {f"f{number}": "x" for number in range(1500)}),
    }
    monkeypatch.setattr("reviews.views.home.home_page", lambda *args: 1 / 0)
    answers[500] = client.get("/")

    for status, answer in answers.items():
        assert answer.status_code == status
        assert_guarded(answer)
    assert_guarded(strict.post("/masuk/", {"nip": "1"}))


def test_downloads_are_attachments_that_no_browser_guesses_about(scene: Scene) -> None:
    client = Client()
    client.force_login(scene.world.gita, backend="organizations.backends.NipBackend")
    for href, kind in (
        (scene.href("desk:report-files") + "?format=csv", "text/csv"),
        (scene.href("desk:report-files") + "?format=xlsx", "application/vnd.openxml"),
        (scene.href("reviews:document-download", "document.ani"), "application/pdf"),
        (scene.href("organizations:import-refused", "import.gita"), "text/csv"),
    ):
        answer = client.get(href)
        assert_guarded(answer)
        assert answer["Content-Type"].startswith(kind)
        assert answer["Content-Disposition"].startswith("attachment; filename=")
        assert "no-store" in answer["Cache-Control"]


def test_the_session_cookie_is_closed_to_scripts_and_other_sites(office: World, client: Client) -> None:
    from tests.world import PASSWORD

    client.get("/masuk/")
    client.post("/masuk/", {"nip": office.ani.nip, "password": PASSWORD})

    for name in ("sesi", "csrf"):
        cookie = client.cookies[name]
        assert cookie["httponly"], name
        assert cookie["samesite"] == "Lax", name
        assert cookie["domain"] == "", name
        assert cookie["path"] == "/", name


def test_only_the_named_pages_are_open_without_a_login() -> None:
    from django.urls import get_resolver

    opened = set()
    for entry in get_resolver().url_patterns:
        if getattr(entry, "namespace", "") == "api":  # tokens open it, see tests/desk/test_api.py
            continue
        for inner in getattr(entry, "url_patterns", [entry]):
            if not getattr(inner.callback, "login_required", True):
                opened.add(inner.name)

    assert opened == {
        *("health", "ready", "gallery", "help", "accessibility", "privacy"),
        *("login", "logout", "document-verify", "document-verify-start"),
        *("voice-start", "voice-speak", "voice-thanks", "voice-results"),
        "honours",  # winners who agree to be named; of the others a number
    }


def test_only_the_page_of_voices_takes_a_form_without_a_cookie() -> None:
    from django.urls import get_resolver

    exempt = {
        inner.name
        for entry in get_resolver().url_patterns
        if getattr(entry, "namespace", "") != "api"  # it knows no cookie, and answers GET alone
        for inner in getattr(entry, "url_patterns", [entry])
        if getattr(inner.callback, "csrf_exempt", False)
    }

    assert exempt == {"voice-speak"}


# --- Production ---------------------------------------------------------------------------------


def in_production(code: list[str], **changes: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, *code],
        cwd=ROOT,
        env=kept | PRODUCTION | changes,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_production_settings_pass_the_deployment_checks() -> None:
    checked = in_production(["manage.py", "check", "--deploy", "--fail-level", "WARNING"])

    assert checked.returncode == 0, checked.stderr


def test_production_cookies_are_bound_to_the_host_and_to_https() -> None:
    names = (
        "SESSION_COOKIE_NAME CSRF_COOKIE_NAME SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE "
        "SECURE_SSL_REDIRECT SECURE_HSTS_SECONDS SECURE_HSTS_INCLUDE_SUBDOMAINS DEBUG DEMO"
    )
    code = f"from django.conf import settings as s; print([getattr(s, n) for n in '{names}'.split()])"

    shown = in_production(["-c", code])

    assert shown.stdout.strip() == str(
        ["__Host-sesi", "__Host-csrf", True, True, True, 31536000, True, False, False]
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS=* is refused"),
        ({"ALLOWED_HOSTS": "capaian.example.go.id,*"}, "ALLOWED_HOSTS=* is refused"),
    ],
)
def test_a_production_site_that_is_open_does_not_start(changes: dict[str, str], said: str) -> None:
    started = in_production(["manage.py", "check"], **changes)

    assert started.returncode != 0
    assert said in started.stderr


def test_a_server_does_not_start_without_its_static_files_and_says_so(tmp_path: Path) -> None:
    code = "import appraisal.settings as s, sys; s.STATIC_ROOT = sys.argv[1]; import appraisal.wsgi"

    started = in_production(["-c", code, str(tmp_path)], DATABASE_URL=f"sqlite:///{tmp_path}/x.sqlite3")

    assert started.returncode != 0
    assert "The static files are missing: run manage.py collectstatic" in started.stderr


@pytest.mark.once
@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"DEBUG": True, "ALLOWED_HOSTS": ["capaian.example.go.id"]}, "DEBUG=true shows the inside"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is shorter"),
        ({"SECRET_KEY": "debug-only-" + "x" * 50}, "SECRET_KEY is shorter"),
        (
            {"SECRET_KEY": "another-key-than-that-of-the-database-" + "y" * 20},
            "not the one that this database",
        ),
    ],
    ids=["debug", "short", "of development", "changed"],
)
def test_a_server_does_not_start_with_wrong_settings(
    office: World, settings: Any, changes: dict[str, Any], said: str
) -> None:
    FormToken.objects.create(key="k", user=office.ani, location=encrypt("/"), at=NOW)
    refuse_wrong_settings()
    for name, value in changes.items():
        setattr(settings, name, value)

    with pytest.raises(ImproperlyConfigured, match=said):
        refuse_wrong_settings()


@pytest.mark.once
def test_a_key_that_was_changed_on_purpose_is_named_as_a_former_one(office: World, settings: Any) -> None:
    FormToken.objects.create(key="k", user=office.ani, location=encrypt("/"), at=NOW)

    settings.IDENTITY_KEYS = ["new" * 20, settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-than-that-of-the-database-" + "y" * 20

    refuse_wrong_settings()


def test_passwords_are_kept_with_argon2id_of_the_chosen_strength() -> None:
    from django.contrib.auth.hashers import make_password

    from appraisal.hashers import Argon2id

    kept = make_password("kata sandi", hasher=Argon2id())
    assert "$argon2id$v=19$m=19456,t=2,p=1$" in kept
