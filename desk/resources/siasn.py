"""The live connection to SIASN: one person's annual result at a time, behind two small calls (domain 7.2).

How an agency logs in to the national service differs and is not documented in our sources; what is
needed is an address and a bearer token in the environment. Whatever the service answers is kept as a
reference or a sentence; nothing of a person is written into the log.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any, Protocol
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

from appraisal.errors import Refused

PATIENCE = 20  # seconds
LONGEST = 1 << 20  # bytes of an answer that are read
OFF = "Sambungan langsung belum disiapkan (SIASN_URL dan SIASN_TOKEN). Sementara itu pakai berkas."


class Unreachable(Exception):
    """The service does not answer, or is busy: try again later."""


class Declined(Exception):
    """The service does not take this row; the sentence says why."""


class Siasn(Protocol):
    """What we need of SIASN; a fake one stands in for it in the tests."""

    def years_of(self, nip: str) -> dict[int, dict[str, Any]]:
        """Return what SIASN holds of a person, by year."""

    def write(self, nip: str, row: dict[str, Any]) -> str:
        """Write one year of a person and return SIASN's reference."""


class _Stay(HTTPRedirectHandler):
    """Follow no redirect: a token goes to one address."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


@dataclass(frozen=True)
class LiveSiasn:
    """SIASN over HTTPS."""

    address: str
    token: str

    def years_of(self, nip: str) -> dict[int, dict[str, Any]]:
        """Return what SIASN holds of a person, by year; raise Unreachable or Declined."""
        answer = self._call("GET", f"/pns/rw-skp22/{quote(nip)}")
        rows = answer.get("data") or []
        return {int(row["tahun"]): row for row in rows if str(row.get("tahun", "")).isdigit()}

    def write(self, nip: str, row: dict[str, Any]) -> str:
        """Write one year of a person; raise Unreachable or Declined."""
        answer = self._call("POST", f"/pns/rw-skp22/{quote(nip)}", row)
        return str(answer.get("id", ""))[:100]

    def _call(self, method: str, path: str, row: dict[str, Any] | None = None) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {self.token}", "Accept": "application/json"}
        body = json.dumps(row).encode() if row is not None else None
        if body is not None:
            headers["Content-Type"] = "application/json"
        asked = Request(self.address.rstrip("/") + path, body, headers, method=method)
        try:
            with build_opener(_Stay).open(asked, timeout=PATIENCE) as answer:
                told = json.loads(answer.read(LONGEST) or b"{}")
        except HTTPError as error:
            with error:
                if error.code in {408, 425, 429} or error.code >= 500:
                    raise Unreachable(f"SIASN menjawab {error.code}.") from None
                raise Declined(f"SIASN menjawab {error.code}: {_reason(error.read(LONGEST))}") from None
        except (URLError, HTTPException, OSError) as error:
            raise Unreachable("SIASN tidak menjawab.") from error
        except ValueError as error:
            raise Unreachable("Jawaban SIASN tidak dapat dibaca.") from error
        return told if isinstance(told, dict) else {}


def _reason(body: bytes) -> str:
    """Return the words of an answer, short and on one line."""
    try:
        told = json.loads(body)
        text = str(told.get("message") or told.get("error") or "") if isinstance(told, dict) else ""
    except ValueError:
        text = ""
    return " ".join(text.split())[:150] or "tanpa keterangan."


def is_on() -> bool:
    """Say whether the environment names a connection."""
    return bool(settings.SIASN_URL and settings.SIASN_TOKEN)


def siasn() -> Siasn:
    """Return the connection that the environment names; raise Refused where it names none."""
    if not is_on():
        raise Refused(OFF)
    if not settings.SIASN_URL.startswith("https://") and not settings.DEBUG:
        raise Refused("SIASN_URL harus dimulai dengan https://.")
    return LiveSiasn(settings.SIASN_URL, settings.SIASN_TOKEN)
