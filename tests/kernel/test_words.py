"""Words that people must not meet, and traps of style in the templates."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.*"))
PAGES = [path for path in TEMPLATES if path.suffix == ".html" and "documents" not in path.parts]
WORDS = [
    "terlambat!",
    "ditolak",
    "gagal mengisi",
    "wajib diisi",
    "tidak valid",
    "data salah",
    "terburuk",
    "harap ",
    "mohon ",
    "peringkat pegawai",
    "bias penilai",
    "kelemahan",
    "sanksi",
    "submit",
    "approve",
    "reject",
    "maaf, anda tidak berhak",
]


def shown(path: Path) -> str:
    """Return the text of a template without tags, comments and markup."""
    text = re.sub(r"{%\s*comment.*?endcomment\s*%}|{#.*?#}", " ", path.read_text(), flags=re.S)
    return re.sub(r"{%.*?%}|{{.*?}}|<[^>]*>", " ", text, flags=re.S).lower()


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_no_template_uses_a_word_that_hurts_or_hides() -> None:
    found = {name(path): [word for word in WORDS if word in shown(path)] for path in TEMPLATES}

    assert {path: words for path, words in found.items() if words} == {}


def test_no_template_has_an_inline_script_or_style() -> None:
    inline = re.compile(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son(?!ce)\w+=|javascript:|hx-on")

    assert {name(path): found for path in PAGES if (found := inline.findall(path.read_text()))} == {}


def test_every_form_that_posts_carries_its_keys() -> None:
    bare = [
        f"{name(path)}: {form[:80]}"
        for path in PAGES
        for form in re.findall(r"<form\b.*?</form>", path.read_text(), flags=re.S)
        if 'method="post"' in form
        if "{% form_keys" not in form and 'name="stempel"' not in form  # a signed stamp: nobody logged in
    ]

    assert bare == []


def test_no_template_marks_anything_as_safe() -> None:
    unescaped = re.compile(r"\|\s*safe\b|autoescape off")

    assert {name(path): found for path in TEMPLATES if (found := unescaped.findall(path.read_text()))} == {}
