"""What a free text is, whoever wrote it: whom it names, and whether it is rude, an advert or rubbish."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from .wording_words import ADVERTS, HONORIFICS, ORDINARY, PAIRS, RUDE, SHORT

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
LINK = re.compile(
    r"https?:|www\.|\b[\w-]{2,}\.(?:com|net|org|xyz|info|top|site|online|club|vip|ly|me|co|id)\b", re.I
)
REPEATED = re.compile(r"(\w)\1{5,}|(\S)\2{19,}")
NUMBER = re.compile(r"(?<!\d)\d(?:[ .-]?\d){9,}(?!\d)")  # telephone 10-13, NIK 16, NIP 18 digits

OFFICIAL = re.compile(r"\b[\w.-]+\.go\.id\b", re.I)  # addresses of government are no adverts
ENOUGH = 10  # letter pairs that a judgement needs
MIXED = re.compile(r"(?:[a-z]+\d+){3}", re.I)
SHORTENED = 4  # letters of the shortest nickname that is looked for
NAMELESS, NUMBERLESS = "[nama]", "[nomor]"


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters, in their order."""
    return [match.group().casefold() for match in WORD.finditer(text)]


# --- Names ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Names:
    """The names of a unit's people, ready to be looked for: single words, and words side by side."""

    words: frozenset[str] = frozenset()
    pairs: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def of(cls, names: Iterable[str]) -> Names:
        """Return the names as words of three letters and more."""
        split = [[word for word in words_of(name) if len(word) > 2] for name in names]
        pairs = {pair for words in split for pair in zip(words, words[1:], strict=False)}
        return cls(frozenset(word for words in split for word in words), frozenset(pairs))

    @cached_property
    def parts(self) -> frozenset[str]:
        """How names are shortened in talk: their first and their last four letters and more."""
        longer = [word for word in self.words if len(word) > SHORTENED]
        starts = {word[:end] for word in longer for end in range(SHORTENED, len(word))}
        return frozenset(starts | {word[-end:] for word in longer for end in range(SHORTENED, len(word))})


def named(text: str, names: Names) -> list[tuple[int, int]]:
    """Return where a text names one of the people, as starts and ends in order.

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
    is_capital = match.group()[0].isupper() and not begins_sentence(text, match.start())
    return len(word) > 3 and word not in ORDINARY and is_capital


def begins_sentence(text: str, at: int) -> bool:
    """Say whether a word at this place begins a sentence, where a capital letter says nothing."""
    before = text[:at].rstrip()
    return not before or before[-1] in ".!?:\n"


def names_anybody(text: str, names: Names) -> bool:
    """Say whether a text names one of these people."""
    return bool(named(text, names))


def without(text: str, spans: Iterable[tuple[int, int]], instead: str = NAMELESS) -> str:
    """Return the text with these places (starts and ends) replaced, neighbours as one."""
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + instead + text[end:]
    return re.sub(rf"{re.escape(instead)}(\s+{re.escape(instead)})+", instead, text)


def redact(text: str, names: Names) -> str:
    """Return the text with names of these people and long numbers taken out, for everybody to read."""
    return NUMBER.sub(NUMBERLESS, without(text, named(text, names)))


# --- What somebody should look at -------------------------------------------------------------


def is_advert(text: str) -> bool:
    """Say whether a text leads elsewhere or praises wares; addresses of government are neither."""
    return bool(LINK.search(OFFICIAL.sub("", text)) or set(words_of(text)) & ADVERTS)


def is_rude(text: str) -> bool:
    """Say whether a text holds a swear word, as written in a dictionary."""
    return bool(set(words_of(text)) & RUDE)


def is_noise(word: str) -> bool:
    """Say whether a word in small letters is of unusual letters, thus no word of the language."""
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
