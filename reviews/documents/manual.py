"""Manual Indikator Kinerja, from the copy that both agreed on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from appraisal.errors import Refused
from indicators.models import Plan
from indicators.queries import promised
from indicators.rules import MANUAL_LABELS, manual_words

from ..rules.document import DOCUMENT_LABELS, DocumentKind
from .known import contents
from .payload import Manual, ManualSheet
from .people import letterhead, party, signature, span


def manual_sheet(plan: Plan) -> ManualSheet:
    """Return the manuals of an agreed plan; raise Refused when none was part of what was agreed on."""
    frozen = contents([plan])[plan.pk]
    rows = [(result, row) for result in frozen["results"] for row in result["indicators"]]
    if not any(row.get("manual") for _, row in rows):
        raise Refused(
            "SKP yang disepakati belum memuat manual indikator. Tulis manualnya lewat “Usulkan perubahan”."
        )
    head = letterhead()
    owner, superior = party(frozen["employee"]), party(frozen["superior"])
    return ManualSheet(
        kind=DocumentKind.MANUAL.value,
        title=DOCUMENT_LABELS[DocumentKind.MANUAL],
        year=frozen["year"],
        span=span(date.fromisoformat(frozen["started_on"]), date.fromisoformat(frozen["ended_on"])),
        letterhead=head,
        approach=frozen["approach"],
        form=frozen["form"],
        revision=frozen["revision"],
        owner=owner,
        superior=superior,
        manuals=tuple(
            _manual(result, number, row)
            for result in frozen["results"]
            for number, row in enumerate(result["indicators"], start=1)
        ),
        signatures=(
            signature("Pegawai yang Dinilai", owner),
            signature(
                "Pejabat Penilai Kinerja",
                superior,
                place=head.city,
                on=date.fromisoformat(frozen["agreed_on"]),
            ),
        ),
    )


def _manual(result: Mapping[str, Any], number: int, row: Mapping[str, Any]) -> Manual:
    written = row.get("manual") or {}
    target = promised(row["target"], row.get("target_until", ""), row["unit"])
    return Manual(
        number=f"{result['number']}.{number}",
        result=result["text"],
        measure=f"{row['text']}: {target}" if target else row["text"],
        lines=tuple(
            (*_label(label), manual_words(name, written.get(name, "")) or "-")
            for name, label in MANUAL_LABELS.items()
        ),
    )


def _label(label: str) -> tuple[str, str]:
    """Return the two columns of a label: "DESKRIPSI" stands once beside its two parts."""
    group, _, part = label.partition(": ")
    return ("" if part == "Formula" else group), part
