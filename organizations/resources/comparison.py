"""What the resources share: rows looked up once per batch, plain differences, and no writing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import tablib
from import_export.fields import Field
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import Diff, ModelResource
from import_export.results import RowResult

BATCH = 500


@dataclass(frozen=True, slots=True)
class Change:
    """One value of a row that the file changes."""

    column: str
    before: Any
    after: Any


class Changes(Diff):
    """The difference of a row as values; the original draws HTML, which templates do here."""

    def __init__(self, resource: Compared, instance: Any, new: bool) -> None:
        self.left = resource.values(instance)
        self.right: list[Any] = []
        self.names = [field.column_name for field in resource.columns]
        self.new = new

    def compare_with(self, resource: Compared, instance: Any) -> None:
        self.right = resource.values(instance)

    def as_html(self) -> list[Change]:
        """Return the changes of an existing row; nothing for a new one."""
        values = zip(self.names, self.left, self.right, strict=True)
        return [] if self.new else [Change(*row) for row in values if not same(row[1], row[2])]


def same(one: Any, other: Any) -> bool:
    """Say whether two values mean the same; capitals make no difference, so a second import is quiet."""
    if isinstance(one, str) and isinstance(other, str):
        return one == other or one.casefold() == other.casefold()
    return one == other or (one in (None, "") and other in (None, ""))


class LoadedOnce(BaseInstanceLoader):
    """Loads the records of a batch with one query instead of one per row."""

    def __init__(self, resource: Compared, dataset: tablib.Dataset | None = None) -> None:
        super().__init__(resource, dataset)
        self.name = resource.get_import_id_fields()[0]
        keys = dataset[self.name] if dataset is not None and len(dataset) else []
        self.found = {getattr(record, self.name): record for record in resource.load(keys)}

    def get_instance(self, row: dict[str, Any]) -> Any:
        return self.found.get(row[self.name])


class Compared(ModelResource):
    """A resource that only compares: the operation writes what it hands over."""

    def __init__(self, *, lock: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.lock = lock
        self.columns: list[Field] = self.get_import_fields()

    @classmethod
    def get_diff_class(cls) -> type[Diff]:
        return Changes

    def values(self, instance: Any) -> list[Any]:
        """Return the values of a record in the order of the columns."""
        return [field.get_value(instance) for field in self.columns]

    def load(self, keys: Sequence[str]) -> Any:
        """Return the records with these keys."""
        raise NotImplementedError

    def save_instance(self, instance: Any, is_create: bool, row: Any, **kwargs: Any) -> None:
        """Write nothing."""

    def skip_row(self, instance: Any, original: Any, row: Any, import_validation_errors: Any = None) -> bool:
        """Skip a record that the file does not change."""
        if original.pk is None:
            return False
        return all(map(same, self.values(original), self.values(instance)))

    def compare(self, headers: Sequence[str], rows: Sequence[Sequence[Any]]) -> Iterator[RowResult]:
        """Return the result of each row, in their order."""
        dataset = tablib.Dataset(*rows, headers=list(headers))
        result = self.import_data(
            dataset, use_transactions=False, raise_errors=True, retain_instance_in_row_result=True
        )
        return iter(result.rows)


def batches(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Return the items in groups of a batch."""
    return (items[start : start + BATCH] for start in range(0, len(items), BATCH))
