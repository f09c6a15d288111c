"""A headless Chromium for the journeys, the site it talks to, and the data it finds there.

`CHROMIUM` names the browser (the gate sets it); the distribution's is used, never a download.
`SHOTS=folder` keeps a picture of every page that is looked at; a failing test leaves its pictures in shots/.
The clock of the site stands still at the world's day, so that the year 2026 never ends.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.conftest import bring_rows
from tests.world import NOW, World, build_world

AXE = Path(__file__).parent.parent / "vendor" / "axe-core" / "axe.min.js"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SHOTS = Path(__file__).parent.parent.parent / "shots"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PATIENCE = 60_000  # milliseconds; a busy machine may import slowly
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the pages of one stage of the demo city in one process, which builds it once."""
    for item in items:
        stage = getattr(item, "callspec", None) and item.callspec.params.get("city")
        if stage:
            item.add_marker(pytest.mark.xdist_group(stage))


# --- The browser ------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for the whole session."""
    known = map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser"))
    path = os.environ.get("CHROMIUM") or next(filter(None, known), None)
    if not path:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    # Playwright keeps an event loop in this thread, and Django would refuse the database beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield started
        started.close()


def new_context(browser: Browser, server: str, complaints: list[str], **options: Any) -> BrowserContext:
    """Return a session of its own that notes errors of scripts and breaches of the security policy."""
    context = browser.new_context(base_url=server, locale="id-ID", timezone_id="Asia/Jakarta", **options)
    context.set_default_timeout(PATIENCE)
    context.on("weberror", lambda error: complaints.append(f"script error: {error.error}"))
    context.on(
        "console", lambda m: complaints.append(m.text) if "Content Security Policy" in m.text else None
    )
    return context


@contextlib.contextmanager
def kept_when_failing(request: pytest.FixtureRequest, pages: Callable[[], list[Page]]) -> Iterator[None]:
    """Leave a picture of every page in shots/ when the test around it fails."""
    failures_before = request.session.testsfailed
    yield
    if request.session.testsfailed > failures_before:
        SHOTS.mkdir(exist_ok=True)
        name = re.sub(r"\W+", "-", request.node.name)
        for number, page in enumerate(pages()):
            page.screenshot(path=SHOTS / f"{name}-{number}.png", full_page=True)


@pytest.fixture
def open_page(browser: Browser, server: str, request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    """Return `open_page(width=1280, dark=False, javascript=True) -> Page`, each in a fresh session.

    A page that throws an error or breaks the content security policy fails the test.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_one(*, width: int = 1280, dark: bool = False, javascript: bool = True, **options: Any) -> Page:
        options |= {"viewport": {"width": width, "height": 900}, "java_script_enabled": javascript}
        options |= {"color_scheme": "dark" if dark else "light"}
        contexts.append(new_context(browser, server, complaints, **options))
        return contexts[-1].new_page()

    with kept_when_failing(request, lambda: [page for context in contexts for page in context.pages]):
        yield open_one
    for context in contexts:
        context.close()
    assert not complaints


@pytest.fixture(scope="session")
def window(browser: Browser, server: str) -> Iterator[tuple[Page, list[str]]]:
    """A window that stays open, and its complaints: the engine knows our scripts and axe by then."""
    complaints: list[str] = []
    context = new_context(browser, server, complaints)
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())  # it leaves pages with something typed in them
    yield page, complaints
    context.close()


@pytest.fixture
def kept_page(window: tuple[Page, list[str]], request: pytest.FixtureRequest) -> Iterator[Page]:
    """The page of that window, as if fresh: without session, drafts and complaints of the test before."""
    page, complaints = window
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light")
    with kept_when_failing(request, lambda: [page]):
        yield page
    page.evaluate("localStorage.clear(); sessionStorage.clear()")
    page.context.clear_cookies()
    found = complaints.copy()
    complaints.clear()
    assert not found


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """A desktop page with JavaScript."""
    return open_page()


@pytest.fixture
def accessibility_faults() -> Callable[..., list[str]]:
    """Return a function that runs axe-core on a page, all rules or some, and gives one line per violation."""

    def faults(page: Page, rules: list[str] | None = None) -> list[str]:
        if not page.evaluate("'axe' in window"):  # the policy forbids script tags, not the inspector
            page.evaluate(AXE.read_text(encoding="utf-8"))
        chosen = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": AXE_TAGS}
        result = page.evaluate("runOnly => axe.run(document, {runOnly, resultTypes: ['violations']})", chosen)
        return [
            f"{page.url}: {violation['id']}: {violation['help']}: {node['target']}: {node['html'][:160]}"
            for violation in result["violations"]
            for node in violation["nodes"]
        ]

    return faults


# --- The site ---------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Serve the site of this process, files of `static` included; return its address."""
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.test.testcases import LiveServerThread

    class KeptFiles(StaticFilesHandler):
        """Let the browser keep styles and scripts, as the real server does."""

        def serve(self, request: Any) -> Any:
            response = super().serve(request)
            response["Cache-Control"] = "max-age=3600"
            return response

    thread = LiveServerThread("localhost", KeptFiles)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield f"http://{thread.host}:{thread.port}"
    thread.terminate()


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> Path:
    """A database file as the migrations leave it (tests/kernel/test_migrations.py); journeys copy it."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    if connection.vendor != "sqlite":
        pytest.skip("journeys run on SQLite: each begins with a copy of one file")
    file = tmp_path_factory.mktemp("blank") / "capaian.sqlite3"
    with working_on(file, django_db_blocker), pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "MIGRATION_MODULES", {app.label: None for app in apps.get_app_configs()})
        call_command("migrate", run_syncdb=True, verbosity=0)
        bring_rows()
    return file


@contextlib.contextmanager
def working_on(file: Path, django_db_blocker: Any) -> Iterator[None]:
    """Let this process and its server work on another database file, at the world's moment."""
    from django.db import connection
    from django.utils import timezone

    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        connection.close()
        patch.setitem(connection.settings_dict, "NAME", str(file))
        patch.setattr(timezone, "now", lambda: NOW)
        yield
        connection.close()


@pytest.fixture
def site(server: str, blank: Path, tmp_path: Path, django_db_blocker: Any) -> Iterator[str]:
    """The site with an empty database."""
    with working_on(_copy(blank, tmp_path), django_db_blocker):
        yield server


@pytest.fixture
def world(site: str) -> World:
    """The named people with the year 2026 open, for a browser to meet."""
    return build_world()


@pytest.fixture(scope="module")
def city(
    request: pytest.FixtureRequest,
    server: str,
    blank: Path,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_blocker: Any,
) -> Iterator[str]:
    """The demo city of sixty people at the stage that the test names, shared by a module's tests."""
    from desk.demo.build import build
    from desk.demo.clock import Stage

    file = _copy(blank, tmp_path_factory.mktemp(request.param))
    with working_on(file, django_db_blocker):
        build(people=60, stage=Stage[request.param.upper()], seed=1)
        yield request.param


def _copy(file: Path, folder: Path) -> Path:
    """Copy a database that nobody has open, with what still lies in its journal."""
    for part in file.parent.glob(f"{file.name}*"):
        shutil.copy(part, folder)
    return folder / file.name


@pytest.fixture
def log_in(server: str) -> Callable[[Page, Any], None]:
    """Return `log_in(page, employee)`, which hands the browser a session without the login page."""
    from django.conf import settings
    from django.test import Client

    def enter(page: Page, person: Any) -> None:
        client = Client()
        client.force_login(person, backend="organizations.backends.NipBackend")
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": server}])

    return enter
