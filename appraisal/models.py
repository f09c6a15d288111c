"""The kernel's rows: the append-only audit event, the one-time form token, letters, long work."""

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
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    by_label = models.CharField(max_length=200)
    action = models.CharField(max_length=60)
    target_type = models.CharField(max_length=60)
    target_id = models.BigIntegerField(null=True)
    target_label = models.CharField(max_length=250)
    about = models.ForeignKey(  # the person whose plan, result or record it is
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    before = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    note = models.TextField(blank=True)

    objects = AppendOnly.as_manager()

    class Meta:
        base_manager_name = "objects"
        indexes = [
            models.Index(fields=["target_type", "target_id", "id"], name="event_by_target"),
            models.Index(fields=["by", "at", "id"], name="event_by_actor"),
            models.Index(fields=["about", "at", "id"], name="event_by_concerned"),
            models.Index(fields=["action", "at", "id"], name="event_by_action"),
            models.Index(fields=["at", "id"], name="event_by_time"),
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


class _Link(models.Model):
    """What the sealer writes: a row that is added once and never changed or removed."""

    objects = AppendOnly.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row; refuse to change one that exists."""
        if not self._state.adding:
            raise TypeError("These rows are append-only.")
        super().save(*args, **kwargs | {"force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("These rows are append-only.")


class EventLink(_Link):
    """A link of the chain over all events (mata rantai); appraisal.chain writes and checks it."""

    position = models.BigIntegerField(primary_key=True)
    event = models.OneToOneField(Event, models.DO_NOTHING, db_constraint=False, related_name="link")
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    class Meta(_Link.Meta):
        constraints = [
            models.CheckConstraint(condition=models.Q(position__gte=1), name="link_counts_from_one"),
            models.CheckConstraint(condition=models.Q(digest__regex=r"^[0-9a-f]{64}$"), name="link_digest"),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.digest[:12]}"


class Anchor(_Link):
    """The end of the chain as it was on a day, also written to a file and a log (jangkar)."""

    day = models.DateField(unique=True)
    position = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    swept_to = models.BigIntegerField()  # every event that could be seen up to this one had its link
    at = models.DateTimeField()

    class Meta(_Link.Meta):
        constraints = [
            models.CheckConstraint(condition=models.Q(position__gte=1), name="anchor_counts_from_one"),
            models.CheckConstraint(condition=models.Q(digest__regex=r"^[0-9a-f]{64}$"), name="anchor_digest"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.position} {self.digest}"


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


class JobStatus(models.TextChoices):
    """Where a piece of long work stands."""

    WAITING = "MENUNGGU", "Menunggu"
    RUNNING = "BERJALAN", "Berjalan"
    STOPPED = "BERHENTI", "Berhenti"
    DONE = "SELESAI", "Selesai"
    FAILED = "GAGAL", "Perlu dilihat"


UNFINISHED = (JobStatus.WAITING, JobStatus.RUNNING)


class Job(models.Model):
    """Long work in steps (pekerjaan): it survives its worker and does no step twice (appraisal.jobs)."""

    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    arguments = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    state = models.JSONField(default=dict, encoder=DjangoJSONEncoder)  # what its steps carry along
    key = models.CharField(max_length=120, blank=True)  # the same work is not begun twice while it goes on
    status = models.CharField(max_length=10, choices=JobStatus.choices, default=JobStatus.WAITING)
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="slices")
    cursor = models.PositiveIntegerField(default=0)  # steps done
    total = models.PositiveIntegerField(null=True, blank=True)  # of all; unknown before it was measured
    attempts = models.PositiveSmallIntegerField(default=0)  # takes since the last step that ended
    fence = models.CharField(max_length=32, blank=True)  # who has it; whoever has another one has lost it
    lease_until = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()
    queued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=300, blank=True)  # a sentence for who asked for it
    file_key = models.CharField(max_length=120, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    file_size = models.BigIntegerField(null=True, blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True)
    keep_until = models.DateTimeField(null=True, blank=True)  # then its file goes

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(total__isnull=True) | models.Q(cursor__lte=models.F("total")),
                name="job_no_step_too_many",
            ),
            models.CheckConstraint(
                condition=~models.Q(status=JobStatus.RUNNING) | models.Q(started_at__isnull=False),
                name="job_running_has_begun",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True) ^ models.Q(status__in=["SELESAI", "GAGAL"]),
                name="job_ended_when_done_or_failed",
            ),
            models.CheckConstraint(
                condition=models.Q(file_key="") | models.Q(file_size__isnull=False, keep_until__isnull=False),
                name="job_file_has_size_and_end",
            ),
            models.UniqueConstraint(
                fields=["key"],
                condition=models.Q(status__in=UNFINISHED) & ~models.Q(key=""),
                name="job_once_while_unfinished",
            ),
        ]
        indexes = [
            models.Index(
                fields=["lease_until"], condition=models.Q(status__in=UNFINISHED), name="job_unfinished"
            ),
            models.Index(fields=["by", "id"], name="job_by_person"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_unfinished(self) -> bool:
        """Whether it waits or runs."""
        return self.status in UNFINISHED

    @property
    def percent(self) -> int:
        """How much is done, 0 to 100, of what was measured; slices are not counted here."""
        return min(100, 100 * self.cursor // self.total) if self.total else 0


class Worker(models.Model):
    """A process that does jobs and was seen at a moment (pekerja latar); its name tells no host."""

    name = models.CharField(max_length=64, unique=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return self.name


class DutyRun(models.Model):
    """When a periodic duty is due again, and until when somebody is believed to be at it."""

    name = models.CharField(max_length=60, unique=True)
    next_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)  # when it last went well
    fault = models.CharField(max_length=200, blank=True)  # what kind of fault ended the last try

    def __str__(self) -> str:
        return self.name


class Versioned(models.Model):
    """A record that two people could edit at once; see appraisal.versions.change."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
