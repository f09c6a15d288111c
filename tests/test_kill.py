"""SIGKILL of worker, web server and PostgreSQL in the middle of import, export and closing of a year.

Real processes: the worker of `manage.py db_worker` (tests/dying_worker.py), gunicorn, a server of our own.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, RemoteDisconnected
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg
import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse

from appraisal import jobs
from appraisal.jobs import Job, JobStatus, handling
from appraisal.models import Event
from desk.documents import bulk
from desk.tasks import report_documents
from indicators import operations
from indicators.models import Period, Plan
from indicators.tasks import closing
from organizations import resources
from organizations.models import Employee, Placement, StaffImport
from organizations.resources import staff_plan
from tests.desk.test_reports import asked, begin
from tests.dying_worker import SERVER, kill_tree
from tests.organizations.test_import_jobs import many, upload
from tests.world import NOW, agreed_plan, build_world

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / ".ci"))
import machine  # noqa: E402

PATIENCE = 40  # seconds for what takes two on an idle machine
KINDS = ("staff-apply", "period-closing", "report-documents")


def url_of(name: str = "") -> str:
    """Return the address of the test's database for another process."""
    own = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{own['NAME']}"
    return f"postgres://{own['USER']}:{own['PASSWORD']}@{own['HOST']}:{own['PORT']}/{name or own['NAME']}"


@pytest.fixture
def places(tmp_path: Path) -> dict[str, str]:
    """What the other processes are told of database and folders."""
    own = {"DJANGO_SETTINGS_MODULE": "appraisal.settings", "DEBUG": "true", "DATABASE_URL": url_of()}
    folders = {"RESULT_STORE": str(tmp_path / "results"), "EVIDENCE_STORE": str(tmp_path / "evidence")}
    return {**os.environ, **own, **folders, "PYTHONWARNINGS": "ignore", "OPENBLAS_NUM_THREADS": "1"}


def begun() -> Any:
    """Return the world with five agreed plans; imports of any size are the worker's."""
    import_module("indicators.migrations.0002_core_values").fill(apps, None)
    world = build_world()
    for name in ("ani", "dewi", "fajar", "budi", "citra"):
        agreed_plan(world, name)
    return world


