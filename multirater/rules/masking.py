"""What of a rater's words is taken out before they are shown, and what somebody should look at first.

Masking goes further than for citizens (`organizations.rules.wording`), for the reader knows everybody: names
that begin a sentence or stand in small letters, nicknames after "Pak" and "Bu", days and hours. Sources:
`measurement research` 4 (mask names, NIP, phone, e-mail, dates); the borders are decided here.
"""

from __future__ import annotations

import functools
import re

from organizations.rules.wording import (
    NAMELESS,
    NUMBER,
    NUMBERLESS,
    SHORTENED,
    WORD,
    Names,
    begins_sentence,
    is_advert,
    is_rubbish,
    is_rude,
    named,
    without,
    words_of,
)
from organizations.rules.wording_words import HONORIFICS, ORDINARY, RUDE

from .masking_words import AFTER_NAMES, BEFORE_NAMES, COMMON, INSULTS, OFFICES, THREATS

MAILLESS, DATELESS = "[surel]", "[tanggal]"
MASKS = (NAMELESS, NUMBERLESS, MAILLESS, DATELESS)
PUT_OUT = re.compile("|".join(re.escape(mask) for mask in MASKS))

MAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:(?:\.|\s?[(\[]dot[)\]]\s?)[a-z]{2,})+", re.I
)
HANDLE = re.compile(r"(?<!\w)@\w[\w.]{2,}")

MONTH = (
    r"(?:januari|februari|pebruari|maret|april|mei|juni|juli|agustus|september|oktober|november|nopember"
    r"|desember|jan|feb|mar|apr|jun|jul|agu|agt|ags|sept?|okt|nov|nop|des)"
)
WEEKDAY = r"(?:senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu|ahad)"
DAY, SHORT_MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
YEAR = r"(?:20\d\d|19\d\d|['’]\d\d)"
DATES = [
    rf"(?:(?:{WEEKDAY}|tanggal|tgl\.?),?\s+)?(?<![\d./-]){DAY}(?P<sign>[/.-]){SHORT_MONTH}(?P=sign)"
    r"(?:(?:19|20)\d\d|\d\d)(?![\d/-]|\.\d)",
    rf"(?:{WEEKDAY},?\s+)?(?:(?:tanggal|tgl)\.?\s*)?(?<![\d,]){DAY}(?:\s*(?:-|s\.?d\.?|sampai)\s*{DAY})?"
    rf"[\s-]+{MONTH}\b\.?(?:[\s-]+{YEAR})?(?!\w)",
    rf"(?<!\d)(?:19|20)\d\d-{SHORT_MONTH}-{DAY}(?!\d)",
    rf"\b{MONTH}\s+(?:{YEAR}|lalu|kemarin)(?!\w)",
    rf"\bbulan\s+{MONTH}\b(?:\s+(?:lalu|kemarin))?",
    rf"\b{WEEKDAY}\s+(?:lalu|kemarin|tadi|pagi|siang|sore|malam|itu)\b",
    rf"\b(?:tanggal|tgl)\.?\s*{DAY}(?:\s*/\s*{SHORT_MONTH})?(?!\d)",
]
HOUR = r"(?:[01]?\d|2[0-4])"
TIMES = [
    rf"(?<!\d )\b(?:jam|pukul|pkl)\.?\s*{HOUR}(?:\s*[.:]\s*[0-5]\d)?(?!\d|\s*(?:menit|kerja))"
    r"(?:\s*(?:wib|wita|wit|pagi|siang|sore|malam)\b)?",
    rf"(?<![\d.:]){HOUR}:[0-5]\d(?:\s*(?:wib|wita|wit)\b)?(?![\d:])",
    rf"(?<![\d.:]){HOUR}\.[0-5]\d\s*(?:wib|wita|wit)\b",
]
WHEN = re.compile("|".join([*DATES, *TIMES]), re.I)
MAY_BE_WHEN = re.compile(rf"\d|\b(?:{MONTH}|{WEEKDAY})\b", re.I)  # all of WHEN has one of these, and is slow
PHONE = re.compile(r"(?<![\w.,])(?:\+\s?\(?62|\(?62|\(?0)\)?(?:[\s().\-]{0,2}\d){7,}(?!\w)")
LONG = re.compile(r"(?<![\w.,])\d(?:[\s.\-/]{0,2}\d){9,}(?!\w)")  # NIP and NIK, however they are spaced
CALLED = re.compile(
    r"\b((?:nip|nik|nrp|npwp|hp|wa|whatsapp|telp|tlp|telepon|nomor hp)\b\.?\s*:?\s*)\+?\d(?:[\s.\-]?\d){3,}",
    re.I,
)
ABBREVIATED = {"dr", "drg", "sdr", "bpk"}


