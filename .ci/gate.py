"""The gate: every check of the project, cheapest first, the same for people and for CI.

`make test` runs all parts, `make test PARTS="lint rules"` some. Every part runs even when one
before it failed, so that one run tells everything. A part that this machine cannot run is named
as skipped; when CI=true that is a failure. The last line counts the tests of all pytest runs.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

import machine

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 900  # seconds for one part; the whole gate aims at less than this
CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
WORKERS = str(max(1, min(4, os.cpu_count() or 1)))
# Measured by coverage, with the rules.
APPS = (
    "tests/organizations",
    "tests/indicators",
    "tests/multirater",
    "tests/reviews",
    "tests/development",
    "tests/awards",
    "tests/fairness",
    "tests/desk",
)
PRODUCTION = {
    "DEBUG": "false",
    "DEMO": "false",
    "HTTPS": "true",
    "PROXY_COUNT": "1",
    "SECRET_KEY": "checked-with-a-key-of-production-length-" + "0123456789abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "capaian.example.go.id",
    "SITE_URL": "https://capaian.example.go.id",
    "DATABASE_URL": "postgres://capaian@127.0.0.1/capaian",
    "DJANGO_SETTINGS_MODULE": "appraisal.settings",
}


@dataclass
class Tally:
    """Counted tests of one or more pytest runs."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


@dataclass
class Outcome:
    """How one part ended."""

    state: str  # passed, failed or skipped
    note: str = ""
    tests: Tally | None = None
    seconds: float = 0.0
    cpu: float = 0.0  # seconds of all its processes, which a busy machine does not change


@dataclass
class Gate:
    """One run: its temporary folder, and what the parts left in it for each other."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    def run(self, *command: str, **more: str) -> int:
        """Run one command in the project with its output shown; return the exit code, 124 after LIMIT."""
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=self.environment | more,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            return process.wait(LIMIT)
        except subprocess.TimeoutExpired:
            print(f"stopped after {LIMIT} seconds", flush=True)
            return 124
        finally:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)  # nothing of a part outlives it

    def python(self, *arguments: str, **more: str) -> Outcome:
        """Run a module or script with the project's Python; passed when it exits with 0."""
        return Outcome("failed" if self.run(sys.executable, *arguments, **more) else "passed")

    def pytest(self, name: str, *arguments: str, covered: bool = False, **more: str) -> Outcome:
        """Run pytest, show its output and count from its report file."""
        report = self.folder / f"{name}.xml"
        start = ["-m", "coverage", "run", "-m"] if covered else ["-m"]
        command = [*start, "pytest", "-q", f"--junit-xml={report}", "-o", "junit_family=xunit2"]
        command += ["--durations=10", "--durations-min=5", *arguments]
        code = self.run(sys.executable, *command, **more)
        tests = count(report)
        if code == 5:  # pytest's word for "no test was selected"
            return Outcome("failed", "no test was found", tests)
        how = "" if code in {0, 1} else f", ended with code {code}"  # below 0: killed by that signal
        if code and not tests.failed:
            tests.failed = 1
        return Outcome("failed" if code else "passed", f"{tests}{how}", tests)


def count(report: Path) -> Tally:
    """Return the tests in a JUnit report; an error counts as failed. Zero without a report."""
    if not report.exists():
        return Tally()
    tally = Tally()
    for suite in ElementTree.parse(report).getroot().iter("testsuite"):
        failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        skipped = int(suite.get("skipped", 0))
        tally += Tally(int(suite.get("tests", 0)) - failed - skipped, failed, skipped)
    return tally


# --- The parts, cheapest first ---------------------------------------------------------------


def formatting(gate: Gate) -> Outcome:
    return gate.python("-m", "ruff", "format", "--check", ".")


def lint(gate: Gate) -> Outcome:
    return gate.python("-m", "ruff", "check", ".")


def contracts(gate: Gate) -> Outcome:
    return gate.python("-c", "from importlinter.cli import lint_imports_command as lint; lint()")


