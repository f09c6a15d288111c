"""Trainings with their places, and who registered for them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from appraisal.models import Versioned
from organizations.models import Employee, choices, one_of

from ..rules.plan import Helped
from ..rules.training import Registered, TrainingForm
from .plan import DevelopmentAction


class Training(Versioned):
    """A course or workshop that people can register for (pelatihan)."""

    title = models.CharField("judul", max_length=200)
    about = models.CharField("isi dan untuk siapa", max_length=1000)
    provider = models.CharField("penyelenggara", max_length=150)
    form = models.CharField("bentuk", max_length=12, choices=choices(TrainingForm))
    place = models.CharField("tempat atau tautan", max_length=300, blank=True)
    starts_on = models.DateField("mulai")
    ends_on = models.DateField("selesai")
    hours = models.PositiveSmallIntegerField("jam pelajaran")
    places = models.PositiveSmallIntegerField("jumlah tempat", null=True, blank=True)
    register_until = models.DateField("pendaftaran sampai")
    written_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.CharField("alasan pembatalan", max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["ends_on", "starts_on"], name="training_by_day")]
        constraints = [
            one_of("form", TrainingForm, "training_form_known"),
            models.CheckConstraint(condition=~Q(title="") & ~Q(about=""), name="training_has_words"),
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on"), register_until__lte=F("ends_on")),
                name="training_days_in_order",
            ),
            models.CheckConstraint(condition=Q(hours__gte=1), name="training_has_hours"),
            models.CheckConstraint(
                condition=Q(places__isnull=True) | Q(places__gte=1), name="training_has_places"
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True, cancel_reason="")
                | (Q(cancelled_at__isnull=False) & ~Q(cancel_reason="")),
                name="training_cancelled_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Registration(Versioned):
    """Somebody's place, or wait for one, in a training (pendaftaran)."""

    training = models.ForeignKey(Training, models.PROTECT, related_name="registrations")
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="trainings")
    action = models.ForeignKey(
        DevelopmentAction, models.SET_NULL, null=True, blank=True, related_name="registrations"
    )
    why = models.CharField("untuk apa", max_length=300, blank=True)
    state = models.CharField(max_length=12, choices=choices(Registered))
    registered_at = models.DateTimeField()
    helped = models.CharField("apakah membantu", max_length=12, choices=choices(Helped), blank=True)

    class Meta:
        indexes = [models.Index(fields=["training", "state"], name="registration_by_state")]
        constraints = [
            one_of("state", Registered, "registration_state_known"),
            one_of("helped", Helped, "registration_helped_known", blank=True),
            models.UniqueConstraint(
                fields=["training", "employee"],
                condition=~Q(state="BATAL"),
                name="registration_once_per_training",
            ),
            models.CheckConstraint(
                condition=Q(state="SELESAI") | Q(helped=""), name="registration_helped_when_attended"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.training_id} {self.employee_id} {self.state}"
