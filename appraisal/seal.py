"""The agency's electronic seal on a PDF (PAdES), where a certificate was configured; otherwise nothing.

pyHanko is an optional extra (ADR 0021) and is imported inside the functions, only with the setting.
"""

from __future__ import annotations

import functools
import io
import logging
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from appraisal.errors import Refused

LOG = logging.getLogger(__name__)
FIELD = "SegelInstansi"
UNUSABLE = "Sertifikat segel instansi sedang tidak bisa dipakai, jadi dokumen belum diterbitkan. Hubungi BKD."


@dataclass(frozen=True)
class Seal:
    """Whose certificate seals, and who issued it; the same name twice means that nobody vouches for it."""

    owner: str
    issuer: str


def configured() -> bool:
    """Say whether the agency has named a certificate."""
    return bool(settings.DOCUMENT_SIGNING_P12)


def seal_at(at: datetime) -> Seal | None:
    """Return the seal in use, or None where none is configured.

    Raise Refused when the certificate cannot be read or does not hold at that moment: then nothing may be
    printed that speaks of it.
    """
    if not configured():
        return None
    certificate = _signer().signing_cert
    if not certificate.not_valid_before <= at <= certificate.not_valid_after:
        LOG.error("The certificate in DOCUMENT_SIGNING_P12 does not hold at %s.", at)
        raise Refused(UNUSABLE)
    return Seal(owner=_named(certificate.subject), issuer=_named(certificate.issuer))


def sealed(pdf: bytes, *, place: str = "") -> bytes:
    """Return the PDF with a certification signature that allows no changes; the pages stay as they were.

    What was printed is the beginning of the result (an incremental update), so tags and /ID stay. Raise
    Refused when pyHanko gives up.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers

    wanted = signers.PdfSignatureMetadata(
        field_name=FIELD,
        subfilter=fields.SigSeedSubFilter.PADES,
        md_algorithm="sha256",
        location=place or None,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )
    try:
        signer = signers.PdfSigner(wanted, signer=_signer())
        made: bytes = signer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf))).getvalue()
    except Refused:
        raise
    except Exception as error:  # keys, formats and providers fail in many ways, and the answer is one
        LOG.exception("A document could not be sealed.")
        raise Refused(UNUSABLE) from error
    return made


def _signer() -> Any:
    path = Path(settings.DOCUMENT_SIGNING_P12)
    try:
        return _loaded(path, path.stat().st_mtime_ns, settings.DOCUMENT_SIGNING_PASSWORD)
    except Exception as error:
        LOG.exception("DOCUMENT_SIGNING_P12 cannot be used.")
        raise Refused(UNUSABLE) from error


@functools.lru_cache(maxsize=1)
def _loaded(path: Path, changed: int, password: str) -> Any:
    """Return the key with its certificate; read anew when the file changed."""
    from pyhanko.sign.signers import SimpleSigner

    signer = SimpleSigner.load_pkcs12(str(path), passphrase=password.encode() or None)
    if signer is None:
        raise ValueError("no key in the file, or another password")
    return signer


def _named(name: Any) -> str:
    """Return the organisation of a name in a certificate, else its common name."""
    said: dict[str, Any] = name.native
    found = said.get("organization_name") or said.get("common_name") or name.human_friendly
    return str(found[0] if isinstance(found, list) else found)