def deploy(gate: Gate) -> Outcome:
    return gate.python("manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)


def migrations(gate: Gate) -> Outcome:
    return gate.python(
        "manage.py", "makemigrations", "--check", "--dry-run", DJANGO_SETTINGS_MODULE="tests.settings"
    )


def templates(gate: Gate) -> Outcome:
    return gate.python("-m", "djlint", "--lint", "--quiet", "templates")


def rules(gate: Gate) -> Outcome:
    return gate.pytest("rules", "-n", WORKERS, "tests/rules", covered=True)


def types(gate: Gate) -> Outcome:
    return gate.python("-m", "mypy")


def sqlite(gate: Gate) -> Outcome:
    return gate.pytest("sqlite", "-n", WORKERS, *APPS, covered=True)


def pages(gate: Gate) -> Outcome:
    left_out = [f"--ignore={folder}" for folder in ("tests/rules", "tests/journeys", *APPS)]
    return gate.pytest("pages", "-n", WORKERS, *left_out)


def postgres(gate: Gate) -> Outcome:
    with machine.postgres() as url:
        chosen = ("-n", WORKERS, "--ignore=tests/rules", "--ignore=tests/journeys")
        return gate.pytest("postgres", *chosen, DATABASE_URL=url)


def journeys(gate: Gate) -> Outcome:
    browser = machine.chromium()
    return gate.pytest("journeys", "-n", WORKERS, "--dist", "loadgroup", "tests/journeys", CHROMIUM=browser)


def coverage(gate: Gate) -> Outcome:
    if not list(gate.folder.glob("coverage.*")):
        return Outcome("skipped", "no test run to measure")
    gate.run(sys.executable, "-m", "coverage", "combine", "--quiet")
    return gate.python("-m", "coverage", "report")


PARTS: dict[str, tuple[str, Callable[[Gate], Outcome]]] = {
    "format": ("code is formatted (ruff)", formatting),
    "lint": ("code is clean (ruff)", lint),
    "contracts": ("rooms import downwards only (import-linter)", contracts),
    "deploy": ("production settings (check --deploy)", deploy),
    "migrations": ("models and migrations agree", migrations),
    "templates": ("templates are clean (djlint)", templates),
    "rules": ("rules, without a database", rules),
    "types": ("types (mypy)", types),
    "sqlite": ("what the apps do, on SQLite", sqlite),
    "pages": ("pages, documents and the kernel, on SQLite", pages),
    "postgres": ("everything on PostgreSQL", postgres),
    "journeys": ("journeys in Chromium", journeys),
    "coverage": ("coverage of rules, access, operations", coverage),
}


# --- Running and telling ---------------------------------------------------------------------


@contextlib.contextmanager
def temporary_folder() -> Iterator[Path]:
    """Yield a folder of this run that is removed afterwards, below TMPDIR if that can be used."""
    wish = os.environ.get("TMPDIR", "")
    parent = wish if wish and os.path.isdir(wish) and os.access(wish, os.W_OK | os.X_OK) else "/tmp"
    with tempfile.TemporaryDirectory(prefix="capaian-", dir=parent, ignore_cleanup_errors=True) as name:
        yield Path(name)


def environment(folder: Path) -> dict[str, str]:
    """Return the environment of the parts: this machine's, without what would change the result."""
    foreign = {
        "DATABASE_URL",
        "DEBUG",
        "DEMO",
        "SECRET_KEY",
        "ALLOWED_HOSTS",
        "PYTHONWARNINGS",
        "PYTHONDONTWRITEBYTECODE",  # each process would compile every module and rewrite every assert anew
        "PYTEST_ADDOPTS",
    }
    kept = {name: value for name, value in os.environ.items() if name not in foreign}
    return kept | {
        "TMPDIR": str(folder),
        "COVERAGE_FILE": str(folder / "coverage"),
        "DATABASE_URL": f"sqlite:///{folder}/capaian.sqlite3",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": str(ROOT),
        "PATH": f"{Path(sys.executable).parent}:{kept.get('PATH', os.defpath)}",
    }


def attempt(part: Callable[[Gate], Outcome], gate: Gate) -> Outcome:
    """Run a part; a missing piece of the machine is a skip, and in CI a failure."""
    try:
        outcome = part(gate)
    except machine.Missing as missing:
        outcome = Outcome("skipped", str(missing))
    except Exception as error:  # a broken part must not hide the others
        outcome = Outcome("failed", f"{type(error).__name__}: {error}")
    if outcome.state == "skipped" and CI:
        return Outcome("failed", f"skipped, which CI does not accept: {outcome.note}", outcome.tests)
    return outcome


def main(names: list[str]) -> int:
    """Run the named parts, or all; print the last screen; return the exit code."""
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        print(f"Unknown parts: {' '.join(unknown)}. There are: {' '.join(PARTS)}")
        return 2
    ended: list[tuple[str, Outcome]] = []
    with temporary_folder() as folder:
        gate = Gate(folder, environment(folder))
        for name in names or PARTS:
            title, part = PARTS[name]
            print(f"\n=== {name}: {title}", flush=True)
            began, used = time.monotonic(), cpu_of_children()
            outcome = attempt(part, gate)
            outcome.seconds, outcome.cpu = time.monotonic() - began, cpu_of_children() - used
            ended.append((name, outcome))
            print(f"--- {name}: {outcome.state} in {outcome.seconds:.1f} s {outcome.note}", flush=True)
    return tell(ended)


def cpu_of_children() -> float:
    """Return the CPU seconds of all processes that were started and have ended."""
    times = os.times()
    return times.children_user + times.children_system


def tell(ended: list[tuple[str, Outcome]]) -> int:
    """Print one line per part and the sum of the tests; return 1 if any part failed."""
    print("\nThe gate")
    for name, outcome in ended:
        state = outcome.state if outcome.state == "passed" else outcome.state.upper()
        print(f"  {state:8}{name:12}{outcome.seconds:7.1f} s{outcome.cpu:8.1f} s CPU  {outcome.note}")
    failed = [name for name, outcome in ended if outcome.state == "failed"]
    verdict = f"failed: {', '.join(failed)}" if failed else "nothing failed"
    print(f"  {sum(outcome.seconds for _, outcome in ended):.0f} s in all; {verdict}")
    print(f"\n{sum((outcome.tests for _, outcome in ended if outcome.tests), Tally())}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(main(sys.argv[1:]))
