"""What raters said, kept apart from who they are; and what of it may be read (pendapat)."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from appraisal.models import Versioned
from organizations.models import Employee, choices, one_of

from ..rules import Side, Theme
from .questionnaire import Item
from .round import Reviewee, Round


class Opinion(models.Model):
    """One filled-in form: whose, from which side, and the answers; no rater, no time, a random key.

    `scores` holds per number of an item 1 (the lowest label) upwards, null for "belum sempat melihat";
    `words` holds the texts. `batch` is 1 before the closing, 2 for a later answer, and so on.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reviewee = models.ForeignKey(Reviewee, models.PROTECT, related_name="opinions")
    side = models.CharField(max_length=8, choices=choices(Side))
    batch = models.PositiveSmallIntegerField(default=1)
    scores = models.JSONField(default=dict)
    words = models.JSONField(default=dict)

    class Meta:
        constraints = [one_of("side", Side, "opinion_side_known")]

    def __str__(self) -> str:
        return "Pendapat"

    @property
    def numbered_scores(self) -> dict[int, int | None]:
        """The scores by number of the item."""
        return {int(number): score for number, score in self.scores.items()}

    @property
    def numbered_words(self) -> dict[int, str]:
        """The texts by number of the item."""
        return {int(number): text for number, text in self.words.items()}


class CommentStatus(models.TextChoices):
    """Whether a text may be read."""

    WAITING = "MENUNGGU", "Perlu dilihat"
    SHOWN = "TAMPIL", "Ditampilkan"
    WITHHELD = "DITAHAN", "Ditahan"


class Comment(Versioned):
    """One text as it is shown: masked, without its rater, side by side with others in no order (komentar)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reviewee = models.ForeignKey(Reviewee, models.PROTECT, related_name="comments")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    theme = models.CharField(max_length=10, choices=choices(Theme))
    sides = models.CharField(max_length=40)  # the group it is shown in, such as "REKAN BAWAHAN"
    batch = models.PositiveSmallIntegerField(default=1)
    text = models.TextField()
    status = models.CharField(max_length=8, choices=CommentStatus.choices, default=CommentStatus.SHOWN)
    flag = models.CharField(max_length=40, blank=True)  # why somebody should look before it is shown
    moderated_by = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")
    moderated_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField("alasan", max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["status", "reviewee"], name="comment_by_status")]
        constraints = [
            one_of("theme", Theme, "comment_theme_known"),
            models.CheckConstraint(condition=Q(status__in=CommentStatus.values), name="comment_status_known"),
            models.CheckConstraint(condition=~Q(text=""), name="comment_has_text"),
            models.CheckConstraint(
                condition=~Q(status=CommentStatus.WITHHELD)
                | (Q(moderated_by__isnull=False, moderated_at__isnull=False) & ~Q(reason="")),
                name="comment_withheld_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return "Komentar"


class Release(models.Model):
    """One moment at which results of a round became readable, with how reliable they are (rilis)."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="releases")
    number = models.PositiveSmallIntegerField()
    released_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    released_at = models.DateTimeField()
    reliability = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="release_one_per_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="release_numbered_from_one"),
        ]

    def __str__(self) -> str:
        return f"Rilis {self.number}"


class Result(models.Model):
    """What a person reads of a release, exactly; every page, paper and export is made of this alone."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="results")
    reviewee = models.ForeignKey(Reviewee, models.PROTECT, related_name="results")
    payload = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "reviewee"], name="result360_one_per_release")
        ]

    def __str__(self) -> str:
        return f"Hasil {self.pk}"


class RawAccess(Versioned):
    """Leave to read the raw forms about one person: asked by one, decided by another (akses formulir)."""

    reviewee = models.ForeignKey(Reviewee, models.PROTECT, related_name="accesses")
    reason = models.TextField("alasan dan dasar", max_length=1000)
    asked_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    is_approved = models.BooleanField(null=True, blank=True)
    answer = models.TextField("catatan pemutus", max_length=1000, blank=True)
    decided_by = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    open_until = models.DateField(null=True, blank=True)
    views = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["decided_at", "reviewee"], name="raw_access_by_decision")]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="raw_access_has_reason"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="raw_access_by_two_persons",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True, decided_at__isnull=True, is_approved__isnull=True)
                | Q(decided_by__isnull=False, decided_at__isnull=False, is_approved__isnull=False),
                name="raw_access_decided_whole_or_not",
            ),
            models.CheckConstraint(
                condition=Q(open_until__isnull=True) | Q(is_approved=True, is_approved__isnull=False),
                name="raw_access_open_when_approved",
            ),
            models.UniqueConstraint(
                fields=["reviewee", "asked_by"],
                condition=Q(decided_at__isnull=True),
                name="raw_access_one_open_request",
                violation_error_message="Permintaan Anda untuk pegawai ini masih menunggu keputusan.",
            ),
        ]

    def __str__(self) -> str:
        return f"Akses {self.pk}"