@pytest.fixture
def three(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Any:
    """An import, an export and the closing of a year that wait; the world they are about."""
    monkeypatch.setattr(handling, "AT_ONCE", 0)
    world = begun()
    run = upload(world, *many(9))
    resources.confirm(run=run, version=run.version, digest=run.digest, by=world.gita, at=NOW)
    begin(world, asked(world))
    year = Period.objects.get(pk=world.period.pk)
    operations.close_period(period=year, version=year.version, by=world.gita, at=NOW)
    return world


@contextlib.contextmanager
def worker(places: dict[str, str], *when: str, **more: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start a worker that dies when it is told to; end it in any case."""
    command = [sys.executable, "-m", "tests.dying_worker", *when]
    process = subprocess.Popen(command, cwd=ROOT, env=places | more, start_new_session=True)
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # the workers that it forked as well
        process.wait()


def until(true: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, what
        time.sleep(0.05)


def all_done() -> bool:
    return not Job.objects.exclude(status=JobStatus.DONE).exists()


def assert_whole(archive: bytes) -> None:
    """What the three left: everything once, nothing lost."""
    new = Employee.objects.filter(name__istartswith="Sari")
    posts = Placement.objects.filter(employee__in=new, ended_on=None)
    assert (new.count(), posts.count(), posts.values("employee").distinct().count()) == (9, 9, 9)
    assert not StaffImport.objects.filter(confirmed_at=None).exists()
    assert set(Plan.objects.values_list("status", flat=True)) == {"DITUTUP"}
    told = Event.objects.filter(action__in=["plan.closed", "period.sealed", "staff.imported"])
    assert sorted(told.values_list("action", flat=True)) == [
        "period.sealed",
        *["plan.closed"] * 5,
        "staff.imported",
    ]
    assert_five(archive)
    for row in Job.objects.all():
        assert (row.cursor, row.fence) == (row.total, "")


def assert_five(archive: bytes) -> None:
    names = list(zipped(archive))
    assert len(names) == len(set(names)) == 5


def zipped(content: bytes) -> Iterator[str]:
    """Yield the names of all documents of an archive, those of inner archives as well."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith(".zip"):
                yield from zipped(archive.read(name))
            elif name.endswith(".pdf"):
                yield name


@pytest.mark.once  # on PostgreSQL workers die beside their server, see below
def test_a_killed_worker_loses_and_doubles_nothing_and_the_queue_goes_on(
    three: Any, places: dict[str, str]
) -> None:
    with worker(places, *KINDS) as supervisor:
        until(all_done, "the last worker takes up everything")
        supervisor.terminate()
        assert supervisor.wait(PATIENCE) == 0  # the last worker ended as asked, the others by SIGKILL
    key = Job.objects.get(kind="report-documents", parent=None).file_key
    assert_whole(Path(places["RESULT_STORE"], key).read_bytes())


@pytest.mark.postgres
def test_two_workers_share_it(three: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name in ((staff_plan, "BATCH"), (closing, "BATCH"), (report_documents, "STEP")):
        monkeypatch.setattr(module, name, 1)
    monkeypatch.setattr(bulk, "print_copy", lambda payload, at, **how: payload["owner"]["name"].encode())

    def share() -> None:
        while not all_done():
            jobs.run_waiting()
        connection.close()

    workers = [threading.Thread(target=share, daemon=True) for _ in range(2)]
    for one in workers:
        one.start()
    for one in workers:
        one.join(PATIENCE)
    with jobs.results.open_result(Job.objects.get(kind="report-documents", parent=None)) as file:
        assert_whole(file.read())


# --- The web server ---------------------------------------------------------------------------------

SITE = """
import os, signal
from django.utils import timezone
from django.urls import get_resolver
from appraisal.wsgi import application
from appraisal.jobs import handling
from tests.world import NOW
timezone.now = lambda: NOW
get_resolver().url_patterns  # read once, before workers are forked
handling.AT_ONCE = 0
enqueue = handling.enqueue
def dying(row, after=None):
    enqueue(row, after)
    if os.path.exists(os.environ["DIE"]):
        os.unlink(os.environ["DIE"])
        os.kill(os.getpid(), signal.SIGKILL)
handling.enqueue = dying
"""


@pytest.mark.once
def test_a_killed_web_server_leaves_a_whole_job_or_none(
    transactional_db: None, places: dict[str, str], tmp_path: Path, clock: Any
) -> None:
    world = begun()
    run, client = upload(world, *many(3)), Client()
    client.force_login(world.gita, backend="organizations.backends.NipBackend")
    session = client.cookies["sesi"].value
    (tmp_path / "site_.py").write_text(SITE)
    die = tmp_path / "die"
    report = (
        reverse("desk:report-files") + f"?report=skp&unit=0&period={world.period.pk}&copies=ya&format=xlsx"
    )
    presses = {
        "staff-apply": (
            reverse("organizations:import-preview", args=[run.pk]),
            reverse("organizations:import-confirm", args=[run.pk]),
        ),
        "report-documents": (report, reverse("desk:report-start")),
        "period-closing": (reverse("desk:period-close", args=[world.period.pk]), ""),
    }
    with site(places | {"DIE": str(die)}, tmp_path) as port:
        for kind, (page, action) in presses.items():
            die.touch()
            before = everything()
            with pytest.raises((RemoteDisconnected, ConnectionResetError)):
                press(port, session, page, action)
            assert everything() == before
            assert press(port, session, page, action) == 302
            assert Job.objects.filter(kind=kind, status=JobStatus.WAITING).count() == 1
    assert Job.objects.count() == len(presses)
    assert jobs.start("staff-apply", {}, by=None, at=NOW, key="staff-apply").kind == "staff-apply"
    assert Job.objects.count() == len(presses)


def everything() -> list[Any]:
    """Return what a press of these buttons may write."""
    year = Period.objects.values_list("version", "closed_at", "sealed_at")
    imports = StaffImport.objects.values_list("version", "applying_at", "confirmed_at")
    return [Job.objects.count(), Event.objects.count(), list(year), list(imports)]


@contextlib.contextmanager
def site(places: dict[str, str], folder: Path) -> Iterator[int]:
    """Serve the site with gunicorn, whose master brings a killed worker back."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "--workers", "1", "--bind", f"127.0.0.1:{port}", "--preload"]
    command += ["--pythonpath", str(folder), "--log-level", "critical", "site_:application"]
    process = subprocess.Popen(command, cwd=ROOT, env=places, start_new_session=True)
    try:
        until(lambda: answers(port), "gunicorn answers")
        yield port
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def answers(port: int) -> bool:
    with contextlib.suppress(OSError):
        wire = HTTPConnection("127.0.0.1", port, timeout=30)
        wire.request("GET", "/sehat/", headers={"Host": "localhost"})
        return wire.getresponse().status == 200
    return False


def press(port: int, session: str, page: str, action: str) -> int:
    """Press the button of a page as a browser does; return the status."""
    until(lambda: answers(port), "gunicorn answers")
    wire = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    headers = {"Host": "localhost", "Cookie": f"sesi={session}"}
    wire.request("GET", page, headers=headers)
    answer = wire.getresponse()
    cookie, text = answer.getheader("Set-Cookie", "").partition(";")[0], answer.read().decode()
    form = text.partition(f'action="{action}"' if action else 'class="card" method="post"')[2]
    asked = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form.partition("</form>")[0])
    headers |= {"Cookie": f"sesi={session}; {cookie}", "Content-Type": "application/x-www-form-urlencoded"}
    wire.request("POST", action or page, urlencode([*asked, ("year", "2026")]), headers)
    return wire.getresponse().status


# --- The database server -----------------------------------------------------------------------------


class Server:
    """A PostgreSQL of our own that can be killed and begun anew on the same data."""

    def __init__(self, folder: Path) -> None:
        self.programs = machine.find_postgres()
        owner = machine._owner()
        os.chown(folder, owner.pw_uid, owner.pw_gid)
        self.own: dict[str, Any] = {"cwd": folder, "stdin": subprocess.DEVNULL}
        if os.getuid() == 0:
            self.own |= {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
        self.folder, self.data, self.port = folder, folder / "data", machine._free_port()
        self.url = f"postgres://capaian@127.0.0.1:{self.port}/postgres"
        command = [self.programs / "initdb", "--pgdata", self.data, "--username", "capaian"]
        command += ["--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"]
        subprocess.run(command, check=True, capture_output=True, **self.own)

    def start(self) -> subprocess.Popen[bytes]:
        """Start it and wait until it answers; every commit is written before it is answered."""
        command = [self.programs / "postgres", "-D", self.data, "-p", str(self.port)]
        command += ["-k", self.folder, "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"]
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL, **self.own)
        until(lambda: self.ask("SELECT 1") == 1, "PostgreSQL answers")
        return process

    def ask(self, query: str) -> Any:
        """Return the one value of a query; None when there is no answer."""
        with contextlib.suppress(psycopg.OperationalError), psycopg.connect(self.url) as wire:
            row = wire.execute(query).fetchone()
            return row[0] if row else None

    def copy(self, url: str) -> None:
        """Take over everything of another database."""
        dumped = subprocess.run(
            [self.programs / "pg_dump", "--no-owner", "--no-privileges", url], check=True, capture_output=True
        )
        command = [self.programs / "psql", "-q", "-v", "ON_ERROR_STOP=1", self.url]
        subprocess.run(command, input=dumped.stdout, check=True, capture_output=True)


@pytest.mark.postgres
def test_killed_servers_and_workers_lose_and_double_nothing(three: Any, places: dict[str, str]) -> None:
    # Not the folder of the test: another account must reach it.
    folder = Path(tempfile.mkdtemp(prefix="capaian-pg-", dir="/tmp"))
    server = Server(folder)
    process = server.start()
    told = {"DATABASE_URL": server.url, "SERVER": str(server.data)}
    deaths = [
        kind + end for kind in KINDS for end in ("", SERVER)
    ]  # a worker, then the server below the next
    try:
        server.copy(url_of())
        with worker(places | told, *deaths) as supervisor:
            for _ in KINDS:
                assert process.wait(PATIENCE) == -signal.SIGKILL
                process = server.start()
            until(lambda: server.ask(UNDONE) == 0, "the same worker goes on")
            supervisor.terminate()
            assert supervisor.wait(PATIENCE) == 0
        for query, count in COUNTS.items():
            assert server.ask(query) == count, query
        assert_five(Path(places["RESULT_STORE"], server.ask(ARCHIVE)).read_bytes())
    finally:
        kill_tree(process.pid)
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)


UNDONE = "SELECT count(*) FROM appraisal_job WHERE status <> 'SELESAI'"
ARCHIVE = "SELECT file_key FROM appraisal_job WHERE kind = 'report-documents' AND parent_id IS NULL"
NEW = "FROM organizations_placement p JOIN organizations_employee e ON e.id = p.employee_id"
COUNTS = {
    "SELECT count(*) FROM organizations_employee WHERE name ILIKE 'Sari%'": 9,
    f"SELECT count(*) {NEW} WHERE e.name ILIKE 'Sari%' AND p.ended_on IS NULL": 9,
    f"SELECT count(DISTINCT e.id) {NEW} WHERE e.name ILIKE 'Sari%'": 9,
    "SELECT count(*) FROM appraisal_event WHERE action = 'staff.imported'": 1,
    "SELECT count(*) FROM appraisal_event WHERE action = 'plan.closed'": 5,
    "SELECT count(*) FROM appraisal_event WHERE action = 'period.sealed'": 1,
    "SELECT count(*) FROM appraisal_job WHERE cursor <> total OR fence <> ''": 0,
    "SELECT count(*) FROM indicators_plan WHERE status = 'DITUTUP'": 5,
}
