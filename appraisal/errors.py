"""Anticipated refusals: exceptions that carry a sentence for the user."""

from __future__ import annotations


class Refused(Exception):
    """The act is not possible now; the message says why and what to do, in Indonesian."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class Denied(Refused):
    """This person may not do this; answered with 403 and the sentence."""


class Conflict(Refused):
    """Somebody else changed the record meanwhile; answered with 409 and both texts."""

    def __init__(
        self,
        message: str = "Data ini sudah diubah orang lain sejak Anda membukanya.",
        theirs: dict[str, str] | None = None,
        version: int | str | None = None,  # what the form carries when the person sends it once more
    ) -> None:
        super().__init__(message)
        self.theirs = theirs or {}
        self.version = version
