"""How much of a request is taken in: large files go to the disk, and what is too large goes nowhere."""

from __future__ import annotations

import io
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class Bounded(TemporaryFileUploadHandler):
    """Drop files beyond `FILES_LIMIT` bytes a request, and keep the typed text.

    The form gets a file without content that tells its true size, and answers in its own words.
    """

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.taken = 0
        self.is_too_large = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin another file; what came before counts."""
        super().new_file(*args, **kwargs)
        self.is_too_large = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a piece to the disk while the request stays within the limit."""
        self.taken += len(raw_data)
        if not self.is_too_large and self.taken > settings.FILES_LIMIT:
            self.is_too_large = True
            self.file.close()  # it is temporary, and gone with that
        if not self.is_too_large:
            super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> UploadedFile | None:
        """Return the file, or what stands for one that was dropped."""
        if self.is_too_large:
            return UploadedFile(io.BytesIO(), self.file_name, self.content_type, file_size)
        return super().file_complete(file_size)