def mask(text: str, names: Names) -> str:
    """Return the text without names, numbers of people, addresses and days; each is one of MASKS instead."""
    text = HANDLE.sub(NAMELESS, MAIL.sub(MAILLESS, text))
    text = CALLED.sub(rf"\1{NUMBERLESS}", PHONE.sub(NUMBERLESS, text))
    text = NUMBER.sub(NUMBERLESS, LONG.sub(NUMBERLESS, text))
    if MAY_BE_WHEN.search(text):
        text = WHEN.sub(DATELESS, text)
    return without(text, [*_outside_masks(text, names)])


def _outside_masks(text: str, names: Names) -> list[tuple[int, int]]:
    """Return where people are named, but in the masks that stand already."""
    put_out = [match.span() for match in PUT_OUT.finditer(text)]
    spans = {*named(text, names), *_nicknames(text, names)}
    return [span for span in spans if not any(start <= span[0] < end for start, end in put_out)]


def _nicknames(text: str, names: Names) -> list[tuple[int, int]]:
    """Return where a text names somebody in ways that the rule for citizens leaves alone."""
    found = list(WORD.finditer(text))
    small = [match.group().casefold() for match in found]
    is_shouted = not any(sign.islower() for sign in text)
    hits = []
    for at, match in enumerate(found):
        before = small[at - 1] if at and _adjoin(text, found[at - 1], match) else ""
        after = small[at + 1] if at + 1 < len(found) and _adjoin(text, match, found[at + 1]) else ""
        is_capital = match.group()[0].isupper() and not is_shouted
        if before in HONORIFICS and before != "nama":
            is_name = _is_called(small[at], names, is_capital=is_capital)
        elif small[at] not in names.words or len(small[at]) < SHORTENED:
            is_name = False
        elif small[at] not in ORDINARY | COMMON:
            is_name = True
        elif begins_sentence(text, match.start()):
            is_name = is_capital and after in AFTER_NAMES
        else:
            is_name = is_capital and before in BEFORE_NAMES
        if is_name:
            hits.append(match.span())
    return hits


def _adjoin(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    """Say whether two words stand side by side in one sentence."""
    between = text[first.end() : second.start()]
    is_short = first.group().casefold() in ABBREVIATED
    return between.isspace() or (is_short and between.strip() == ".")


def _is_called(word: str, names: Names, *, is_capital: bool) -> bool:
    """Say whether a word after "Pak" or "Bu" is a name: any capital one, or the end or begin of a name."""
    if word in OFFICES:
        return False
    return is_capital or word in names.words or (word in names.parts)


# --- What somebody should look at -------------------------------------------------------------

SIGNS = str.maketrans("013457@$", "oieastas")
SIGNED = re.compile(r"[013457@$]")
ENDINGS = re.compile(r"(?:nya|mu|ku|lah|kah|an)$")


def flag_of(text: str) -> str:
    """Return why a person should look at a text before it is shown, in Indonesian; "" when nobody need."""
    if is_advert(text):
        return "Tautan atau iklan"
    if THREATS.search(text):
        return "Ancaman"
    if is_rude(text) or _insults(text):
        return "Kata kasar atau hinaan"
    if is_rubbish(PUT_OUT.sub("", text)):
        return "Bukan kalimat"
    return ""


def _insults(text: str) -> bool:
    """Say whether a text insults, also with stretched letters, figures for letters or an ending."""
    plain = text.casefold()
    if SIGNED.search(plain):
        plain = re.sub(r"[a-z][a-z013457@$]+", lambda word: word.group().translate(SIGNS), plain)
    return any(_is_insult(word) for word in words_of(plain))


@functools.lru_cache(
    maxsize=20_000
)  # people share their words: a closing asks for the same ones over and over
def _is_insult(word: str) -> bool:
    squeezed = re.sub(r"(.)\1+", r"\1", word)
    forms = {word, squeezed, ENDINGS.sub("", word), ENDINGS.sub("", squeezed)}
    return bool(forms & (INSULTS | RUDE))
