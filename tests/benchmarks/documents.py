"""What a document costs: the whole way from the kept payload, against WeasyPrint alone on the same HTML."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML

from appraisal import pdf
from reviews.documents import print_document
from reviews.models import Document


def measure(cpu: Callable[[Callable[[], Any]], float]) -> dict[str, dict[str, float]]:
    """Return our CPU seconds, WeasyPrint's and their ratio for one issued document of each kind."""
    costs = {}
    for kind in Document.objects.order_by("kind").values_list("kind", flat=True).distinct():
        payload = Document.objects.filter(kind=kind).order_by("pk").first().payload
        html = print_document(payload).html
        ours = cpu(lambda payload=payload: print_document(payload))  # type: ignore[misc]
        alone = cpu(lambda html=html: weasyprint_alone(html))  # type: ignore[misc]
        costs[str(kind)] = {"ours": ours, "alone": alone, "ratio": ours / alone}
    return costs


def weasyprint_alone(html: str) -> bytes:
    """Draw the HTML as anybody would: the same stylesheet and variant, nothing of ours around it."""
    fetcher = pdf.offline_fetcher()
    css = Path(str(pdf.finders.find(pdf.STYLESHEET))).read_text(encoding="utf-8")
    style = CSS(string=css, base_url=pdf.SCHEME, url_fetcher=fetcher)
    return HTML(string=html, base_url=pdf.SCHEME, url_fetcher=fetcher).write_pdf(
        stylesheets=[style], pdf_variant=pdf.VARIANT
    )
