"""What citizens say about a service of a unit; never about a named person, never traced to one."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from appraisal.models import Versioned
from organizations.models import Employee, Unit, choices, one_of

from ..rules.voice import Flag, VoiceState


class ServicePoint(Versioned):
    """Where citizens are served, with its public address and poster (titik layanan)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="service_points")
    code = models.CharField(max_length=16, unique=True)
    name = models.CharField("nama layanan", max_length=150)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(name="") & ~Q(code=""), name="point_has_name")]

    def __str__(self) -> str:
        return self.name


class Service(models.Model):
    """One of the services that a point offers, for the question "which service?" (jenis layanan)."""

    point = models.ForeignKey(ServicePoint, models.CASCADE, related_name="services")
    order = models.PositiveSmallIntegerField()
    name = models.CharField("jenis layanan", max_length=120)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="service_has_name"),
            models.UniqueConstraint(fields=["point", "name"], name="service_once_per_point"),
        ]

    def __str__(self) -> str:
        return self.name


class Voice(Versioned):
    """What one citizen said on a day (umpan balik masyarakat); the day is all that is known of the time."""

    point = models.ForeignKey(ServicePoint, models.PROTECT, related_name="voices")
    service = models.ForeignKey(Service, models.PROTECT, null=True, blank=True, related_name="+")
    mark = models.PositiveSmallIntegerField("penilaian")
    good = models.CharField("yang sudah baik", max_length=500, blank=True)
    improve = models.CharField("yang perlu diperbaiki", max_length=500, blank=True)
    said_on = models.DateField()
    times = models.PositiveIntegerField(default=1)  # how often the very same words came that day
    source = models.CharField(
        max_length=16, blank=True
    )  # keyed hash of network and day; emptied when the day is over
    stamp = models.CharField(max_length=16, blank=True)  # of the form that was sent last; emptied likewise
    digest = models.CharField(
        max_length=32, blank=True
    )  # of what makes two voices of a day the same; emptied likewise
    flag = models.CharField(max_length=8, choices=choices(Flag), blank=True)  # why somebody should look first
    state = models.CharField(max_length=8, choices=choices(VoiceState), default=VoiceState.NEW.value)
    answer = models.CharField("jawaban", max_length=1000, blank=True)
    answered_by = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["point", "said_on"], name="voice_by_point"),
            models.Index(fields=["point", "state", "-id"], name="voice_by_state"),
            models.Index(fields=["said_on"], condition=~Q(source=""), name="voice_with_source"),
        ]
        constraints = [
            one_of("state", VoiceState, "voice_state_known"),
            one_of("flag", Flag, "voice_flag_known", blank=True),
            models.UniqueConstraint(
                fields=["point", "said_on", "digest"], condition=~Q(digest=""), name="voice_once_a_day"
            ),
            models.CheckConstraint(condition=Q(mark__gte=1, mark__lte=4), name="voice_mark_one_to_four"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, answer="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
                name="voice_answered_all_or_nothing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.point_id} {self.said_on} {self.mark}"


class VoiceSurplus(models.Model):
    """How many voices of a day were counted without being kept, so that a flood fills no disk (kelebihan)."""

    point = models.ForeignKey(ServicePoint, models.PROTECT, related_name="+")
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["point", "day"], name="surplus_once_per_day")]

    def __str__(self) -> str:
        return f"{self.point_id} {self.day} {self.count}"
