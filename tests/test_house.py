"""The house checks itself: layout, records, limits and what must never stand in the code."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
APPS = (
    *("appraisal", "organizations", "indicators", "multirater", "reviews"),
    *("development", "awards", "fairness", "desk"),
)
TOP_LEVEL = {
    *("manage.py", "pyproject.toml", "README.md", "templates", "static", "tests", *APPS),
    *("Makefile", "CHANGELOG.md", "LICENSE", "requirements.txt", ".env.example", ".gitignore"),
    *(".pre-commit-config.yaml", ".ci", "docs"),
}
# Lines at which it is no matter of taste any more; a reviewer asks earlier (module 300, function 40).
LONGEST = {"function": 70, "module": 450, "template": 150, "record": 40}


NOT_OURS = {
    ".git",
    ".venv",
    ".demo",
    "staticfiles",
    "shots",
    "vendor",
    "node_modules",
    "__pycache__",
    "htmlcov",
}


def listed() -> list[str]:
    """Return the paths that git knows or would add; without git, those of all files but leftovers."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    if shutil.which("git"):
        told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if not told.returncode:
            return told.stdout.split("\0")
    ignored = [line.strip("/") for line in text_of(ROOT / ".gitignore").split()]
    names = [path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*")]
    return [name for name in names if not any(fnmatch(part, i) for part in name.split("/") for i in ignored)]


def tracked(pattern: str = "") -> list[Path]:
    """Return the files that belong to the project, without vendored ones."""
    paths = [ROOT / name for name in listed() if name and re.search(pattern, name)]
    return [path for path in paths if path.is_file() and NOT_OURS.isdisjoint(path.relative_to(ROOT).parts)]


@cache
def text_of(path: Path) -> str:
    """Return the text of a file; empty for pictures, fonts and spreadsheets."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def modules() -> list[Path]:
    """Return the Python files of our apps, without migrations."""
    return [path for path in tracked(rf"^({'|'.join(APPS)})/.*\.py$") if "migrations" not in path.parts]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


MODULES = modules()
TEMPLATES = tracked(r"^templates/.*\.(html|txt)$")


def faults_in(paths: list[Path], look: Callable[[Path], object]) -> dict[str, object]:
    """Return what `look` finds in each file that is not in order: a test for each file cost a minute."""
    return {name_of(path): found for path in paths if (found := look(path))}


# --- Layout and records ------------------------------------------------------------------


def test_top_level_holds_only_what_the_house_names() -> None:
    found = {path.relative_to(ROOT).parts[0] for path in tracked()}

    assert found <= TOP_LEVEL


def test_decision_records_are_numbered_without_gaps_and_headed_by_their_number() -> None:
    records = sorted((ROOT / "docs/decisions").glob("*.md"))

    assert [path.name[:4] for path in records] == [f"{n:04d}" for n in range(1, len(records) + 1)]
    for path in records:
        text = text_of(path)
        assert text.startswith(f"# {path.name[:4]}. "), path.name
        assert re.search(r"^Date: \d{4}-\d\d-\d\d$", text, re.MULTILINE), path.name
        headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
        assert headings == ["Context", "Decision", "Consequences"], path.name
        assert len(text.splitlines()) <= LONGEST["record"], path.name


def dependencies() -> dict[str, list[str]]:
    """Return the names of the direct dependencies: runtime and dev."""
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]
    groups = {"runtime": project["dependencies"], "dev": project["optional-dependencies"]["dev"]}
    return {group: [re.split(r"[\[<>=~! ]", line)[0] for line in lines] for group, lines in groups.items()}


def test_every_runtime_dependency_has_a_decision_record() -> None:
    records = "\n".join(text_of(path).lower() for path in (ROOT / "docs/decisions").glob("*.md"))

    assert [name for name in dependencies()["runtime"] if name not in records] == []


def test_every_dependency_is_locked_with_hashes_and_no_address() -> None:
    lock = text_of(ROOT / "requirements.txt")
    locked = re.findall(r"^([a-z0-9._-]+)==\S+ \\\n +--hash=sha256:", lock, re.MULTILINE)

    wanted = {name.lower().replace("_", "-") for names in dependencies().values() for name in names}
    assert wanted - set(locked) == set()
    assert "://" not in lock
    assert len(locked) == len(re.findall(r"==", lock))


def test_env_example_lists_exactly_the_knobs_of_the_settings() -> None:
    declared = re.search(r"environ\.Env\((.*?)\n\)", text_of(ROOT / "appraisal/settings.py"), re.DOTALL)
    assert declared
    knobs = re.findall(r"^    ([A-Z_]+)=\(", declared.group(1), re.MULTILINE)

    listed = re.findall(r"^([A-Z_]+)=", text_of(ROOT / ".env.example"), re.MULTILINE)
    assert sorted(listed) == sorted(knobs)


def test_every_test_named_in_the_security_table_exists() -> None:
    named = set(re.findall(r"`(test_\w+)`", text_of(ROOT / "docs/security.md")))
    written = "\n".join(text_of(path) for path in tracked(r"^tests/.*\.py$"))

    assert {name for name in named if f"def {name}(" not in written} == set()


def test_ci_runs_what_people_run() -> None:
    assert "make --no-print-directory test" in text_of(ROOT / ".ci/run")


# --- What must not stand in the repository -----------------------------------------------


def test_no_path_of_a_machine_and_no_address_of_a_package_index() -> None:
    machine = r"/(home|Users)/\w+/|/(root|work)/\w+"
    index = "|".join(["pypi" + r"\.org", "python" + "hosted", "registry" + r"\.npmjs"])
    faults = [name_of(path) for path in tracked() if re.search(f"{machine}|{index}", text_of(path))]

    assert faults == []


def test_no_secret_looks_like_one() -> None:
    key = re.compile(r"BEGIN [A-Z ]*PRIVATE KEY|AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{30}")

    assert [name_of(path) for path in tracked() if key.search(text_of(path))] == []


DANGEROUS_CALLS = {"eval", "exec", "__import__", "system", "popen", "mark_safe", "RawSQL", "extra"}
DANGEROUS_IMPORTS = {
    "pickle",
    "marshal",
    "shelve",
    "dill",
    "yaml",
    "subprocess",
    "xml.etree.ElementTree",
    "lxml",
}

ALLOWED = {
    "appraisal/pluto.py": {"subprocess"},  # this interpreter, with a fixed command (ADR 0028)
    "appraisal/backup/engines.py": {"subprocess"},  # pg_dump, pg_restore and psql, without a shell
}


def dangers_in(path: Path) -> set[str]:
    """Return the dangerous calls and imports of a module that are not allowed there."""
    tree = ast.parse(text_of(path))
    called = {
        node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, (ast.Name, ast.Attribute))
    }
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}

    return called & DANGEROUS_CALLS | (imported & DANGEROUS_IMPORTS) ^ ALLOWED.get(name_of(path), set())


def test_nothing_runs_or_unpacks_foreign_text() -> None:
    assert faults_in(MODULES, dangers_in) == {}


def test_no_filter_is_built_from_the_request() -> None:
    raw = re.compile(r"\*\*\s*(self\.)?request\.(GET|POST)|\*\*form\.data")

    assert faults_in(MODULES, lambda path: raw.findall(text_of(path))) == {}


def test_templates_are_short_escaped_and_without_inline_code() -> None:
    unescaped = re.compile(r"\|\s*safe\b|autoescape off|\|\s*safeseq")
    inline = re.compile(r"<[^>]+\s(?:style|on[a-z]+|hx-on[^=]*)=|<script(?![^>]*\ssrc=)|<style")
    pages = [path for path in TEMPLATES if "documents/" not in name_of(path)]

    assert [
        name_of(path) for path in TEMPLATES if len(text_of(path).splitlines()) > LONGEST["template"]
    ] == []
    assert faults_in(TEMPLATES, lambda path: unescaped.findall(text_of(path))) == {}, "never switched off"
    assert faults_in(pages, lambda path: inline.findall(text_of(path))) == {}, (
        "the policy forbids inline code"
    )


def test_templates_take_nothing_from_another_host() -> None:
    foreign = r"(src|href|action)=[\"'](https?:)?//"

    assert [name_of(path) for path in TEMPLATES if re.search(foreign, text_of(path))] == []


# --- Rooms -------------------------------------------------------------------------------


@pytest.mark.parametrize("app", APPS[1:])
def test_rules_run_without_django(app: str) -> None:
    probe = f"import sys, {app}.rules; sys.exit('django' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", probe], cwd=ROOT, check=False).returncode == 0


def impure_in(path: Path) -> list[object]:
    """Return what makes the answer of a rule depend on the machine: clocks, files, floats."""
    tree = ast.parse(text_of(path))
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    asked = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    floats = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, float)]

    clock = re.compile(r"\b(date|datetime|timezone|time)\.(today|now|utcnow|time)$")
    return [*names & {"float", "round", "open", "print"}, *filter(clock.search, asked), *floats]


def test_rules_read_no_clock_and_use_no_float() -> None:
    assert faults_in([path for path in MODULES if "rules" in name_of(path)], impure_in) == {}


def untidy_in(path: Path) -> list[str]:
    """Return the functions of a module that are too long, and what is wrong with the whole."""
    text, tree = text_of(path), ast.parse(text_of(path))
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(tree)
        if isinstance(node, functions) and node.end_lineno
        if node.end_lineno - node.lineno + 1 > LONGEST["function"]
    ]

    if (lines := len(text.splitlines())) > LONGEST["module"]:
        long.append(f"{lines} lines")
    if text.strip() and not ast.get_docstring(tree):
        long.append("no sentence on what lives here")
    return long


def test_modules_are_short_and_say_what_they_hold() -> None:
    assert faults_in(MODULES, untidy_in) == {}


def test_models_keep_to_columns_constraints_and_explicit_order() -> None:
    """Queries are ordered at their end, and amounts are Decimal."""
    banned = r"^\s+ordering\s*=|GenericForeignKey|django\.db\.models\.signals|models\.FloatField"
    look = re.compile(banned, re.MULTILINE)

    assert faults_in([p for p in MODULES if "models" in name_of(p)], lambda p: look.findall(text_of(p))) == {}


def test_migrations_are_named_by_hand() -> None:
    assert [name_of(path) for path in tracked(r"/migrations/\d+_auto_.*\.py$")] == []


def test_there_is_no_admin_and_no_request_wide_transaction(settings: pytest.FixtureRequest) -> None:
    assert "django.contrib.admin" not in settings.INSTALLED_APPS  # type: ignore[attr-defined]
    assert not settings.DATABASES["default"].get("ATOMIC_REQUESTS")  # type: ignore[attr-defined]


def test_spreadsheets_are_read_through_defusedxml() -> None:
    import openpyxl

    assert openpyxl.DEFUSEDXML is True
