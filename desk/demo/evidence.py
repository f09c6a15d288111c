"""Files of the demo year: a photograph and minutes for the named people, and for a few others."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from appraisal.files import FileKind, place_of
from indicators.models import Period
from reviews.models import Attachment, EvidenceFile, Note, Realisation

from .people import NIPS

NAMED_REPORTS, OTHERS = 30, 20  # reports that have a file, however large the city
PHOTOS = ("foto loket.jpg", "foto kegiatan.jpg", "foto penyerahan.jpg")
PAPERS = ("notulen rapat.pdf", "berita acara.pdf", "rekap triwulan.pdf")


def write_evidence(period: Period, *, seed: int) -> None:
    """Attach files to some reports and notes; the same numbers give the same files."""
    rng = Random(seed)
    files: list[EvidenceFile] = []
    tied: list[Attachment] = []
    for thing, owner, said, at in _things(period, rng):
        kind = rng.choice((FileKind.JPEG, FileKind.PDF))
        name = rng.choice(PHOTOS if kind == FileKind.JPEG else PAPERS)
        content = _photo(rng) if kind == FileKind.JPEG else _paper(name, said, len(files) + 1)
        file = EvidenceFile(
            key=f"{rng.getrandbits(128):032x}",
            owner_id=owner,
            name=name,
            content_type=kind.content_type,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            uploaded_at=at - timedelta(minutes=2),
        )
        _lay_down(file, content)
        files.append(file)
        tied.append(Attachment(file=file, attached_at=at, **thing))
    EvidenceFile.objects.bulk_create(files)
    Attachment.objects.bulk_create(tied)


def _things(period: Period, rng: Random) -> Iterator[tuple[dict[str, int], int, str, datetime]]:
    """Yield what gets a file: column and key, whose it is, what it says, and when it was written."""
    owner = "indicator__result__plan__placement__employee"
    columns = ("pk", owner, "note", "reported_at")
    reports = Realisation.objects.filter(term__period=period).order_by("pk")
    known = list(reports.filter(**{f"{owner}__nip__in": NIPS}).values_list(*columns))
    others = reports.exclude(**{f"{owner}__nip__in": NIPS}).order_by("-pk").values_list(*columns)
    for pk, *rest in [*rng.sample(known, min(NAMED_REPORTS, len(known))), *others[: OTHERS * 4 : 4]]:
        yield {"realisation_id": pk}, *rest
    of = "placement__employee"
    notes = Note.objects.kept().filter(**{f"{of}__nip__in": NIPS}, noted_on__gte=period.started_on)
    written = list(notes.order_by("-noted_on", "-pk").values_list("pk", of, "text", "written_at")[:200])
    for pk, *rest in written[::8]:
        yield {"note_id": pk}, *rest


def _lay_down(file: EvidenceFile, content: bytes) -> None:
    """Write the bytes, unless an earlier demo of the same numbers left them there."""
    if not storages["evidence"].exists(place_of(file.key)):
        storages["evidence"].save(place_of(file.key), ContentFile(content))


def _photo(rng: Random) -> bytes:
    """Return a picture of a counter, of sorts: a wall, a desk, a few people."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (640, 480), (226, 232, 240))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 300, 640, 480), fill=(120, 88, 60))
    for place in range(rng.randint(2, 5)):
        left = 60 + place * 120 + rng.randint(-20, 20)
        colour = tuple(rng.randint(40, 200) for _ in range(3))
        draw.ellipse((left, 150, left + 60, 210), fill=(205, 160, 120))
        draw.rounded_rectangle((left - 15, 210, left + 75, 320), 20, fill=colour)  # type: ignore[arg-type]
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()


def _paper(name: str, said: str, number: int) -> bytes:
    """Return a PDF of one page with these words."""
    plain = said.encode("latin-1", "replace").translate(None, b"()\\\r\n")
    lines = [name.removesuffix(".pdf").title().encode(), b"Nomor %d" % number]
    lines += [plain[start : start + 80] for start in range(0, len(plain), 80)]
    text = b"BT /F1 12 Tf 60 780 Td 18 TL " + b" ".join(b"(%s) Tj T*" % line for line in lines) + b" ET"
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
    ]
    body, places = b"%PDF-1.7\n", []
    for order, part in enumerate(parts, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (order, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(body)
    return body + b"xref\n0 5\n0000000000 65535 f \n" + table + end
