"""The poster of a service point: a picture to scan, an address to type, in large friendly letters."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.cache import cache

from appraisal import pdf

from ..models import ServicePoint
from .payload import Letterhead
from .people import letterhead
from .printing import FACES, qr_code

REMEMBERED = 600  # seconds


def poster(*, point: ServicePoint, address: str) -> bytes:
    """Return the poster as a PDF of one A4 page; printed once while nothing on it changes."""
    head = letterhead()
    key = hashlib.sha256(repr((head, point.code, point.name, point.unit.name, address)).encode()).hexdigest()
    made: Any = cache.get_or_set(f"poster-{key}", lambda: _print(point, address, head), REMEMBERED)
    return bytes(made)


def _print(point: ServicePoint, address: str, head: Letterhead) -> bytes:
    shown = address.removeprefix("https://").removeprefix("http://").rstrip("/")
    context = {
        "letterhead": head,
        "face": FACES.get(head.typeface, "sans"),
        "point": point,
        "address": shown,
        "start": shown.rpartition("/")[0],
        "code": f"{point.code[:4]} {point.code[4:]}".strip(),
        "qr": qr_code(address),
    }
    return pdf.render("documents/poster.html", context, identifier=f"poster {point.code} {address}").pdf
