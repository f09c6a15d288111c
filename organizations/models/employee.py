"""People, and what they say about their own record."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from appraisal.models import Versioned

from ..rules import EmploymentKind, Sex, format_nip, rank_label
from ..rules.search import LONGEST, search_key, wanted
from .columns import choices, one_of

NAMES = ("name", "front_title", "back_title")  # what a search key is made of


class SearchKey(models.CharField):
    """The sounds of a person's names (rules/search.py), made anew whenever the row is written whole.

    Who writes names by `update` or `bulk_update` writes `search_key` beside them (see `key_of`).
    """

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Return the key of the names as they are now."""
        setattr(model_instance, self.attname, key_of(model_instance))
        return super().pre_save(model_instance, add)  # type: ignore[no-any-return]


def key_of(person: models.Model) -> str:
    """Return the search key of a person's present names."""
    return search_key(*(getattr(person, name) for name in NAMES))


class EmployeeQuerySet(models.QuerySet):
    """People, with the words of visibility."""

    def active(self) -> EmployeeQuerySet:
        """Keep those who take part in the appraisal."""
        return self.filter(is_active=True)

    def search(self, text: str) -> EmployeeQuerySet:
        """Keep people with all the names, or else the titles, and the part of a NIP that the text asks for.

        Order, spelling, dots and accents are of no matter (rules/search.py); officials have a code.
        """
        asked = wanted(text)
        sounds = Q()
        for word in (*asked.words, *asked.titles):
            sounds &= Q(search_key__contains=word if len(word) > 2 else f" {word}")
        if asked.digits:
            sounds &= Q(nip__contains=asked.digits)
        if not asked:
            return self.none() if text.strip() else self.all()
        return self.filter(sounds | Q(nip=text.strip().upper()[:20]))


class EmployeeManager(BaseUserManager.from_queryset(EmployeeQuerySet)):  # type: ignore[misc]
    """Find employees by NIP, as Django's login asks."""

    def get_by_natural_key(self, nip: str) -> Employee:
        return self.get(nip=nip)


class Employee(AbstractBaseUser, Versioned):
    """A person who works for the agency (pegawai) and logs in with the NIP."""

    nip = models.CharField("NIP", max_length=20, unique=True)
    name = models.CharField("nama", max_length=150)
    front_title = models.CharField("gelar depan", max_length=40, blank=True)
    back_title = models.CharField("gelar belakang", max_length=60, blank=True)
    kind = models.CharField("jenis pegawai", max_length=20, choices=choices(EmploymentKind))
    rank = models.CharField("golongan", max_length=8, blank=True)
    sex = models.CharField("jenis kelamin", max_length=1, choices=choices(Sex), blank=True)
    birth_on = models.DateField("tanggal lahir", null=True, blank=True)
    birth_place = models.CharField("tempat lahir", max_length=80, blank=True)
    card_number = models.CharField("nomor seri karpeg", max_length=30, blank=True)
    rank_since = models.DateField("TMT golongan", null=True, blank=True)
    email = models.EmailField("surel", blank=True)
    siasn_id = models.CharField("nomor SIASN", max_length=40, blank=True)
    status = models.CharField("kedudukan hukum", max_length=60, default="Aktif")
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    must_change_password = models.BooleanField(default=False)
    search_key = SearchKey(max_length=LONGEST, default="", editable=False)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="merged_rows"
    )  # this row was a duplicate

    USERNAME_FIELD = "nip"
    REQUIRED_FIELDS = ["name"]
    objects = EmployeeManager()

    class Meta:
        indexes = [
            models.Index(fields=["name", "id"], name="employee_by_name"),
            models.Index(fields=["search_key"], name="employee_by_sound"),
        ]
        constraints = [
            one_of("kind", EmploymentKind, "employee_kind_known"),
            one_of("sex", Sex, "employee_sex_known", blank=True),
            models.CheckConstraint(condition=~Q(name=""), name="employee_has_name"),
            models.CheckConstraint(
                condition=Q(kind=EmploymentKind.NON_ASN.value) | Q(nip__regex=r"^[0-9]{18}$"),
                name="employee_nip_18_digits",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | Q(is_active=False) & ~Q(merged_into=F("id")),
                name="employee_merged_is_inactive",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.full_name} ({self.nip})"

    @property
    def full_name(self) -> str:
        """The name with its titles, as forms print it."""
        front = f"{self.front_title} " if self.front_title else ""
        back = f", {self.back_title}" if self.back_title else ""
        return f"{front}{self.name}{back}"

    @property
    def called(self) -> str:
        """How colleagues speak of the person: Bu Rina Wulandari, Pak Agus Salim."""
        title = {Sex.FEMALE.value: "Bu ", Sex.MALE.value: "Pak "}.get(self.sex, "")
        return f"{title}{self.name}"

    @property
    def printed_nip(self) -> str:
        """The NIP in groups; never a number."""
        return format_nip(self.nip)

    @property
    def rank_label(self) -> str:
        """Pangkat and golongan as forms print them."""
        return rank_label(self.rank)


class DataReport(Versioned):
    """Somebody says that a fact about him is wrong, "atasan saya keliru" for one (laporan data keliru)."""

    SUBJECTS = [
        ("ATASAN", "Atasan saya keliru"),
        ("UNIT", "Unit kerja saya keliru"),
        ("JABATAN", "Jabatan saya keliru"),
        ("NAMA", "Nama atau gelar saya keliru"),
        ("PANGKAT", "Pangkat atau golongan saya keliru"),
        ("NIP", "NIP saya keliru"),
        ("CATATAN", "Catatan kepegawaian saya keliru"),
        ("LAIN", "Data lain"),
    ]
    OUTCOMES = [
        ("DIPERBAIKI", "Sudah diperbaiki"),
        ("TETAP", "Data tidak diubah"),
        ("DITERUSKAN", "Diteruskan ke sumber datanya"),
    ]

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="data_reports")
    subject = models.CharField("yang keliru", max_length=10, choices=SUBJECTS)
    message = models.CharField("seharusnya", max_length=500, blank=True)
    reported_at = models.DateTimeField()
    outcome = models.CharField("hasil", max_length=10, choices=OUTCOMES, blank=True)
    answer = models.CharField("jawaban", max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    subject__in=["ATASAN", "UNIT", "JABATAN", "NAMA", "PANGKAT", "NIP", "CATATAN", "LAIN"],
                ),
                name="report_subject_known",
            ),
            models.CheckConstraint(
                condition=Q(outcome="")
                | Q(outcome__in=["DIPERBAIKI", "TETAP", "DITERUSKAN"], answered_at__isnull=False),
                name="report_outcome_only_answered",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="report_answered_both_or_neither",
            ),
            models.UniqueConstraint(
                fields=["employee", "subject"],
                condition=Q(answered_at__isnull=True),
                name="report_one_open_per_subject",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employee_id} {self.subject}"
