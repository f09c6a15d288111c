"""Words that people must not meet, and traps of style in the templates."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

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


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_template_uses_no_word_that_hurts_or_hides(path: Path) -> None:
    text = shown(path)

    assert not [word for word in WORDS if word in text]


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_template_has_no_inline_script_or_style(path: Path) -> None:
    html = path.read_text()

    assert not re.findall(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son(?!ce)\w+=|javascript:|hx-on", html)


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_form_that_posts_carries_its_keys(path: Path) -> None:
    html = path.read_text()

    for form in re.findall(r"<form\b.*?</form>", html, flags=re.S):
        if 'method="post"' in form:
            assert "{% form_keys" in form or 'name="stempel"' in form  # a signed stamp: nobody logged in


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_template_marks_nothing_as_safe(path: Path) -> None:
    assert not re.findall(r"\|\s*safe\b|autoescape off", path.read_text())
