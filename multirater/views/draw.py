"""How the raters of a round are chosen, in plain words and numbers; never with a pair."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from appraisal.access import require
from appraisal.http import Request

from ..access.desk import may_run
from ..access.draw import may_read_draw
from ..models import Round
from ..operations.draw import preview, wish_of
from ..operations.invitation import tend_round
from ..queries import draw as queries
from ..rules import SIDE_LABELS, RoundStatus, Side
from ..rules.draw import within_cap
from ..rules.draw_words import Figures
from .round import load_round

BEFORE = (RoundStatus.DRAFT, RoundStatus.NOMINATION)


@require_safe
def round_draw(request: Request, pk: int) -> HttpResponse:
    """Show what a draw would come to, or what was drawn, with problems and proposals."""
    row, today = load_round(request, pk), timezone.localdate()
    require(may_read_draw(request.user, today))
    context: dict[str, Any] = {
        "row": row,
        "wish": within_cap(wish_of(row)),
        "relations": queries.relations_known(),
    }
    if row.status in BEFORE:
        told = preview(row, on=today)
        context |= {"is_preview": True, "figures": told.figures, "problems": told.problems}
    else:
        course = queries.course_of(row)
        context |= {"is_preview": False, "figures": queries.drawn_figures(row), "course": course}
    context["sides"] = _sides(row, context["figures"])
    context["may_tend"] = row.status == RoundStatus.OPEN and bool(may_run(request.user, today))
    return TemplateResponse(request, "multirater/round_draw.html", context)


@require_POST
def round_tend(request: Request, pk: int) -> HttpResponse:
    """Withdraw what people who left would have written, and ask the next in the draw."""
    row = load_round(request, pk, to_run=True)
    told = tend_round(row=row, by=request.user, at=timezone.now())
    said = f"{told.withdrawn} undangan ditarik, {told.replaced} diganti."
    messages.success(
        request, said if told.withdrawn else "Semua penilai masih bekerja. Tidak ada yang diganti."
    )
    return redirect("multirater:round-draw", pk)


def _sides(row: Round, figures: Figures) -> list[dict[str, Any]]:
    """Return a row per side that speaks: how many are asked for each person, and forms in all."""
    wanted = {
        Side.SUPERIOR: "1, menurut data pegawai",
        Side.PEER: f"{row.peers}, diundi",
        Side.SUBORDINATE: f"semua, atau {row.subordinates} yang diundi",
        Side.PARTNER: f"{row.partners}, diundi dari kantor lain",
        Side.SELF: "1",
    }
    return [
        {"label": SIDE_LABELS[side], "wanted": wanted[side], "forms": figures.by_side.get(side, 0)}
        for side in row.sides
    ]
