"""The gate counts honestly and lets no missing part pass in CI."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

CI_FOLDER = Path(__file__).parent.parent / ".ci"


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(CI_FOLDER))
    spec = importlib.util.spec_from_file_location("gate", CI_FOLDER / "gate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "gate", module)
    spec.loader.exec_module(module)
    return module


def test_errors_count_as_failed_and_skips_are_not_passed(gate: ModuleType, tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text('<testsuites><testsuite tests="10" failures="1" errors="2" skipped="3"/></testsuites>')

    assert str(gate.count(report)) == "4 passed, 3 failed, 3 skipped"


def test_a_run_that_left_no_report_counts_nothing(gate: ModuleType, tmp_path: Path) -> None:
    assert str(gate.count(tmp_path / "none.xml")) == "0 passed, 0 failed, 0 skipped"


@pytest.mark.parametrize(("ci", "state"), [(False, "skipped"), (True, "failed")])
def test_a_missing_part_is_a_skip_for_people_and_a_failure_in_ci(
    gate: ModuleType, monkeypatch: pytest.MonkeyPatch, ci: bool, state: str
) -> None:
    def no_browser(_: Any) -> Any:
        raise gate.machine.Missing("Chromium is missing")

    monkeypatch.setattr(gate, "CI", ci)

    outcome = gate.attempt(no_browser, None)

    assert outcome.state == state
    assert "Chromium is missing" in outcome.note


def test_a_broken_part_is_a_failure_and_not_the_end(gate: ModuleType) -> None:
    def broken(_: Any) -> Any:
        raise OSError("disk full")

    assert gate.attempt(broken, None).state == "failed"


def test_no_habit_of_the_machine_reaches_the_tests(
    gate: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("DATABASE_URL", "PYTHONDONTWRITEBYTECODE", "PYTEST_ADDOPTS"):
        monkeypatch.setenv(name, "x")

    found = gate.environment(tmp_path)

    assert found["DATABASE_URL"].startswith(f"sqlite:///{tmp_path}")
    assert {"PYTHONDONTWRITEBYTECODE", "PYTEST_ADDOPTS"} & set(found) == set()


def test_the_last_line_is_the_plain_sum(gate: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    ended = [
        ("sqlite", gate.Outcome("passed", "", gate.Tally(5, 0, 1))),
        ("postgres", gate.Outcome("failed", "", gate.Tally(4, 2, 0))),
        ("lint", gate.Outcome("passed")),
    ]

    code = gate.tell(ended)

    assert code == 1
    assert capsys.readouterr().out.splitlines()[-1] == "9 passed, 2 failed, 1 skipped"
