"""The kernel's rows: the append-only audit event and the one-time form token."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class AppendOnly(models.QuerySet):
    """A queryset that adds and reads, and never changes or removes."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("These rows are append-only.")

    def delete(self) -> NoReturn:
        raise TypeError("These rows are append-only.")

    def bulk_create(self, objs: Any, *args: Any, update_conflicts: bool = False, **kwargs: Any) -> Any:
        """Add many events; refuse to overwrite any."""
        if update_conflicts:
            raise TypeError("These rows are append-only.")
        return super().bulk_create(objs, *args, **kwargs)


class Event(models.Model):
    """What somebody did: who, when, to what, why, before and after (jejak audit)."""

    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, db_constraint=False, related_name="+"
    )
    by_label = models.CharField(max_length=200)
    action = models.CharField(max_length=60)
    target_type = models.CharField(max_length=60)
    target_id = models.BigIntegerField(null=True)
    target_label = models.CharField(max_length=250)
    before = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    note = models.TextField(blank=True)

    objects = AppendOnly.as_manager()

    class Meta:
        base_manager_name = "objects"
        indexes = [
            models.Index(fields=["target_type", "target_id", "id"], name="event_by_target"),
            models.Index(fields=["by", "id"], name="event_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.action} {self.target_label}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the event; refuse to change one that exists."""
        if self.pk is not None:
            raise TypeError("Events are append-only.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("Events are append-only.")


class FormToken(models.Model):
    """A form that was sent once; a second click gets the first answer (token formulir)."""

    key = models.CharField(max_length=32, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    location = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key


class Mail(models.Model):
    """A letter that waits to be sent or was sent (surel); its key makes sure that none is made twice."""

    key = models.CharField(max_length=120, unique=True)
    recipient = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    next_at = models.DateTimeField(null=True, blank=True)  # the next try; empty once sent or given up
    tries = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["id"], condition=models.Q(sent_at__isnull=True), name="mail_waiting"),
        ]

    def __str__(self) -> str:
        return self.key


class Versioned(models.Model):
    """A record that two people could edit at once; see appraisal.versions.change."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
