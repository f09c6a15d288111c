"""How the system reviews itself: the survey of users, their suggestions, and what was changed since."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q

from appraisal.models import Versioned
from indicators.models import Period
from organizations.models import Employee, choices, one_of

from ..rules.survey import STATE_LABELS, STATEMENTS, Group, SuggestionState


def _score() -> Any:
    return models.PositiveSmallIntegerField()


class Survey(Versioned):
    """A few statements about the system after a year of appraisal, for everybody (survei pengguna).

    `sizes` holds how many people each group had at the opening; small ones are not named beside answers.
    """

    period = models.OneToOneField(Period, models.PROTECT, related_name="survey")
    name = models.CharField("nama", max_length=100)
    purpose = models.CharField("untuk apa", max_length=300)
    opens_on = models.DateField("dibuka")
    closes_on = models.DateField("ditutup")
    sizes = models.JSONField(default=dict)
    opened_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="survey_has_name"),
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="survey_days_in_order"),
        ]

    def __str__(self) -> str:
        return self.name


class SurveyAnswer(models.Model):
    """One answer: no person, no time, a random key; its text without names (jawaban survei)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.PROTECT, related_name="answers")
    group = models.CharField(max_length=8, blank=True, choices=choices(Group))
    clear = _score()
    fair = _score()
    growth = _score()
    ease = _score()
    time = _score()
    wish = models.TextField(blank=True)  # masked before it is kept
    theme = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            one_of("group", Group, "survey_answer_group_known", blank=True),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}__gte": 1, f"{name}__lte": 5}), name=f"survey_answer_{name}_1_to_5"
                )
                for name in STATEMENTS
            ),
        ]

    def __str__(self) -> str:
        return "Jawaban survei"


class SurveyDone(models.Model):
    """Who answered a survey already; leads to no answer and holds no time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.PROTECT, related_name="done")
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["survey", "employee"], name="survey_answered_once"),
        ]

    def __str__(self) -> str:
        return "Sudah mengisi survei"


class Suggestion(Versioned):
    """What somebody proposes for the system, and what the BKD says to it (saran)."""

    text = models.TextField("saran", max_length=1000)
    page = models.CharField("tentang halaman", max_length=100, blank=True)
    written_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    state = models.CharField(
        max_length=10,
        choices=[(each.value, STATE_LABELS[each]) for each in SuggestionState],
        default=SuggestionState.NEW.value,
    )
    answer = models.TextField("jawaban", max_length=1000, blank=True)
    answered_by = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["written_by", "written_at"], name="user_suggestion_by_author")]
        constraints = [
            one_of("state", SuggestionState, "user_suggestion_state_known"),
            models.CheckConstraint(condition=~Q(text=""), name="user_suggestion_has_text"),
            models.CheckConstraint(
                condition=Q(state="BARU", answered_by__isnull=True, answered_at__isnull=True)
                | (~Q(state="BARU") & Q(answered_by__isnull=False, answered_at__isnull=False)),
                name="user_suggestion_answered_by_one",
            ),
            models.CheckConstraint(
                condition=~Q(state="BELUM_BISA") | ~Q(answer=""), name="user_suggestion_not_yet_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"Saran {self.pk}"

    @property
    def state_label(self) -> str:
        """How far it is, as people read it."""
        return STATE_LABELS[SuggestionState(self.state)]


class Improvement(models.Model):
    """What was changed in the system, and because of what (yang berubah karena Anda)."""

    text = models.CharField("yang berubah", max_length=500)
    because = models.CharField("karena apa", max_length=300)
    survey = models.ForeignKey(Survey, models.PROTECT, null=True, blank=True, related_name="+")
    suggestion = models.ForeignKey(Suggestion, models.PROTECT, null=True, blank=True, related_name="+")
    changed_on = models.DateField("sejak")
    published_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(F("changed_on").desc(), name="improvement_by_day")]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="improvement_has_text"),
            models.CheckConstraint(condition=~Q(because=""), name="improvement_has_cause"),
            models.CheckConstraint(
                condition=Q(survey__isnull=True) | Q(suggestion__isnull=True), name="improvement_one_cause"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]
