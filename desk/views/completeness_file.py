"""Completeness as files: the table and the people as XLSX and CSV, the table as a PDF."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from appraisal import audit, jobs, pdf, sheets
from appraisal.errors import Refused
from appraisal.http import Request, download
from appraisal.templatetags.ui import angka, waktu
from organizations.models import Agency
from reviews.views.loading import asked_unit

from ..queries import completeness_file as files
from ..queries.asked import chips_of
from ..queries.excluded import all_excluded, excluded_posts
from ..queries.table import group_of, rows_of
from ..queries.waiting_list import People
from ..rules.waiting import GROUP_LABELS
from ..tasks.people_file import KIND
from .loading import Loaded, loaded_or_404

FACES = {"Liberation Serif": "serif", "URW Bookman": "bookman"}
AT_ONCE = 5000  # people of a file that a page waits for; more are made as a job
MOST_PRINTED = 200  # rows of a PDF; more are read in a spreadsheet
TOO_LONG = "Tabel ini lebih panjang dari {most} baris. Unduh XLSX, atau pilih unit di bawahnya untuk PDF."


@require_http_methods(["GET", "HEAD", "POST"])
def completeness_file(request: Request) -> HttpResponse:
    """Send the table, the people or who is not expected; each sending leaves an event."""
    loaded = loaded_or_404(request)
    what, form = loaded.params.get("berkas", "tabel"), loaded.params.get("format", "xlsx")
    if (what, form) not in KINDS:
        raise Http404("file")
    if what == "orang" and (found := loaded.people(loaded.asked())).rows.count() > AT_ONCE:
        return _begun(request, loaded, found, form)
    unit = asked_unit(request, loaded.scope, loaded.tree)
    if unit is None:
        raise Http404("unit")
    content = KINDS[what, form](request, loaded, unit)
    after = {"berkas": what, "format": form, "filters": loaded.asked().params()}
    audit.record(
        action="completeness.exported", by=request.user, at=timezone.now(), target=loaded.term, after=after
    )
    name = f"kelengkapan-{what}-{loaded.term.period.year}-{loaded.term.number}.{form}"
    return download(content, name)


def _begun(request: Request, loaded: Loaded, found: People, form: str) -> HttpResponse:
    """Offer to make a long list beside the page; begin it with a press."""
    params, count = found.asked.params(), found.rows.count()
    if request.method == "POST":
        name = f"kelengkapan-orang-{loaded.term.period.year}-{loaded.term.number}.{form}"
        arguments = {"params": params, "form": form, "name": name}
        title, now = f"Daftar {angka(count)} pegawai", timezone.now()
        with transaction.atomic():
            job = jobs.start(KIND, arguments, by=request.user, at=now, title=title)
            after = {"berkas": "orang", "format": form, "filters": params}
            audit.record(
                action="completeness.exported", by=request.user, at=now, target=loaded.term, after=after
            )
        return redirect("desk:job-detail", job.pk)
    context = {"count": count, "params": params | {"berkas": "orang", "format": form}}
    context["back"] = reverse("desk:completeness-people") + found.asked.link()
    return TemplateResponse(request, "desk/completeness_file.html", context)


def _table(request: Request, loaded: Loaded, unit: int) -> bytes:
    rows = files.table_rows(loaded.made, unit)
    excluded = _excluded_rows(loaded, unit)
    return sheets.write_book(
        [
            ("Kelengkapan", files.TABLE_COLUMNS, rows, files.TABLE_WIDTHS),
            ("Dikecualikan", files.EXCLUDED_COLUMNS, excluded, files.EXCLUDED_WIDTHS),
            ("Keterangan", ["Keterangan"], [[text] for text in _told(loaded, unit)], (80,)),
        ]
    )


def _table_csv(request: Request, loaded: Loaded, unit: int) -> bytes:
    return sheets.csv_bytes(files.TABLE_COLUMNS, files.table_rows(loaded.made, unit))


def _people(request: Request, loaded: Loaded, unit: int) -> bytes:
    asked = loaded.asked()
    rows = files.people_rows(loaded.people(asked))
    told = [*_told(loaded, asked.unit or unit), *(chip.label for chip in chips_of(asked, loaded.tree))]
    return sheets.write_book(
        [
            ("Pegawai", files.PEOPLE_COLUMNS, rows, files.PEOPLE_WIDTHS),
            ("Keterangan", ["Keterangan"], [[text] for text in told], (80,)),
        ]
    )


def _people_csv(request: Request, loaded: Loaded, unit: int) -> bytes:
    return sheets.csv_bytes(files.PEOPLE_COLUMNS, files.people_rows(loaded.people(loaded.asked())))


def _excluded_csv(request: Request, loaded: Loaded, unit: int) -> bytes:
    return sheets.csv_bytes(files.EXCLUDED_COLUMNS, _excluded_rows(loaded, unit))


def _excluded_rows(loaded: Loaded, unit: int) -> Iterator[list[Any]]:
    found = loaded.population
    posts = excluded_posts(found, loaded.tree, loaded.scope, unit, "")
    return files.excluded_rows(all_excluded(posts, found))


def _printed(request: Request, loaded: Loaded, unit: int) -> bytes:
    made, group = loaded.made, group_of(request.GET.get("kelompok", ""))
    below = [pk for pk in made.children.get(unit, []) if made.below(pk).people]
    if len(below) > MOST_PRINTED:
        raise Refused(TOO_LONG.format(most=MOST_PRINTED))
    units = [(pk, made.names[pk], False, made.below(pk)) for pk in [*below, unit]]
    *rows, total = [files.printed_row(row) for row in rows_of(units, group, loaded.term)]
    agency = Agency.objects.first()
    sheet = {
        "agency": agency.name if agency else "Instansi",
        "address": agency.address if agency else "",
        "paper": f"{(agency.paper if agency else 'A4').lower()}-landscape",
        "face": FACES.get(agency.typeface if agency else "", "sans"),
        "term": f"{loaded.term.name} {loaded.term.period.year}",
        "group": GROUP_LABELS[group],
        "unit": made.names[unit],
        "made_at": waktu(made.at),
        "by": request.user.full_name,
        "columns": files.printed_columns(group),
        "rows": rows,
        "total": ["Jumlah", *total[1:]],
    }
    done = pdf.render("documents/kelengkapan.html", {"sheet": sheet}, identifier=f"{unit}-{made.at}")
    return done.pdf


def _told(loaded: Loaded, unit: int) -> list[str]:
    """Return what a file says of itself: term, unit, and when its numbers were made."""
    term = loaded.term
    return [
        f"Masa: {term.name} {term.period.year}",
        f"Unit: {loaded.tree.names[unit]} dan unit di bawahnya",
        f"Angka per {waktu(timezone.now())}",
    ]


KINDS = {
    ("tabel", "xlsx"): _table,
    ("tabel", "csv"): _table_csv,
    ("tabel", "pdf"): _printed,
    ("orang", "xlsx"): _people,
    ("orang", "csv"): _people_csv,
    ("dikecualikan", "csv"): _excluded_csv,
}
