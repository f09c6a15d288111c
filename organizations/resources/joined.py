"""Numbers that are no longer used: their row was joined to another one of the same person."""

from __future__ import annotations

from collections.abc import Sequence

from ..models import Employee
from ..rules import format_nip
from ..rules.cell import Fault
from ..rules.staff_row import NIP, StaffVerdict


def refuse_joined(verdicts: Sequence[StaffVerdict]) -> Sequence[StaffVerdict]:
    """Take out the rows whose number belongs to a joined row, naming the number that is used (one query)."""
    rows = Employee.objects.filter(merged_into__isnull=False)
    used = dict(rows.values_list("nip", "merged_into__nip"))
    for verdict in verdicts:
        if verdict.person is not None and verdict.person.nip in used:
            nip = used[verdict.person.nip]
            cause = "NIP ini sudah digabung ke data lain."
            verdict.refuse(Fault(NIP, verdict.person.nip, cause, f"Pakai NIP {format_nip(nip)}."))
    return verdicts
