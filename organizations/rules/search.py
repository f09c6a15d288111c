"""How names sound alike: the key under which people are found, however their name is spelt.

Source: general knowledge of Indonesian spelling (the reforms of 1947 and 1972: oe/u, dj/j, j/y, tj/c,
sj/sy, nj/ny, ch/kh), of usual short forms (Moh., Muh., Abd.) and of academic titles. It forgives on
purpose: it finds too much rather than too little, and nothing is decided by it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 300  # letters of a key that are kept
FEW_DIGITS = 3  # fewer are no part of an employee number

_TITLES = """
dr drs dra drg drh ir h hj hi hjh kh prof apt ns ners bd cn an
se sh sp st ss sf sik sip skm ssi ssos spd spdi spdk sag sked skep skom skomp sikom ssn stp sap sab
spt spi sth sst ssit str strkep strkeb strkes sgz sfarm spsi stat sei sej sak sakt spar sim stptn
mm mh mt ma ms msc mba mp mpd mpdi mag msi mkes mkep mkom mhum map mak mars mph mkm mpsi msn mpar mepid
mtr mik mipol mikom msak msm me mei med phd psi ak ca cpa
amd amk amkeb amkl amg amf amdkep amdkeb amdkom amdak amdgz ama amp
sppd spog spa spb span sprad spok spm spkj spkk sptht sps sppk spf spjp spkfr
"""
_MUHAMMAD = """
muhamad mohamad muhamed mohamed mohamat muhamat mochamad muchamad mokhamad mukhamad mukamad
moh muh moch much mokh mukh mhd mohd muhd mochd
"""
TITLES, MUHAMMAD = frozenset(_TITLES.split()), frozenset(_MUHAMMAD.split())
SHORT = {"achmad": "ahmad", "akhmad": "ahmad", "akhmat": "ahmad", "ach": "ahmad", "akh": "ahmad"}
SHORT |= {"ahm": "ahmad", "acmad": "ahmad", "ahmat": "ahmad", "abd": "abdul", "abdl": "abdul"}
# Applied in this order to a word whose double letters are one already.
SOUNDS = [
    *(("oe", "u"), ("tj", "c"), ("dj", "j"), ("sj", "sy"), ("nj", "ny"), ("dz", "z"), ("dh", "d")),
    *(("th", "t"), ("sy", "s"), ("sh", "s"), ("ts", "s"), ("kh", "h"), ("ch", "h"), ("gh", "g")),
    *(("bh", "b"), ("ph", "f"), ("ck", "k"), ("ny", "n"), ("x", "ks"), ("q", "k"), ("v", "f"), ("z", "s")),
    *(("j", "y"), ("ie", "i")),
]
ASSIMILATED = re.compile(r"^abdu(l|r|s|n|z|d|t)(\1?)([a-z]{3,})$")


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for: sounds of names, titles (asked only without a name), digits of a number."""

    words: tuple[str, ...]
    titles: tuple[str, ...]
    digits: str

    def __bool__(self) -> bool:
        return bool(self.words or self.titles or self.digits)


def search_key(name: str, front_title: str = "", back_title: str = "") -> str:
    """Return the key of a person: sounds of each name, of the names as one word, and the titles.

    " muhamad yusuf |muhamadyusuf| dr spd": names in any order are found as parts of it, also those that are
    written in one word here and in two there.
    """
    words, titles = _split(f"{front_title} {name}, {back_title}")
    if words and words[0] == "m" and len(words) > 1:
        words[0] = "muhamad"  # "M. Yusuf"
    sounds = [sound for word in words for sound in sounds_of(word)]
    return f" {' '.join(sounds)} |{''.join(sounds)}| {' '.join(titles)} "[:LONGEST]


def wanted(text: str) -> Wanted:
    """Return what a typed text asks for; titles count only where no name and no number is given."""
    digits = re.sub(r"[\s.,'\u2019\u00a0-]", "", "".join(re.findall(r"[0-9][0-9\s.,'\u2019\u00a0-]*", text)))
    words, titles = _split(re.sub(r"[0-9]+", " ", text))
    sounds = tuple(dict.fromkeys(sound for word in words for sound in sounds_of(word)))
    digits = digits if len(digits) >= FEW_DIGITS else ""
    return Wanted(sounds, () if sounds or digits else tuple(dict.fromkeys(titles)), digits)


def sounds_of(word: str) -> list[str]:
    """Return the sounds of one name in plain letters; Abdurrahman is Abdul and Rahman."""
    if found := ASSIMILATED.match(word):
        letter, twice, rest = found.groups()
        start = "" if letter == "l" and not twice else letter
        return ["abdul", *sounds_of(start + rest)]
    word = _single(word)
    if word in MUHAMMAD:
        return ["muhamad"]
    word = SHORT.get(word, word)
    for written, sound in SOUNDS:
        word = word.replace(written, sound)
    word = re.sub(r"c(?![aeiou])", "k", word)
    word = re.sub(r"(?<=[^aeiou])y(?![aeiou])", "i", word)
    word = re.sub(r"(?<=[a-z]{2}[aeiou])h$", "", word)
    return [word]


def name_key(key: str) -> str:
    """Return the names of a key in one order, for who is written "Sari Dewi" here and "Dewi Sari" there."""
    return " ".join(sorted(key.split("|", maxsplit=1)[0].split()))


def _split(text: str) -> tuple[list[str], list[str]]:
    """Return the words of a name and its titles, both in small plain letters."""
    plain = unicodedata.normalize("NFKD", text.replace("\u2019", "'"))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter)).lower()
    chunks = [re.sub(r"[^a-z]", "", chunk) for chunk in re.split(r"[\s,;/()\-]+", _dotted(plain))]
    chunks = [chunk for chunk in chunks if chunk and chunk != "nip"]
    words: list[str] = []
    titles: list[str] = []
    for chunk in chunks:
        (titles if chunk in TITLES else words).append(chunk)
    return words, titles


def _dotted(text: str) -> str:
    """Let "S. Pd. I" be one title and "Moh.Yusuf" two words."""
    text = re.sub(
        r"\b([smah])\.?\s*(?=(?:pd|si|sos|kom|kes|kep|hum|ag|ip|ap|km|tr|ak|farm|psi|md|sn)\b)", r"\1", text
    )
    text = re.sub(r"\b([sm]pd)\.\s*i\b", r"\1i", text)
    return re.sub(r"\b([a-z]{3,})\.(?=[a-z]{3,})", r"\1 ", text)


def _single(word: str) -> str:
    """Return the word with each pair of one letter as one."""
    return re.sub(r"(.)\1", r"\1", word)
