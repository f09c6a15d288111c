"""Nominations as lists and pages read them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from organizations.models import Employee

from ..models import AwardList, AwardScheme, Nomination, NominationFile, NominationMember


def standing(scheme: AwardScheme) -> QuerySet[Nomination]:
    """Return the nominations of a scheme that count: not withdrawn, and the person takes part."""
    return Nomination.objects.filter(scheme=scheme, withdrawn_at__isnull=True, left_out_at__isnull=True)


def team_of(nomination: Nomination) -> QuerySet[NominationMember]:
    """Return the members of a nominated team who take part, by name."""
    members = NominationMember.objects.filter(nomination=nomination, left_out_at__isnull=True)
    return members.select_related("employee").order_by("employee__name", "pk")


def subject_words(row: Nomination) -> str:
    """Return whom or what a nomination names."""
    if row.employee is not None:
        return row.employee.full_name
    return str(row.unit) if row.unit is not None else f"Tim {row.team_name}"


def status_of(row: Nomination) -> tuple[str, str]:
    """Return what became of a nomination (its scheme read with `is_settled`), with the kind of its tag."""
    if row.withdrawn_at is not None:
        return "Ditarik", "mute"
    if row.scheme.cancelled_at is not None:
        return "Skema dibatalkan", "warn"
    if row.left_out_at is not None:
        return "Tidak ikut atas permintaan sendiri", "mute"
    return ("Selesai diputuskan", "ok") if row.is_settled else ("Dibaca tim penghargaan", "info")  # type: ignore[attr-defined]


def with_subjects(rows: QuerySet[Nomination]) -> QuerySet[Nomination]:
    """Return nominations with what lists show of them (three queries)."""
    settled = AwardList.objects.filter(scheme=OuterRef("scheme"), closed_at__isnull=False)
    people = Prefetch("members", NominationMember.objects.select_related("employee").order_by("pk"))
    proofs = Prefetch("files", NominationFile.objects.select_related("file").order_by("pk"))
    return (
        rows.select_related("scheme", "employee", "unit", "nominated_by")
        .prefetch_related(people, proofs)
        .annotate(is_settled=Exists(settled))
        .order_by("-nominated_at", "-pk")
    )


def lines(rows: Iterable[Nomination]) -> list[dict[str, Any]]:
    """Return the lines of a list of nominations read by `with_subjects`."""
    return [
        {
            "row": row,
            "subject": subject_words(row),
            "status": status_of(row)[0],
            "kind": status_of(row)[1],
            "members": [one for one in row.members.all() if one.left_out_at is None],
            "left": sum(one.left_out_at is not None for one in row.members.all()),
            "proofs": [one.file for one in row.files.all()],
        }
        for row in rows
    ]


def schemes_naming(user: Employee, rows: QuerySet[Nomination]) -> list[dict[str, Any]]:
    """Return each scheme once in which the person is named, and whether that still counts; never by whom."""
    found: dict[int, dict[str, Any]] = {}
    for row in rows.select_related("scheme").prefetch_related("members").order_by("-nominated_at", "-pk"):
        mine = next((one for one in row.members.all() if one.employee_id == user.pk), None)
        left = mine.left_out_at if mine is not None else row.left_out_at
        line = found.setdefault(row.scheme_id, {"scheme": row.scheme, "takes_part": False})
        line["takes_part"] |= left is None
        line["team"] = row.team_name or line.get("team", "")
    return list(found.values())
