"""Where the files lie: a folder in which they are whole or not at all; a bucket is django-storages."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage

UNFINISHED = ".unfinished"  # the ending of a file that is being written, or was when the power went


class Folder(FileSystemStorage):
    """Files of one machine: readable by nobody else, there whole or not at all even when the power goes."""

    def _save(self, name: str, content: Any) -> str:
        target = Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished = target.with_name(f"{target.name}{UNFINISHED}")
        try:
            with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
                for chunk in content.chunks():
                    out.write(chunk)
                out.flush()
                os.fsync(out.fileno())
            unfinished.replace(target)
            _settle(target.parent)
        finally:
            unfinished.unlink(missing_ok=True)
        return name


def _settle(folder: Path) -> None:
    """Have the disk write down that the folder holds another name."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def new_key() -> str:
    """Return a name that says nothing and that nobody guesses: 128 random bits."""
    return secrets.token_hex(16)


def place_of(key: str) -> str:
    """Return where the file of a key lies: two levels of folders, so that none grows too long."""
    return f"{key[:2]}/{key[2:4]}/{key}"
