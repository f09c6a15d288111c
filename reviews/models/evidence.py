"""Files that prove something, and what they are attached to."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from appraisal.files import FileKind
from appraisal.templatetags.ui import bita
from organizations.models import Employee

from .note import Note
from .objection import Objection
from .progress import Realisation


class EvidenceFile(models.Model):
    """A file somebody uploaded (berkas bukti dukung); its name on disk says nothing about it."""

    key = models.CharField(max_length=40, unique=True)
    owner = models.ForeignKey(Employee, models.PROTECT, related_name="evidence_files")
    name = models.CharField("nama berkas", max_length=150)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField("ukuran (bita)")
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["owner", "-id"], name="evidence_by_owner")]
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(key=""), name="evidence_has_name"),
            models.CheckConstraint(condition=Q(size__gte=1), name="evidence_not_empty"),
            models.UniqueConstraint(
                fields=["owner", "sha256"],
                condition=Q(removed_at__isnull=True),
                name="evidence_once_per_owner",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner_id} {self.name}"

    @property
    def kind_words(self) -> str:
        """Kind and size in words: "PDF, 240 KB"."""
        kinds = (kind.label for kind in FileKind if kind.content_type == self.content_type)
        return f"{next(kinds, 'Berkas')}, {bita(self.size)}"


class Attachment(models.Model):
    """That a file proves a note, a realisation or an objection; one may prove several (lampiran bukti)."""

    file = models.ForeignKey(EvidenceFile, models.PROTECT, related_name="attachments")
    note = models.ForeignKey(Note, models.PROTECT, null=True, blank=True, related_name="attachments")
    realisation = models.ForeignKey(
        Realisation, models.PROTECT, null=True, blank=True, related_name="attachments"
    )
    objection = models.ForeignKey(
        Objection, models.PROTECT, null=True, blank=True, related_name="attachments"
    )
    attached_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(note__isnull=True, realisation__isnull=False, objection__isnull=True)
                | Q(note__isnull=False, realisation__isnull=True, objection__isnull=True)
                | Q(note__isnull=True, realisation__isnull=True, objection__isnull=False),
                name="attachment_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["file", "objection"],
                condition=Q(objection__isnull=False),
                name="attachment_once_per_objection",
            ),
            models.UniqueConstraint(
                fields=["file", "note"], condition=Q(note__isnull=False), name="attachment_once_per_note"
            ),
            models.UniqueConstraint(
                fields=["file", "realisation"],
                condition=Q(realisation__isnull=False),
                name="attachment_once_per_realisation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_id} untuk {self.note_id or self.realisation_id or self.objection_id}"
