"""The trail in words: every action of the source has a sentence, and before and after are readable."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from desk.rules.trail import (
    ACTIONS,
    AUDITED,
    GROUPS,
    LOOKS,
    OPEN,
    OWN,
    RAW,
    SUPPORT,
    WATCHED,
    Told,
    actions_of,
    facts,
    sentence,
)
from desk.rules.trail_words import SENTENCES

ROOT = Path(__file__).parents[2]
APPS = (
    *("appraisal", "organizations", "indicators", "multirater", "reviews"),
    *("development", "awards", "fairness", "desk"),
)
SHAPE = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
QUOTED = re.compile(f"[\"']{SHAPE.pattern}[\"']")
WRITERS = {"operations", "views", "commands", "demo", "chain", "tasks", "jobs", "audit.py"}


def named_actions() -> dict[str, str]:
    """Return every name of an action in the source, with the file.

    What stands at `action=` is one; so is what looks like one, with the same first word, where events are
    written: names that pass through a helper or a table.
    """
    given: set[str] = set()
    found: dict[str, str] = {}
    for path in (path for app in APPS for path in (ROOT / app).rglob("*.py")):
        source = path.read_text(encoding="utf-8") if WRITERS & set(path.parts) else ""
        if "migrations" in path.parts or not QUOTED.search(source):
            continue
        nodes = list(ast.walk(ast.parse(source)))
        found |= dict.fromkeys(strings(nodes), path.name)
        for node in nodes:
            if isinstance(node, ast.keyword) and node.arg == "action":
                given |= strings(ast.walk(node.value))
    first = {name.partition(".")[0] for name in given} | {"nomination"}
    return {
        name: where
        for name, where in found.items()
        if name.partition(".")[0] in first and name.rpartition(".")[2] not in FILES
    }


def strings(nodes: Iterable[ast.AST]) -> set[str]:
    texts = {each.value for each in nodes if isinstance(each, ast.Constant) and isinstance(each.value, str)}
    return {text for text in texts if SHAPE.fullmatch(text)}


FILES = {"html", "txt", "pdf", "csv", "xlsx", "json", "py"}


def test_every_action_of_the_source_has_a_sentence() -> None:
    found = named_actions()

    assert len(found) > 200
    assert {name: where for name, where in found.items() if name not in ACTIONS} == {}


def test_every_group_has_a_title_and_no_action_stands_twice() -> None:
    assert set(SENTENCES) == set(GROUPS)
    assert len(ACTIONS) == sum(len(actions_of(group)) for group in GROUPS)
    assert actions_of("tidak ada") == frozenset()


def test_flags_are_known_and_fit_each_other() -> None:
    flags = {flag for group in SENTENCES.values() for _, told in group.values() for flag in told.split()}

    assert flags == {"own", "facts", "look", "watch"}
    assert {"raw.asked", "raw.decided", "raw.read"} == RAW
    assert frozenset() == OWN & RAW
    assert len(SUPPORT) == 9
    assert SUPPORT.isdisjoint(OPEN), "nobody reads there what was planned"
    assert AUDITED == RAW | SUPPORT
    assert "demo.seeded" not in OPEN, "it holds the password of the demo people"


@pytest.mark.parametrize(
    "secret",
    [
        *("evaluation.rated", "evaluation.calibrated", "note.written", "remark.given", "talk.noted"),
        *("self_assessment.saved", "help.asked", "objection.filed", "plan.returned", "raw.asked"),
    ],
)
def test_what_people_wrote_to_each_other_is_not_shown_in_the_trail(secret: str) -> None:
    assert secret in ACTIONS - OPEN


def test_drafts_of_a_rating_are_not_told_to_the_person_rated() -> None:
    assert OWN.isdisjoint(
        {"evaluation.rated", "evaluation.offered", "evaluation.calibrated", "correction.proposed"}
    )
    assert {"evaluation.viewed", "person.viewed", "plan.viewed"} <= OWN & LOOKS
    assert {"role.granted", "correction.approved", "period.unarchived", "raw.read"} <= WATCHED


TOLD = [
    (Told("plan.agreed", "Budi", "Ani"), "Budi menyepakati SKP milik Ani"),
    (Told("plan.submitted", "Ani", "Ani", is_own=True), "Ani mengajukan SKP"),
    (Told("role.granted", "Gita", "Indra"), "Gita memberi peran kepada Indra"),
    (Told("role.granted", "Gita", "Gita", is_own=True), "Gita memberi peran kepada diri sendiri"),
    (Told("evaluation.final", "", "Ani"), "Sistem menetapkan hasil final milik Ani"),
    (Told("period.opened", "Gita"), "Gita membuka tahun penilaian"),
    (Told("role.granted", "Gita"), "Gita memberi peran kepada seseorang"),
    (Told("old.gone", "Gita", "Ani"), "Gita melakukan tindakan old.gone milik Ani"),
]


@pytest.mark.parametrize(("told", "expected"), TOLD)
def test_an_event_reads_as_a_sentence(told: Told, expected: str) -> None:
    assert sentence(told) == expected


def test_every_sentence_can_be_said_with_and_without_a_person() -> None:
    for action in ACTIONS:
        for told in (Told(action), Told(action, "Budi", "Ani"), Told(action, "Ani", "Ani", is_own=True)):
            words = sentence(told)
            assert "{" not in words
            assert "  " not in words
            assert not words.endswith((" ", "."))


FACTS: list[tuple[Any, Any, list[tuple[str, str, str]]]] = [
    (None, None, []),
    ({"unit": "A"}, {"unit": "B"}, [("Unit", "A", "B")]),
    (
        None,
        {"role": "ADMIN_BKD", "started_on": "2026-11-02"},
        [("Peran", "–", "Admin BKD"), ("Mulai", "–", "2-11-2026")],
    ),
    ({"open_until": "2026-01-05T07:30:00Z"}, None, [("Open until", "5-1-2026 07.30 UTC", "–")]),
    ("lama", "baru", [("Isi", "lama", "baru")]),
    (["a", "b"], [], [("Isi", "a; b", "")]),
    ({"x": {"name": "N", "days": 3}}, {"x": True}, [("X", "Nama: N; Hari: 3", "Ya")]),
    ({"text": "2026-99-99"}, {"text": "x" * 500}, [("Teks", "2026-99-99", "x" * 399 + "…")]),
]


@pytest.mark.parametrize(("before", "after", "expected"), FACTS)
def test_before_and_after_read_as_a_table(
    before: Any, after: Any, expected: list[tuple[str, str, str]]
) -> None:
    assert [(fact.label, fact.before, fact.after) for fact in facts(before, after)] == expected


def test_a_fact_that_stayed_is_not_marked() -> None:
    assert [fact.is_changed for fact in facts({"a": 1, "b": 1}, {"a": 1, "b": 2})] == [False, True]
