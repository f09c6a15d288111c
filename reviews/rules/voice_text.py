"""What a text of a citizen is: the same as another, or something that somebody should see first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from organizations.rules.wording import (
    NUMBER,
    Names,
    is_advert,
    is_noise,
    is_rubbish,
    is_rude,
    names_anybody,
)

from .voice import Flag


def fold(text: str) -> str:
    """Return what makes two texts the same: letters only, small, without accents and stretched letters.

    Words of unusual letters are left out, so that one appended to a text makes no new one. "Bagus!!! 123",
    "baguuus" and "Bagus qzxv" fold to one text; a text without letters folds to its signs.
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    words = "".join(sign if sign.isalpha() or sign.isspace() else " " for sign in plain).split()
    letters = "".join([word for word in words if not is_noise(word)] or words)
    return re.sub(r"(.)\1+", r"\1", letters) or "".join(plain.split())


def flag_of(texts: Iterable[str], names: Names) -> Flag | None:
    """Return why a person should look at the texts of one voice first, or None."""
    text = "\n".join(part for part in texts if part)
    if is_advert(text):
        return Flag.LINK
    if is_rude(text):
        return Flag.RUDE
    if is_rubbish(text):
        return Flag.RUBBISH
    if names_anybody(text, names):
        return Flag.NAME
    return Flag.NUMBER if NUMBER.search(text) else None
