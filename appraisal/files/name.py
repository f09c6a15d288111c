"""Names of files from outside: shown and offered at download, never used on the disk."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePath

LONGEST = 120  # letters; a list stays readable, and every system can save it
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


def clean_name(raw: str) -> str:
    """Return a name that is safe to show and to save: no path, no control or direction marks, short."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", raw))[-1]
    spaced = "".join(" " if letter.isspace() else letter for letter in last)
    plain = "".join(letter for letter in spaced if not unicodedata.category(letter).startswith("C"))
    name = " ".join(re.sub(r'[<>:"|?*]', "_", plain).split()).strip(". ")
    if RESERVED.fullmatch(name) or not PurePath(name).stem:
        name = f"berkas-{name}"
    ending = PurePath(name).suffix[:10]
    return name.removesuffix(ending)[: LONGEST - len(ending)].rstrip(". ") + ending


def ending_of(name: str) -> str:
    """Return the ending of a cleaned name, small letters with the dot."""
    return PurePath(name).suffix.lower()
