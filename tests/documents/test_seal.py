"""The agency's seal: really there, of the whole file, claimed on paper only then; else nothing at all."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from django.template.loader import render_to_string
from pypdf import PdfReader

from appraisal import pdf, seal
from appraisal.errors import Refused
from reviews import documents
from reviews.documents import printing
from reviews.models import Document, DocumentFile
from reviews.operations import document as operations
from tests.documents.test_issue import frozen_plan, issue_plan
from tests.world import NOW, World

pytestmark = pytest.mark.once
OWNER, AUTHORITY, PASSWORD = "Pemerintah Kota Arunika", "Penyelenggara Sertifikasi Uji", "kata sandi uji"


def named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, name)])


def certificate(folder: Path, *, issuer: str = AUTHORITY, until: datetime = NOW + timedelta(days=9)) -> Path:
    """Return a PKCS#12 file with a throwaway key, whose certificate names owner and issuer."""
    key = ec.generate_private_key(ec.SECP256R1())
    made = (
        x509.CertificateBuilder()
        .subject_name(named(OWNER))
        .issuer_name(named(issuer))
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(NOW - timedelta(days=9))
        .not_valid_after(until)
        .add_extension(x509.KeyUsage(True, True, *[False] * 7), critical=True)
        .sign(key, hashes.SHA256())
    )
    locked = serialization.BestAvailableEncryption(PASSWORD.encode())
    path = folder / "segel.p12"
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"segel", key, made, None, locked))
    return path


@pytest.fixture
def sealing(tmp_path: Path, settings: Any) -> Any:
    settings.DOCUMENT_SIGNING_P12 = str(certificate(tmp_path))
    settings.DOCUMENT_SIGNING_PASSWORD = PASSWORD
    return settings


def judged(pdf: bytes) -> Any:
    """Return what a reader of PDFs says about the one signature, with our certificate trusted."""
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    (found,) = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    trusted = ValidationContext(trust_roots=[found.signer_cert], allow_fetching=False, moment=NOW)
    return validate_pdf_signature(found, trusted)


def test_a_sealed_document_is_signed_tagged_and_numbered(world: World, sealing: Any) -> None:
    document = issue_plan(world, frozen_plan(world))

    kept = Document.objects.get()
    made = bytes(DocumentFile.objects.get().pdf)
    verdict = judged(made)
    assert (verdict.bottom_line, verdict.coverage.name) == (True, "ENTIRE_FILE")
    assert document.is_signed
    assert kept.payload["stamp"]["seal"] == {"owner": OWNER, "issuer": AUTHORITY}
    assert kept.pdf_sha256 == hashlib.sha256(made).hexdigest()
    assert operations.is_intact(kept, made)
    assert made.startswith(printing.print_document(kept.payload).pdf), "the printed pages stand as they were"
    root: Any = PdfReader(io.BytesIO(made)).trailer["/Root"]
    assert (root["/MarkInfo"]["/Marked"], root["/Lang"]) == (True, "id")
    altered = bytearray(made)
    altered[len(made) // 3] ^= 1
    assert not judged(bytes(altered)).bottom_line
    assert not operations.is_intact(kept, bytes(altered))


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Print one line instead of a form: what stands on the paper is asked from the HTML."""
    page = pdf.to_pdf('<!doctype html><html lang="id"><title>x</title><p>x</p></html>', identifier="x")
    pages = pdf.Rendered("", page, hashlib.sha256(page).hexdigest())
    monkeypatch.setattr(documents, "print_document", lambda payload: pages)


def paper(document: Document) -> str:
    template, _ = printing.TEMPLATES[printing.DocumentKind(document.kind)]
    return render_to_string(template, printing.context(document.payload))


@pytest.mark.usefixtures("small")
def test_the_sentence_stands_on_paper_only_with_a_certificate(world: World, sealing: Any) -> None:
    plan = frozen_plan(world)
    signed = paper(issue_plan(world, plan))
    assert f"sertifikat elektronik {OWNER} yang diterbitkan oleh {AUTHORITY}." in signed
    sealing.DOCUMENT_SIGNING_P12 = ""
    other = issue_plan(world, frozen_plan(world, "fajar"), "gita")

    assert not other.is_signed
    assert "sertifikat elektronik" not in paper(other)


@pytest.mark.usefixtures("small")
def test_nobody_vouches_for_a_certificate_that_one_made_oneself(
    world: World, sealing: Any, tmp_path: Path
) -> None:
    certificate(tmp_path, issuer=OWNER)

    html = paper(issue_plan(world, frozen_plan(world)))

    assert "yang diterbitkan sendiri." in html
    assert "telah ditandatangani secara elektronik" not in html


@pytest.mark.parametrize("fault", ["expired", "password", "missing", "broken"])
def test_without_a_sound_certificate_nothing_is_issued(
    world: World, sealing: Any, tmp_path: Path, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    path = Path(sealing.DOCUMENT_SIGNING_P12)
    if fault == "expired":
        certificate(tmp_path, until=NOW - timedelta(days=1))
    elif fault == "password":
        sealing.DOCUMENT_SIGNING_PASSWORD = "lain"
    elif fault == "missing":
        path.unlink()
    else:
        path.write_bytes(b"bukan berkas kunci")

    with pytest.raises(Refused, match="tidak bisa dipakai"):
        issue_plan(world, frozen_plan(world))
    assert not Document.objects.exists()
    assert "lain" not in caplog.text
    assert PASSWORD not in caplog.text


def test_a_crash_while_sealing_issues_nothing(
    world: World, sealing: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = documents.printing.pdf.Rendered("", b"no PDF at all", "0" * 64)
    monkeypatch.setattr(documents, "print_document", lambda payload: pages)

    with pytest.raises(Refused, match="tidak bisa dipakai"):
        issue_plan(world, frozen_plan(world))
    assert not Document.objects.exists()


def test_without_the_setting_pyhanko_is_not_even_loaded() -> None:
    code = "import sys\nimport appraisal.seal\nassert not any('pyhanko' in name for name in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
    assert seal.seal_at(NOW) is None
