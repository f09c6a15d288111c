"""What a document costs: the whole way from the rows, against WeasyPrint alone on the same HTML."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import reverse
from weasyprint import CSS, HTML

from appraisal import pdf
from indicators.models import Plan
from organizations.models import RoleGrant
from reviews.documents import SHEETS, print_document
from reviews.documents.bulk import _issue
from reviews.documents.payload import to_payload
from reviews.models import Document, Evaluation
from reviews.rules.document import DocumentKind
from reviews.rules.evaluation import RELEASED

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


def paces(many: int = 30) -> dict[str, float]:
    """Return documents per CPU second: by requests, by the command in a row, by WeasyPrint alone.

    Each is of other evaluations, all of one kind; what was written is undone. Also how much memory the row
    added in MiB, because WeasyPrint is said to keep some.
    """
    kind = DocumentKind.EVALUATION
    rows = Evaluation.objects.filter(status__in=RELEASED, documents__isnull=True).order_by("pk")
    targets = list(rows.select_related("plan__placement__employee", "term")[: 2 * many])
    singles, row = targets[: len(targets) // 2], targets[len(targets) // 2 :]
    admin = RoleGrant.objects.filter(role="ADMIN_BKD", unit__parent__isnull=True).order_by("pk")[0].employee
    pages = [draw(kind, target).html for target in row]  # warms up as well
    with transaction.atomic():
        client = Client(SERVER_NAME="127.0.0.1")
        client.force_login(admin, backend="organizations.backends.NipBackend")
        hrefs = [reverse("reviews:document-issue", args=[kind, target.pk]) for target in singles]
        spent = {"request": seconds([partial(client.post, href) for href in hrefs])}
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        made = [partial(_issue, kind, target, target.term, admin) for target in row]
        spent["row"] = seconds(made)
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        issued = Document.objects.filter(evaluation__in=targets, kind=kind).count()
        transaction.set_rollback(True)
    assert issued == len(targets), f"{issued} of {len(targets)} were issued"
    spent["alone"] = seconds([partial(weasyprint_alone, html) for html in pages])
    found = {name: len(row) / taken for name, taken in spent.items()}
    return found | {"documents": len(targets), "grown": grown}


def seconds(work: list[Callable[[], Any]]) -> float:
    """Return the CPU seconds of doing all of it, one after the other."""
    began = time.process_time()
    for each in work:
        each()
    return time.process_time() - began


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
