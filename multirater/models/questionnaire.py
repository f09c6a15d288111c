"""Questionnaires in editions, and their questions (kuesioner)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from appraisal.models import Versioned
from indicators.models import CoreValue
from organizations.models import Employee, choices, one_of

from ..rules import FREQUENCY, ItemKind, QuestionnaireStatus, Theme


def frequency() -> list[str]:
    """Return the ready-made scale, the lowest first."""
    return list(FREQUENCY)


class Questionnaire(Versioned):
    """One edition of a questionnaire; an edition that a round used stays as it is."""

    name = models.CharField("nama kuesioner", max_length=120)
    code = models.SlugField("kode", max_length=40)
    edition = models.PositiveSmallIntegerField(default=1)
    intro = models.TextField("kata pengantar", max_length=1000, blank=True)
    scale = models.JSONField("skala", default=frequency)  # 3 to 5 labels, the lowest first
    status = models.CharField(
        max_length=10, choices=choices(QuestionnaireStatus), default=QuestionnaireStatus.DRAFT.value
    )
    based_on = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    created_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("status", QuestionnaireStatus, "questionnaire_status_known"),
            models.CheckConstraint(condition=~Q(name=""), name="questionnaire_has_name"),
            models.UniqueConstraint(fields=["code", "edition"], name="questionnaire_one_per_edition"),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(status=QuestionnaireStatus.DRAFT.value),
                name="questionnaire_one_draft_per_code",
                violation_error_message="Kuesioner ini sudah punya rancangan. Lanjutkan rancangan itu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, edisi {self.edition}"


class Item(models.Model):
    """One question: a behaviour on the scale, or an open question (butir)."""

    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=5, choices=choices(ItemKind), default=ItemKind.SCALE.value)
    text = models.CharField("pertanyaan", max_length=300)
    hint = models.CharField("petunjuk", max_length=300, blank=True)
    theme = models.CharField("tema", max_length=10, choices=choices(Theme), blank=True)
    value = models.ForeignKey(CoreValue, models.PROTECT, null=True, blank=True, related_name="+")
    only_leaders = models.BooleanField("hanya untuk pegawai yang memimpin", default=False)

    class Meta:
        constraints = [
            one_of("kind", ItemKind, "item_kind_known"),
            one_of("theme", Theme, "item_theme_known", blank=True),
            models.CheckConstraint(condition=~Q(text=""), name="item_has_text"),
            models.CheckConstraint(
                condition=Q(kind=ItemKind.SCALE.value, theme="")
                | (Q(kind=ItemKind.TEXT.value) & ~Q(theme="")),
                name="item_theme_for_open_questions",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="item_numbered_from_one"),
            models.UniqueConstraint(fields=["questionnaire", "number"], name="item_one_per_number"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"
