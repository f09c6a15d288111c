"""Units as a resource: identified by their code."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django.db.models import F
from import_export.fields import Field
from import_export.results import RowResult

from ..models import Unit
from ..rules.unit_row import UnitRow
from .comparison import Compared, LoadedOnce

HEADERS = ("code", "name", "parent", "head_title", "echelon")
LABELS = {
    "name": "Nama unit",
    "parent": "Unit di atasnya",
    "head_title": "Jabatan kepala",
    "echelon": "Eselon",
}


class UnitResource(Compared):
    """Rows of the unit list beside the units of the database."""

    code = Field(attribute="code", column_name="code")
    name = Field(attribute="name", column_name="name")
    parent = Field(attribute="parent_code", column_name="parent")
    head_title = Field(attribute="head_title", column_name="head_title")
    echelon = Field(attribute="echelon", column_name="echelon")

    class Meta:
        model = Unit
        fields = HEADERS
        import_id_fields = ("code",)
        instance_loader_class = LoadedOnce
        skip_unchanged = True

    def load(self, keys: Sequence[str]) -> Any:
        """Return the units with these codes, each with the code of its parent."""
        rows = Unit.objects.without_tree_fields().filter(code__in=keys)
        if self.lock:
            rows = rows.select_for_update(of=("self",))
        return rows.annotate(parent_code=F("parent__code"))

    def results(self, units: Sequence[UnitRow], has: Collection[str]) -> Iterator[RowResult]:
        """Compare units; columns that the file does not have stay as they are."""
        headers = [name for name in HEADERS if name in has]
        rows = [[getattr(unit, name) for name in headers] for unit in units]
        return self.compare(headers, rows)
