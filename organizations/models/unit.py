"""The tree of units, and positions."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from tree_queries.models import TreeNode
from tree_queries.query import TreeQuerySet

from ..rules import JPT, FunctionalLevel, PositionKind
from .columns import choices, one_of


class UnitQuerySet(TreeQuerySet):
    """Units, with the words of the tree."""

    def open(self) -> UnitQuerySet:
        """Keep the units that exist today."""
        return self.filter(closed_on__isnull=True)


class Unit(TreeNode):
    """A node of the organisation (unit organisasi, unor)."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=250)
    head_title = models.CharField(max_length=200, blank=True)
    echelon = models.CharField(max_length=8, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="unit_not_its_own_parent"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="unit_has_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Position(models.Model):
    """A position that people hold (jabatan): title, kind, and for a JF its level."""

    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=choices(PositionKind))
    level = models.CharField(max_length=20, choices=choices(FunctionalLevel), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["title", "kind"], name="position_title_once_per_kind"),
            one_of("kind", PositionKind, "position_kind_known"),
            one_of("level", FunctionalLevel, "position_level_known", blank=True),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_jpt(self) -> bool:
        """Whether the holder uses the form of high leaders (JPT)."""
        return self.kind in JPT
