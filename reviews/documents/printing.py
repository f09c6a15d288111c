"""From a kept payload to the printed page: options to strike out, the curve, the QR code."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import segno
from django.template.loader import render_to_string

from appraisal import pdf
from appraisal.templatetags.ui import tanggal

from ..rules.document import DocumentKind
from ..rules.evaluation import OrganisationGrade, Predicate, Rating
from . import layout
from .people import emblem

TEMPLATES = {
    DocumentKind.PLAN: ("documents/skp.html", "landscape"),
    DocumentKind.MANUAL: ("documents/manual.html", "portrait"),
    DocumentKind.FEEDBACK: ("documents/umpan_balik.html", "landscape"),
    DocumentKind.EVALUATION: ("documents/evaluasi.html", "landscape"),
    DocumentKind.EVALUATION_RECORD: ("documents/dokumen_evaluasi.html", "portrait"),
    DocumentKind.CREDIT_CONVERSION: ("documents/ak_konversi.html", "portrait"),
    DocumentKind.CREDIT_TOTAL: ("documents/ak_akumulasi.html", "portrait"),
    DocumentKind.CREDIT_DECISION: ("documents/ak_penetapan.html", "portrait"),
}
EMBLEM = "lambang"  # the name under which a document finds the picture: given:lambang
FACES = {"Liberation Serif": "serif", "URW Bookman": "bookman"}

# As the official forms print them (domain research 6.8); what does not apply is struck out.
GRADES = {
    OrganisationGrade.SPECIAL: "ISTIMEWA",
    OrganisationGrade.GOOD: "BAIK",
    OrganisationGrade.NEEDS_IMPROVEMENT: "BUTUH PERBAIKAN",
    OrganisationGrade.POOR: "KURANG",
    OrganisationGrade.VERY_POOR: "SANGAT KURANG",
}
RATINGS = {
    Rating.ABOVE: "DIATAS EKSPEKTASI",
    Rating.MEETS: "SESUAI EKSPEKTASI",
    Rating.BELOW: "DIBAWAH EKSPEKTASI",
}
PREDICATES = {
    Predicate.EXCELLENT: "SANGAT BAIK",
    Predicate.GOOD: "BAIK",
    Predicate.NEEDS_IMPROVEMENT: "BUTUH PERBAIKAN",
    Predicate.POOR: "KURANG",
    Predicate.VERY_POOR: "SANGAT KURANG",
}
QUARTERS = {name: name for name in ("I", "II", "III", "IV", "AKHIR")}

# Illustration only, not a rule: frequency per predicate in the printed order of the x-axis, from
# Sangat Kurang to Sangat Baik (domain research 2.6.4).
CURVES = {
    OrganisationGrade.SPECIAL: (0, 1, 3, 7, 13),
    OrganisationGrade.GOOD: (2, 3, 6, 11, 2),
    OrganisationGrade.NEEDS_IMPROVEMENT: (3, 4, 10, 4, 3),
    OrganisationGrade.POOR: (2, 11, 6, 3, 2),
    OrganisationGrade.VERY_POOR: (13, 7, 3, 1, 0),
}
AXIS = ("Sangat Kurang", "Kurang/Misconduct", "Butuh Perbaikan", "Baik", "Sangat Baik")
AXIS_FROM, AXIS_STEP, FLOOR, RISE = 60, 120, 120, 8  # of the picture, in its own units


def print_document(payload: dict[str, Any]) -> pdf.Rendered:
    """Return the pages of a stamped payload; the same payload gives the same bytes."""
    template, _ = TEMPLATES[DocumentKind(payload["kind"])]
    shown = payload["letterhead"].get("emblem")
    given = {EMBLEM: emblem(shown)} if shown else {}
    return pdf.render(template, context(payload), identifier=payload["stamp"]["code"], given=given)


def print_copy(
    payload: Mapping[str, Any], at: datetime, *, engine: pdf.Engine = pdf.Engine.COPY, apart: bool = False
) -> bytes:
    """Return a copy of what is not issued: the same pages with the mark of a copy, without number and code.

    `at` is printed as the day of the copy. Raise PdfFailed when it cannot be drawn, with `apart` also for
    what would end this process (`pdf.to_pdf`).
    """
    stamp = {"number": "SALINAN", "issued_on": tanggal(at), "issued_at": at.isoformat(timespec="seconds")}
    copy = {**payload, "stamp": stamp}
    shown = payload["letterhead"].get("emblem")
    html = render_to_string(TEMPLATES[DocumentKind(payload["kind"])][0], context(copy, is_copy=True))
    given = {EMBLEM: emblem(shown)} if shown else {}
    return pdf.to_pdf(html, identifier=str(at), given=given, engine=engine, is_copy=True, apart=apart)


def context(payload: Mapping[str, Any], *, is_copy: bool = False) -> dict[str, Any]:
    """Return what the templates need beside the payload itself; a copy has no address to be checked at."""
    kind = DocumentKind(payload["kind"])
    head = payload["letterhead"]
    made: dict[str, Any] = {
        "p": payload,
        "paper": f"{head['paper'].lower()}-{TEMPLATES[kind][1]}",
        "face": FACES.get(head["typeface"], "sans"),
        "is_copy": is_copy,
    }
    if not is_copy:
        address = f"{payload['stamp']['site']}/v/{payload['stamp']['code']}"
        made |= {"address": address, "qr": qr_code(f"{address}/")}
    if kind == DocumentKind.MANUAL:
        made |= {"is_leader": payload["form"] == "JPT", "manuals": layout.manuals(payload)}
    if kind in {DocumentKind.PLAN, DocumentKind.FEEDBACK, DocumentKind.EVALUATION}:
        made |= _form(payload, evaluated=kind != DocumentKind.PLAN)
    if kind in {DocumentKind.EVALUATION, DocumentKind.EVALUATION_RECORD}:
        made["terms"] = options(QUARTERS, payload["term"]) if payload["term"] else []
        made["grades"] = options(GRADES, payload["grade"])
        made["predicates"] = options(PREDICATES, payload["predicate"])
    if kind == DocumentKind.EVALUATION:
        made["results_ratings"] = options(RATINGS, payload["results_rating"])
        made["behaviour_ratings"] = options(RATINGS, payload["behaviour_rating"])
        made["curve"] = curve(payload["grade"])
    return made


def _form(payload: Mapping[str, Any], *, evaluated: bool) -> dict[str, Any]:
    return {
        "evaluated": evaluated,
        "is_leader": payload["form"] == "JPT",
        "results_part": f"documents/parts/results_{layout.layout_of(payload)}.html",
        "groups": layout.results(payload, evaluated=evaluated),
        "behaviours": layout.behaviours(payload, evaluated=evaluated),
    }


def options(labels: Mapping[Any, str], chosen: str) -> list[dict[str, Any]]:
    """Return the values of a line "A / B / C*": which one applies, and which are struck out."""
    return [
        {"label": label, "applies": str(key) == chosen, "struck": bool(chosen) and str(key) != chosen}
        for key, label in labels.items()
    ]


def curve(grade: str) -> dict[str, Any] | None:
    """Return the distribution curve of an organisation's grade as a path with labelled points."""
    if not grade:
        return None
    heights = CURVES[OrganisationGrade(grade)]
    points = [(AXIS_FROM + AXIS_STEP * i, FLOOR - RISE * height) for i, height in enumerate(heights)]
    half = AXIS_STEP // 2
    path = f"M{points[0][0]} {points[0][1]}"
    for (x, y), (to_x, to_y) in zip(points, points[1:], strict=False):
        path += f"C{x + half} {y} {to_x - half} {to_y} {to_x} {to_y}"
    return {
        "grade": GRADES[OrganisationGrade(grade)],
        "path": path,
        "points": [{"x": x, "y": y, "label": label} for (x, y), label in zip(points, AXIS, strict=True)],
    }


def qr_code(text: str) -> dict[str, Any]:
    """Return the QR code of a text as one SVG path: a stroke for each dark run of a row."""
    rows = [list(row) for row in segno.make(text, error="m", micro=False).matrix]
    strokes = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            run = next((i for i in range(x, len(row)) if not row[i]), len(row)) - x
            if run:
                strokes.append(f"M{x} {y}.5h{run}")
            x += run or 1
    return {"size": len(rows), "path": "".join(strokes)}
