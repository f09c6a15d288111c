"""Proposals of Satyalancana Karya Satya: one for each person and class, the papers, the letters."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from appraisal.models import Versioned
from organizations.models import Employee, choices, one_of
from reviews.models import EvidenceFile

from ..rules.proposal import PAPER_LABELS, STATE_LABELS, Paper, PaperState, ProposalState
from ..rules.service import Medal
from .record import ServiceRecord


class MedalLetter(models.Model):
    """A letter that proposes people for medals (surat usulan)."""

    addressee = models.CharField("ditujukan kepada", max_length=200)
    made_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(addressee=""), name="medal_letter_has_addressee")]

    def __str__(self) -> str:
        return f"Surat usulan {self.pk}"


class MedalProposal(Versioned):
    """That somebody is proposed for a class of the medal (usulan Satyalancana)."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="medal_proposals")
    medal = models.CharField("golongan", max_length=3, choices=choices(Medal))
    state = models.CharField(
        max_length=10, choices=choices(ProposalState), default=ProposalState.PREPARED.value
    )
    reached_on = models.DateField("masa kerja genap")  # the first day of the month
    letter = models.ForeignKey(MedalLetter, models.PROTECT, null=True, blank=True, related_name="proposals")
    record = models.OneToOneField(
        ServiceRecord, models.PROTECT, null=True, blank=True, related_name="proposal"
    )  # the medal that came of it
    reason = models.CharField("alasan", max_length=500, blank=True)
    prepared_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    moved_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    moved_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["state", "medal"], name="medal_by_state")]
        constraints = [
            one_of("medal", Medal, "medal_class_known"),
            one_of("state", ProposalState, "medal_state_known"),
            models.UniqueConstraint(fields=["employee", "medal"], name="medal_once_per_class"),
            models.CheckConstraint(
                condition=~Q(state__in=["DIUSULKAN", "DITERIMA"]) | Q(letter__isnull=False),
                name="medal_sent_by_letter",
            ),
            models.CheckConstraint(
                condition=Q(state="DITERIMA", record__isnull=False)
                | (~Q(state="DITERIMA") & Q(record__isnull=True)),
                name="medal_received_has_record",
            ),
            models.CheckConstraint(
                condition=~Q(state="DITUNDA") | ~Q(reason=""), name="medal_postponed_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"Satyalancana Karya Satya {self.medal} Tahun"

    @property
    def state_label(self) -> str:
        """The state as people read it."""
        return STATE_LABELS[ProposalState(self.state)]


class MedalPaper(models.Model):
    """One paper of a proposal: there, missing, or not needed (berkas usulan)."""

    proposal = models.ForeignKey(MedalProposal, models.CASCADE, related_name="papers")
    paper = models.CharField(max_length=14, choices=choices(Paper))
    state = models.CharField(max_length=11, choices=choices(PaperState), default=PaperState.MISSING.value)
    note = models.CharField("catatan", max_length=200, blank=True)
    file = models.ForeignKey(EvidenceFile, models.PROTECT, null=True, blank=True, related_name="+")
    looked_by = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")
    looked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            one_of("paper", Paper, "medal_paper_known"),
            one_of("state", PaperState, "medal_paper_state_known"),
            models.UniqueConstraint(fields=["proposal", "paper"], name="medal_paper_once"),
            models.CheckConstraint(
                condition=Q(looked_by__isnull=True, looked_at__isnull=True)
                | Q(looked_by__isnull=False, looked_at__isnull=False),
                name="medal_paper_looked_both_or_neither",
            ),
            models.CheckConstraint(
                condition=Q(file__isnull=True) | Q(state="ADA"), name="medal_paper_with_file_is_there"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.paper}"

    @property
    def label(self) -> str:
        """The paper as people read it."""
        return PAPER_LABELS[Paper(self.paper)]
