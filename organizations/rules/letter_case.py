"""Turns the capitals of staff files into readable case: people, units, positions.

Only text without any small letter is changed, so what somebody wrote with care stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable

SMALL = frozenset(re.findall(r"\w+", "atau bagi dalam dan dari dengan di ke oleh pada serta untuk yang"))
PATRONYMS = frozenset({"bin", "binti"})
# Acronyms that contain a vowel; those without one (SD, SMP, TK, DPRD, KB, PP) are seen by that.
ACRONYMS = frozenset(
    re.findall(
        r"\w+",
        """ASN BKAD BLUD BPBD BPKAD BPKPAD BKPSDM BKPP DPA IGD ICU IPAL IT KIA KUA LPSE MA MI PAUD PPID RSIA
        RSU RSUD SAMSAT SATAP SMA SMAN TI TIK TPA TPI UKM UKP ULP UMKM UPT UPTB UPTD UPTP UPTSP""",
    )
)
WORD = re.compile(r"[^\W\d_]+(?:['\u2019\u02bc`][^\W\d_]+)*")
ROMAN = re.compile(r"(?=[IVXLC])(?:C{0,3})(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})")


def squeeze(text: str) -> str:
    """Return the text on one line with single spaces."""
    return " ".join(text.split())


def person_name(text: str) -> str:
    """Return a person's name in title case: "NUR'AINI BINTI ALI" becomes "Nur'aini binti Ali"."""
    return _recase(text, _name_word)


def unit_name(text: str) -> str:
    """Return a unit's name in title case: "UPTD SD NEGERI IV" becomes "UPTD SD Negeri IV"."""
    return _recase(text, _office_word)


def position_title(text: str) -> str:
    """Return a position's title in title case: "GURU AHLI PERTAMA" becomes "Guru Ahli Pertama"."""
    return _recase(text, _office_word)


def _recase(text: str, change: Callable[[re.Match[str]], str]) -> str:
    clean = squeeze(text)
    if clean != clean.upper() or "<" in clean:
        return clean
    return WORD.sub(change, clean)


def _name_word(found: re.Match[str]) -> str:
    word = found[0]
    if word.lower() in PATRONYMS and found.start():
        return word.lower()
    return _capitalised(word)


def _office_word(found: re.Match[str]) -> str:
    word = found[0]
    if word.lower() in SMALL and found.start():
        return word.lower()
    inside = found.string[: found.start()].endswith("(") and found.string[found.end() :].startswith(")")
    if word in ACRONYMS or ROMAN.fullmatch(word) or (inside and len(word) > 1):
        return word
    if len(word) > 1 and not re.search(r"[AEIOU]", word):
        return word
    return _capitalised(word)


def _capitalised(word: str) -> str:
    """Capitalise a word; an apostrophe inside ends no word, except after a single letter (D'Costa)."""
    first, *rest = re.split(r"(['\u2019\u02bc`])", word)
    if len(first) == 1 and len(rest) > 1 and len(rest[1]) > 1:
        return first + rest[0] + rest[1].capitalize() + "".join(rest[2:]).lower()
    return word[0] + word[1:].lower()
