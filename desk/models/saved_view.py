"""Filters that a person keeps under a name."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.db.models import Q

from organizations.models import Employee, choices, one_of


class ViewPage(StrEnum):
    """To which page a saved view belongs."""

    TABLE = "TABEL"
    PEOPLE = "ORANG"


class SavedView(models.Model):
    """A choice of filters with a name, for its owner or for everybody at the desk (tampilan tersimpan).

    Of rows it keeps none: whoever opens it sees what the own role shows of them.
    """

    owner = models.ForeignKey(Employee, models.CASCADE, related_name="saved_views")
    page = models.CharField(max_length=5, choices=choices(ViewPage))
    name = models.CharField("nama tampilan", max_length=60)
    filters = models.JSONField(default=dict, blank=True)
    is_shared = models.BooleanField("dibagikan ke meja", default=False)
    is_default = models.BooleanField("tampilan awal", default=False)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["is_shared", "name"], name="saved_view_shared")]
        constraints = [
            one_of("page", ViewPage, "saved_view_page_known"),
            models.CheckConstraint(condition=~Q(name=""), name="saved_view_has_name"),
            models.UniqueConstraint(
                fields=["owner", "name"],
                name="saved_view_once_per_name",
                violation_error_message="Anda sudah punya tampilan dengan nama itu.",
            ),
            models.UniqueConstraint(
                fields=["owner", "page"],
                condition=Q(is_default=True),
                name="saved_view_one_default_per_page",
            ),
        ]

    def __str__(self) -> str:
        return self.name
