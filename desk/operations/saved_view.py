"""Keep filters under a name: saving, changing, removing, each by its owner."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from appraisal import audit
from appraisal.errors import Refused
from organizations.models import Employee

from ..models import SavedView, ViewPage

MOST = 30  # views of one person
TAKEN = "Anda sudah punya tampilan dengan nama itu. Pilih nama lain."


def save_view(
    *,
    owner: Employee,
    page: ViewPage,
    name: str,
    filters: Mapping[str, str],
    is_shared: bool,
    is_default: bool,
    at: datetime,
) -> SavedView:
    """Keep filters under a name; raise Refused with the field for a name that is empty or taken."""
    if SavedView.objects.filter(owner=owner).count() >= MOST:
        raise Refused(f"Simpan paling banyak {MOST} tampilan. Hapus satu yang tidak dipakai lagi.", "name")
    view = SavedView(owner=owner, page=page.value, filters=dict(filters), made_at=at)
    return _store(view, name, is_shared=is_shared, is_default=is_default, at=at)


def change_view(
    *, view: SavedView, by: Employee, name: str, is_shared: bool, is_default: bool, at: datetime
) -> SavedView:
    """Rename a view, share it, or open the page with it; raise Refused with the field for a taken name."""
    assert view.owner_id == by.pk
    return _store(view, name, is_shared=is_shared, is_default=is_default, at=at)


@transaction.atomic
def remove_view(*, view: SavedView, by: Employee, at: datetime) -> None:
    """Forget a view; the filters of whoever has opened it stay as they are."""
    assert view.owner_id == by.pk
    audit.record(action="view.removed", by=by, at=at, target=by, before={"name": view.name})
    view.delete()


def _store(view: SavedView, name: str, *, is_shared: bool, is_default: bool, at: datetime) -> SavedView:
    if not name.strip():
        raise Refused("Tulis namanya, misalnya SKP belum disepakati.", "name")
    view.name, view.is_shared, view.is_default = name.strip(), is_shared, is_default
    try:
        with transaction.atomic():
            if is_default:
                SavedView.objects.filter(owner=view.owner, page=view.page, is_default=True).exclude(
                    pk=view.pk
                ).update(is_default=False)
            view.save()
            after = {"name": view.name, "is_shared": is_shared, "filters": view.filters}
            audit.record(action="view.saved", by=view.owner, at=at, target=view.owner, after=after)
    except IntegrityError as error:
        raise Refused(TAKEN, "name") from error
    return view
