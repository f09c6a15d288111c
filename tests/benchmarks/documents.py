"""What a document costs: the whole way from the rows, against WeasyPrint alone on the same HTML."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML

from appraisal import pdf
from indicators.models import Plan
from reviews.documents import SHEETS, print_document
from reviews.documents.payload import to_payload
from reviews.models import Evaluation
from reviews.rules.document import DocumentKind

STAMP = {
    "number": "0001/SKP/2026",
    "code": "A" * 22,
    "site": "https://capaian.example.go.id",
    "issued_on": "22 November 2026",
    "issued_at": "2026-11-22T10:42:00+07:00",
}


def measure(cpu: Callable[[Callable[[], Any]], float]) -> dict[str, dict[str, float]]:
    """Return our CPU seconds, WeasyPrint's, their ratio and the kB for one document of each kind."""
    plan = Plan.objects.filter(agreed_at__isnull=False).order_by("pk").first()
    evaluation = Evaluation.objects.filter(shared_at__isnull=False).order_by("pk").first()
    targets = {
        DocumentKind.PLAN: plan,
        DocumentKind.EVALUATION: evaluation,
        DocumentKind.EVALUATION_RECORD: evaluation,
    }
    costs = {}
    for kind, target in targets.items():
        made = draw(kind, target)
        ours, alone = cpu(partial(draw, kind, target)), cpu(partial(weasyprint_alone, made.html))
        kilobytes = len(made.pdf) / 1000
        costs[kind.value] = {"ours": ours, "alone": alone, "ratio": ours / alone, "kB": kilobytes}
    return costs


def draw(kind: DocumentKind, target: Any) -> pdf.Rendered:
    """Read the rows, compose the payload and print it, as issuing does."""
    return print_document({**to_payload(SHEETS[kind](target)), "stamp": STAMP})


def weasyprint_alone(html: str) -> bytes:
    """Draw the HTML as anybody would: the same stylesheet and variant, nothing of ours around it."""
    fetcher = pdf.offline_fetcher()
    css = Path(str(pdf.finders.find(pdf.STYLESHEET))).read_text(encoding="utf-8")
    style = CSS(string=css, base_url=pdf.SCHEME, url_fetcher=fetcher)
    return HTML(string=html, base_url=pdf.SCHEME, url_fetcher=fetcher).write_pdf(
        stylesheets=[style], pdf_variant=pdf.VARIANT
    )
