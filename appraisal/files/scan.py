"""The virus scanner of the house, when there is one: clamd, asked through its socket (SCAN_SOCKET)."""

from __future__ import annotations

import logging
import socket
import struct

from django.conf import settings

from appraisal.errors import Refused
from appraisal.sheets.guard import UnsafeFile

LOG = logging.getLogger(__name__)
PATIENCE = 30  # seconds
PIECE = 64 * 1024  # bytes


def scan(content: bytes, shown: str) -> None:
    """Raise UnsafeFile when the scanner finds something, Refused when it does not answer "OK"."""
    if not settings.SCAN_SOCKET:
        return
    try:
        answer = _asked(content)
    except OSError:
        LOG.exception("The scanner did not answer.")
        answer = b""
    if answer.endswith(b"FOUND"):
        raise UnsafeFile(f"Berkas {shown} ditahan pemeriksa virus. Periksa perangkat Anda, lalu unggah lagi.")
    if not answer.endswith(b"OK"):
        raise Refused("Berkas belum bisa diperiksa. Simpan tulisan tanpa berkas, lalu lampirkan nanti.")


def _asked(content: bytes) -> bytes:
    """Return what clamd says about the bytes (its command INSTREAM)."""
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(PATIENCE)
        line.connect(settings.SCAN_SOCKET)
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), PIECE):
            piece = content[start : start + PIECE]
            line.sendall(struct.pack(">I", len(piece)) + piece)
        line.sendall(struct.pack(">I", 0))
        return line.recv(4096).strip(b"\0\n ")
