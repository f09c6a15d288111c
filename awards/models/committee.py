"""What the committee leaves behind: points, stepping aside, what was said, who sat when."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from appraisal.models import Versioned
from organizations.models import Employee, choices, one_of

from ..rules.scheme import SittingPart
from .award import AwardCandidate, AwardList
from .scheme import SchemeCriterion


class Recusal(models.Model):
    """A member steps aside about one candidate (mengundurkan diri karena benturan kepentingan)."""

    candidate = models.ForeignKey(AwardCandidate, models.CASCADE, related_name="recusals")
    member = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    reason = models.CharField("alasan", max_length=500)
    recused_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["candidate", "member"], name="recusal_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="recusal_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.member_id}"


class JuryScore(Versioned):
    """The points of one member for one candidate in one criterion (nilai juri)."""

    candidate = models.ForeignKey(AwardCandidate, models.CASCADE, related_name="jury_scores")
    criterion = models.ForeignKey(SchemeCriterion, models.PROTECT, related_name="+")
    member = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    points = models.DecimalField("nilai", max_digits=5, decimal_places=2)
    note = models.CharField("alasan", max_length=1000)
    scored_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["candidate", "criterion", "member"], name="jury_score_once"),
            models.CheckConstraint(condition=Q(points__range=(0, 100)), name="jury_score_0_to_100"),
            models.CheckConstraint(condition=~Q(note=""), name="jury_score_has_note"),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.criterion_id} {self.points}"


class DiscussionNote(models.Model):
    """Something that was said in the committee, about one candidate or the whole list (catatan diskusi)."""

    award_list = models.ForeignKey(AwardList, models.CASCADE, related_name="notes")
    candidate = models.ForeignKey(AwardCandidate, models.CASCADE, null=True, blank=True, related_name="notes")
    text = models.CharField("catatan", max_length=2000)
    noted_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="discussion_note_has_text")]

    def __str__(self) -> str:
        return f"{self.award_list_id} {self.noted_at}"


class Sitting(Versioned):
    """A meeting of the committee, which its minutes tell (rapat tim penghargaan)."""

    award_list = models.ForeignKey(AwardList, models.PROTECT, related_name="sittings")
    held_on = models.DateField("hari rapat")
    place = models.CharField("tempat", max_length=150)
    course = models.CharField("jalannya rapat", max_length=4000, blank=True)
    written_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(place=""), name="sitting_has_place")]

    def __str__(self) -> str:
        return f"{self.award_list_id} {self.held_on}"


class SittingMember(models.Model):
    """Somebody who was present at a sitting (hadir)."""

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="members")
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    part = models.CharField(max_length=12, choices=choices(SittingPart))

    class Meta:
        constraints = [
            one_of("part", SittingPart, "sitting_part_known"),
            models.UniqueConstraint(fields=["sitting", "employee"], name="sitting_member_once"),
        ]

    def __str__(self) -> str:
        return f"{self.sitting_id} {self.employee_id}"
