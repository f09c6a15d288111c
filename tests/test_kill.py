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
from indicators import operations
from indicators.models import Period, Plan
from organizations import resources
from organizations.models import Employee, Placement, StaffImport
from tests.desk.test_reports import asked, begin
from tests.dying_worker import kill_tree
from tests.organizations.test_import_jobs import many, upload
from tests.world import NOW, agreed_plan, build_world

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / ".ci"))
import machine  # noqa: E402

PATIENCE = 40  # seconds for what takes two on an idle machine
KINDS = ("staff-apply", "period-closing", "report-documents")  # in which the queue gives them


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


@pytest.fixture
def three(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Any:
    """An import, an export and the closing of a year that wait; the world they are about."""
    import_module("indicators.migrations.0002_core_values").fill(apps, None)
    world = build_world()
    for name in ("ani", "dewi", "fajar", "budi", "citra"):
        agreed_plan(world, name)
    monkeypatch.setattr(handling, "AT_ONCE", 0)
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


def assert_whole(store: Path) -> None:
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
    job = Job.objects.get(kind="report-documents", parent=None)
    names = list(zipped((store / job.file_key).read_bytes()))
    assert len(names) == len(set(names)) == 5
    for row in Job.objects.all():
        assert (row.cursor, row.fence) == (row.total, "")


def zipped(content: bytes) -> Iterator[str]:
    """Yield the names of all documents of an archive, those of inner archives as well."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith(".zip"):
                yield from zipped(archive.read(name))
            elif name.endswith(".pdf"):
                yield name


def test_a_killed_worker_loses_and_doubles_nothing_and_the_queue_goes_on(
    three: Any, places: dict[str, str]
) -> None:
    with worker(places, *KINDS) as supervisor:
        until(all_done, "the last worker takes up everything")
        supervisor.terminate()
        assert supervisor.wait(PATIENCE) == 0  # the last worker ended as asked, the others by SIGKILL
    assert_whole(Path(places["RESULT_STORE"]))


def test_two_workers_share_it(three: Any, places: dict[str, str]) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("one writer at a time: a second worker only waits")
    with worker(places), worker(places):
        until(all_done, "two workers end it")
    assert_whole(Path(places["RESULT_STORE"]))


# --- The web server ---------------------------------------------------------------------------------

SITE = """
import os, signal
from appraisal.wsgi import application
from appraisal.jobs import handling
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
    transactional_db: None, places: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_module("indicators.migrations.0002_core_values").fill(apps, None)
    world = build_world()
    monkeypatch.setattr(handling, "AT_ONCE", 0)
    run = upload(world, *many(3))
    client = Client()
    client.force_login(world.gita, backend="organizations.backends.NipBackend")
    session = client.cookies["sesi"].value
    (tmp_path / "site.py").write_text(SITE)
    (tmp_path / "die").touch()
    with site(places | {"DIE": str(tmp_path / "die")}, tmp_path) as port:
        with pytest.raises((RemoteDisconnected, ConnectionResetError)):
            confirm(port, session, run)
        assert (Job.objects.count(), StaffImport.objects.filter(applying_at=None).count()) == (0, 1)
        assert confirm(port, session, run) == 302
    assert Job.objects.filter(kind="staff-apply", status=JobStatus.WAITING).count() == 1
    assert jobs.start("staff-apply", {}, by=None, at=NOW, key="staff-apply").pk == Job.objects.get().pk


@contextlib.contextmanager
def site(places: dict[str, str], folder: Path) -> Iterator[int]:
    """Serve the site with gunicorn, whose master brings a killed worker back."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "--workers", "1", "--bind", f"127.0.0.1:{port}"]
    command += ["--pythonpath", str(folder), "--log-level", "critical", "site_:application"]
    (folder / "site.py").rename(folder / "site_.py")
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


def confirm(port: int, session: str, run: StaffImport) -> int:
    """Press the button of the preview as a browser does; return the status."""
    until(lambda: answers(port), "gunicorn answers")
    wire = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    headers = {"Host": "localhost", "Cookie": f"sesi={session}"}
    wire.request("GET", reverse("organizations:import-preview", args=[run.pk]), headers=headers)
    page = wire.getresponse()
    cookie = page.getheader("Set-Cookie", "").partition(";")[0]
    address = reverse("organizations:import-confirm", args=[run.pk])
    form = page.read().decode().partition(f'action="{address}"')[2].partition("</form>")[0]
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
    headers |= {"Cookie": f"sesi={session}; {cookie}", "Content-Type": "application/x-www-form-urlencoded"}
    wire.request("POST", address, urlencode(fields), headers)
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
        self.folder, self.port = folder, machine._free_port()
        self.url = f"postgres://capaian@127.0.0.1:{self.port}/postgres"
        command = [self.programs / "initdb", "--pgdata", folder / "data", "--username", "capaian"]
        command += ["--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"]
        subprocess.run(command, check=True, capture_output=True, **self.own)

    def start(self) -> subprocess.Popen[bytes]:
        """Start it and wait until it answers; every commit is written before it is answered."""
        command = [self.programs / "postgres", "-D", self.folder / "data", "-p", str(self.port)]
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
def test_a_killed_database_loses_and_doubles_nothing_and_the_worker_comes_back(
    three: Any, places: dict[str, str]
) -> None:
    # Not the folder of the test: another account must reach it.
    folder = Path(tempfile.mkdtemp(prefix="capaian-pg-", dir="/tmp"))
    server = Server(folder)
    process = server.start()
    try:
        server.copy(url_of())
        with worker(places | {"DATABASE_URL": server.url, "KILL": str(process.pid)}, "staff-apply") as alive:
            assert process.wait(PATIENCE) == -signal.SIGKILL
            process = server.start()
            until(lambda: server.ask(UNDONE) == 0, "the same worker goes on")
            alive.terminate()
            assert alive.wait(PATIENCE) == 0
        for query, count in COUNTS.items():
            assert server.ask(query) == count, query
    finally:
        kill_tree(process.pid)
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)


UNDONE = "SELECT count(*) FROM appraisal_job WHERE status <> 'SELESAI'"
NEW = "FROM organizations_placement p JOIN organizations_employee e ON e.id = p.employee_id"
COUNTS = {
    "SELECT count(*) FROM organizations_employee WHERE name ILIKE 'Sari%'": 9,
    f"SELECT count(*) {NEW} WHERE e.name ILIKE 'Sari%' AND p.ended_on IS NULL": 9,
    f"SELECT count(DISTINCT e.id) {NEW} WHERE e.name ILIKE 'Sari%'": 9,
    "SELECT count(*) FROM appraisal_event WHERE action = 'staff.imported'": 1,
    "SELECT count(*) FROM appraisal_event WHERE action = 'plan.closed'": 5,
    "SELECT count(*) FROM indicators_plan WHERE status = 'DITUTUP'": 5,
}
