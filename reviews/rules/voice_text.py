"""What a text of a citizen is: the same as another, rubbish, or about a named person."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from .voice import Flag
from .voice_words import ADVERTS, HONORIFICS, ORDINARY, PAIRS, RUDE, SHORT

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
LINK = re.compile(
    r"https?:|www\.|\b[\w-]{2,}\.(?:com|net|org|xyz|info|top|site|online|club|vip|ly|me|co|id)\b", re.I
)
REPEATED = re.compile(r"(\w)\1{5,}|(\S)\2{19,}")
NUMBER = re.compile(r"(?<!\d)\d(?:[ .-]?\d){9,}(?!\d)")  # telephone 10-13, NIK 16, NIP 18 digits

OFFICIAL = re.compile(r"\b[\w.-]+\.go\.id\b", re.I)  # addresses of government are no adverts
ENOUGH = 10  # letter pairs that a judgement needs
MIXED = re.compile(r"(?:[a-z]+\d+){3}", re.I)
NAMELESS, NUMBERLESS = "[nama]", "[nomor]"


def fold(text: str) -> str:
    """Return what makes two texts the same: letters only, small, without accents and stretched letters.

    Words of unusual letters are left out, so that one appended to a text makes no new one. "Bagus!!! 123",
    "baguuus" and "Bagus qzxv" fold to one text; a text without letters folds to its signs.
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    words = "".join(sign if sign.isalpha() or sign.isspace() else " " for sign in plain).split()
    letters = "".join([word for word in words if not _is_noise(word)] or words)
    return re.sub(r"(.)\1+", r"\1", letters) or "".join(plain.split())


# --- Names ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Names:
    """The names of a unit's people, ready to be looked for: single words, and words side by side."""

    words: frozenset[str] = frozenset()
    pairs: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def of(cls, names: Iterable[str]) -> Names:
        """Return the names as words of three letters and more."""
        split = [[word for word in _words(name) if len(word) > 2] for name in names]
        pairs = {pair for words in split for pair in zip(words, words[1:], strict=False)}
        return cls(frozenset(word for words in split for word in words), frozenset(pairs))


def _words(text: str) -> list[str]:
    return [match.group().casefold() for match in WORD.finditer(text)]


def _named(text: str, names: Names) -> list[tuple[int, int]]:
    """Return where a text names one of the people.

    Two words of a name side by side; one after "Bu", "Pak" and the like; one alone when it has a capital
    letter inside a sentence and is no ordinary word.
    """
    found = list(WORD.finditer(text))
    small = [match.group().casefold() for match in found]
    hits: set[int] = set()
    for at, word in enumerate(small):
        if word not in names.words:
            continue
        if (word, *small[at + 1 : at + 2]) in names.pairs:
            hits |= {at, at + 1}
        elif (at and small[at - 1] in HONORIFICS) or (at - 1 in hits) or _stands_out(text, found[at], word):
            hits.add(at)
    return [found[at].span() for at in sorted(hits)]


def _stands_out(text: str, match: re.Match[str], word: str) -> bool:
    before = text[: match.start()].rstrip()
    starts = not before or before[-1] in ".!?:\n"
    return len(word) > 3 and word not in ORDINARY and match.group()[0].isupper() and not starts


def names_anybody(text: str, names: Names) -> bool:
    """Say whether a text names one of these people."""
    return bool(_named(text, names))


def redact(text: str, names: Names) -> str:
    """Return the text with names of these people and long numbers taken out, for everybody to read."""
    for start, end in reversed(_named(text, names)):
        text = text[:start] + NAMELESS + text[end:]
    text = re.sub(rf"{re.escape(NAMELESS)}(\s+{re.escape(NAMELESS)})+", NAMELESS, text)
    return NUMBER.sub(NUMBERLESS, text)


# --- Rubbish ----------------------------------------------------------------------------------


def _is_noise(word: str) -> bool:
    pairs = _pairs(word)
    return word not in SHORT and len(pairs) > 2 and 2 * sum(pair in PAIRS for pair in pairs) < len(pairs)


def _pairs(word: str) -> list[str]:
    return [first + second for first, second in zip(word, word[1:], strict=False)]


def is_rubbish(text: str) -> bool:
    """Say whether a text looks typed by a machine or a cat rather than written in words.

    Few of its letter pairs are usual in Indonesian, it stretches one sign, mixes digits into words, or
    has no vowel. Words shortened as on a phone are left out of the judgement.
    """
    if REPEATED.search(text) or MIXED.search(text):
        return True
    plain = unicodedata.normalize("NFKD", text)
    words = [word for word in re.findall(r"[a-z]+", plain.casefold()) if word not in SHORT]
    pairs = [pair for word in words for pair in _pairs(word)]
    if len(pairs) >= ENOUGH:
        return 2 * sum(pair in PAIRS for pair in pairs) < len(pairs)
    letters = "".join(words)
    return len(letters) > 5 and not set(letters) & set("aiueo")


def flag_of(texts: Iterable[str], names: Names) -> Flag | None:
    """Return why a person should look at the texts of one voice first, or None."""
    text = "\n".join(part for part in texts if part)
    words = set(_words(text))
    if LINK.search(OFFICIAL.sub("", text)) or words & ADVERTS:
        return Flag.LINK
    if words & RUDE:
        return Flag.RUDE
    if is_rubbish(text):
        return Flag.RUBBISH
    if names_anybody(text, names):
        return Flag.NAME
    return Flag.NUMBER if NUMBER.search(text) else None
