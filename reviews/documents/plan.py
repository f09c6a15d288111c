"""Sasaran Kinerja Pegawai, from the copy that both agreed on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from indicators.models import Plan
from indicators.queries import promised
from indicators.rules import (
    ANNEX_LABELS,
    ASPECT_LABELS,
    AnnexKind,
    Approach,
    Aspect,
    Form,
    ResultKind,
    perspective_words,
)

from ..rules.document import DOCUMENT_LABELS, DocumentKind
from .known import Known, know
from .layout import WIDE
from .payload import Behaviour, Measure, Outcome, PlanSheet
from .people import party, signature, span


def plan_sheet(plan: Plan, known: Known | None = None) -> PlanSheet:
    """Return the SKP of an agreed plan; later changes of names and units leave it as it was.

    A copy of one that is only submitted has no day of agreement: dots stand there.
    """
    known = known or know([plan])
    head, frozen = known.head, known.frozen[plan.pk]
    owner, superior = party(frozen["employee"]), party(frozen["superior"])
    agreed_on = date.fromisoformat(frozen["agreed_on"]) if frozen["agreed_on"] else None
    return PlanSheet(
        kind=DocumentKind.PLAN.value,
        title=DOCUMENT_LABELS[DocumentKind.PLAN],
        year=frozen["year"],
        span=span(date.fromisoformat(frozen["started_on"]), date.fromisoformat(frozen["ended_on"])),
        letterhead=head,
        approach=frozen["approach"],
        form=frozen["form"],
        revision=frozen["revision"],
        owner=owner,
        superior=superior,
        main=outcomes(frozen, ResultKind.MAIN),
        additional=outcomes(frozen, ResultKind.ADDITIONAL),
        behaviours=behaviours(frozen),
        annexes=tuple(
            (ANNEX_LABELS[kind].upper(), tuple(frozen["annexes"].get(kind.value, ()))) for kind in AnnexKind
        ),
        signatures=(
            signature("Pegawai yang Dinilai", owner),
            signature("Pejabat Penilai Kinerja", superior, place=head.city, on=agreed_on),
        ),
        layout=layout_for(frozen, known),
    )


def layout_for(frozen: Mapping[str, Any], known: Known) -> str:
    """Return the layout that the agency chose where it makes a difference, else nothing."""
    is_qualitative = frozen["approach"] == Approach.QUALITATIVE and frozen["form"] == Form.STAFF
    return known.layout if is_qualitative else WIDE


def outcomes(
    frozen: Mapping[str, Any],
    kind: ResultKind,
    realised: Mapping[int, str] | None = None,
    said: Mapping[int, str] | None = None,
) -> tuple[Outcome, ...]:
    """Return the results of one kind; with realisations by indicator and feedback by result."""
    return tuple(
        Outcome(
            number=row["number"],
            text=row["text"],
            supports=_supports(row),
            measures=tuple(_measure(each, realised or {}) for each in row["indicators"]) or (Measure("-"),),
            feedback=(said or {}).get(row["id"], ""),
        )
        for row in frozen["results"]
        if row["kind"] == kind
    )


def _supports(row: Mapping[str, Any]) -> str:
    """Return the leader's result that this one serves, and who gave the assignment (domain research 6.4)."""
    giver = f"Penugasan dari {row['assigned_by']}" if row.get("assigned_by") else ""
    if row["supports"] and giver:
        return f"{row['supports']} ({giver})"
    return row["supports"] or giver or "-"


def _measure(row: Mapping[str, Any], realised: Mapping[int, str]) -> Measure:
    return Measure(
        text=row["text"],
        target=promised(row["target"], row.get("target_until", ""), row["unit"]),
        aspect=ASPECT_LABELS[Aspect(row["aspect"])] if row["aspect"] else "",
        perspective=perspective_words(
            row.get("perspectives") or row.get("perspective", "")
        ),  # until issue 3: one
        realisation=realised.get(row["id"], ""),
    )


def behaviours(frozen: Mapping[str, Any], said: Mapping[int, str] | None = None) -> tuple[Behaviour, ...]:
    """Return the seven values; with feedback by the number of the value."""
    return tuple(
        Behaviour(
            number=row["number"],
            name=row["name"],
            guides=tuple(row["guides"]),
            expectation=row["expectation"] or "-",
            feedback=(said or {}).get(row["number"], ""),
        )
        for row in frozen["behaviours"]
    )
