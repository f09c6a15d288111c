"""Forms about people and the agency; they only validate."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.db.models import Q

from appraisal.errors import Refused
from appraisal.files import examine
from appraisal.forms import DateInput, Radios, ShortText
from appraisal.sheets.guard import MEBI, mebi

from ..models import ROLE_LABELS, Agency, DataReport, Employee, Unit
from ..rules import EmploymentKind, clean_nip
from ..rules.number import DEFAULT_PATTERN, pattern_fault, shown_placeholders

EMBLEM_LIMIT, EMBLEM_SIDE = 2 * MEBI, 480  # bytes as it comes; pixels of the longer side as it is kept


class LoginForm(forms.Form):
    """NIP and password."""

    nip = forms.CharField(
        label="NIP",
        max_length=30,
        help_text="18 angka, boleh dengan spasi.",
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "inputmode": "numeric", "spellcheck": "false"}
        ),
        error_messages={"required": "Tulis NIP Anda, 18 angka."},
    )
    password = forms.CharField(
        label="Kata sandi",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Tulis kata sandi Anda."},
    )


class PasswordForm(forms.Form):
    """The present password and a new one."""

    old_password = forms.CharField(
        label="Kata sandi sekarang",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Tulis kata sandi Anda yang sekarang."},
    )
    new_password = forms.CharField(
        label="Kata sandi baru",
        max_length=200,
        strip=False,
        help_text="Paling sedikit 12 karakter. Kalimat pendek lebih mudah diingat. Boleh ditempel.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Tulis kata sandi baru."},
    )

    def __init__(self, *args: Any, user: Employee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_old_password(self) -> str:
        if not self.user.check_password(self.cleaned_data["old_password"]):
            raise forms.ValidationError("Kata sandi sekarang belum cocok. Periksa lalu coba lagi.")
        return self.cleaned_data["old_password"]

    def clean_new_password(self) -> str:
        fresh = self.cleaned_data["new_password"]
        if fresh == self.cleaned_data.get("old_password"):
            raise forms.ValidationError("Tulis kata sandi yang berbeda dari yang sekarang.")
        password_validation.validate_password(fresh, self.user)
        return fresh


class IdentityForm(forms.Form):
    """What papers on credit points print and no staff file brings; all of it may be empty."""

    birth_place = ShortText(
        label="Tempat lahir", max_length=80, required=False, help_text="Seperti di ijazah, misalnya Arunika."
    )
    card_number = ShortText(
        label="Nomor seri karpeg", max_length=30, required=False, help_text="Misalnya N 123456."
    )
    rank_since = DateInput(
        label="TMT golongan",
        required=False,
        help_text="Sejak kapan golongan yang sekarang berlaku.",
    )


class CoreForm(forms.Form):
    """What the staff file usually brings, corrected by hand: name, titles, rank, kind, number, address."""

    name = ShortText(label="Nama tanpa gelar", max_length=150, error_messages={"required": "Tulis namanya."})
    front_title = ShortText(label="Gelar depan", max_length=40, required=False, help_text="Misalnya Dr.")
    back_title = ShortText(label="Gelar belakang", max_length=60, required=False, help_text="Misalnya S.Pd.")
    nip = ShortText(
        label="NIP",
        max_length=30,
        help_text="18 angka, boleh dengan spasi. Pegawai masuk dengan NIP ini.",
        error_messages={"required": "Tulis NIP-nya."},
    )
    kind = forms.ChoiceField(
        label="Jenis pegawai", choices=[(kind.value, kind.value.replace("_", " ")) for kind in EmploymentKind]
    )
    rank = ShortText(label="Golongan", max_length=8, required=False, help_text="Misalnya III/c, atau IX.")
    email = forms.EmailField(label="Surel", required=False)


class ReportForm(forms.ModelForm):
    """What is wrong about my record."""

    class Meta:
        model = DataReport
        fields = ["subject", "message"]
        widgets = {"message": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"message": "Misalnya nama atasan yang benar. Boleh dikosongkan."}
        error_messages = {"subject": {"required": "Pilih data yang keliru."}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [choice for choice in self.fields["subject"].choices if choice[0]]  # type: ignore[attr-defined]
        self.fields["subject"].choices = [("", "Pilih data yang keliru"), *named]  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """The answer to a report."""

    answer = forms.CharField(
        label="Jawaban untuk pegawai",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Tulis apa yang sudah diperbaiki, atau siapa yang bisa memperbaikinya.",
        error_messages={"required": "Tulis jawabannya, misalnya apa yang sudah diperbaiki."},
    )


class DataAnswerForm(AnswerForm):
    """The answer to a report about wrong data, with what became of it."""

    outcome = forms.ChoiceField(
        label="Hasilnya",
        choices=DataReport.OUTCOMES,
        initial="DIPERBAIKI",
        widget=Radios(
            descriptions={
                "TETAP": "Datanya sudah benar. Jelaskan alasannya.",
                "DITERUSKAN": "Diperbaiki di SIASN atau oleh admin lain. Sebutkan siapa.",
            }
        ),
        error_messages={"required": "Pilih hasilnya."},
    )
    field_order = ("outcome", "answer")


class OverrideForm(forms.Form):
    """Another superior for a date range."""

    superior = forms.CharField(
        label="NIP atasan",
        max_length=30,
        help_text="18 angka. Cari namanya di daftar pegawai bila perlu.",
        error_messages={"required": "Tulis NIP atasan yang ditetapkan."},
    )
    started_on = DateInput(
        label="Mulai tanggal",
        help_text="Misalnya 1-3-2026.",
        error_messages={"required": "Tulis tanggal mulai, misalnya 1-3-2026."},
    )
    ended_on = DateInput(label="Sampai tanggal", required=False, help_text="Kosongkan bila belum ditentukan.")
    reason = forms.CharField(
        label="Alasan",
        max_length=300,
        help_text="Misalnya nomor surat perintah.",
        error_messages={"required": "Tulis alasannya, misalnya nomor surat perintah."},
    )

    def clean_superior(self) -> Employee:
        nip = clean_nip(self.cleaned_data["superior"])
        superior = Employee.objects.active().filter(nip=nip).first()
        if superior is None:
            raise forms.ValidationError("Tidak ada pegawai aktif dengan NIP ini. Periksa angkanya.")
        return superior


class RoleForm(forms.Form):
    """A role over a unit."""

    role = forms.ChoiceField(
        label="Peran", choices=list(ROLE_LABELS.items()), error_messages={"required": "Pilih perannya."}
    )
    unit = forms.CharField(
        label="Unit",
        max_length=250,
        required=False,
        help_text="Nama atau kode unit persis seperti di daftar. Kosongkan untuk seluruh instansi.",
    )
    ended_on = DateInput(
        label="Berlaku sampai",
        required=False,
        help_text="Isi untuk tugas sementara. Bila kosong, peran berlaku sampai Anda mengakhirinya.",
    )

    def clean_unit(self) -> Unit:
        return unit_named(self.cleaned_data["unit"].strip())


def unit_named(text: str) -> Unit:
    """Return the open unit with this name or code, the root for an empty text; refuse any other answer."""
    named = Q(name__iexact=text) | Q(code__iexact=text) if text else Q(parent__isnull=True)
    units = list(Unit.objects.open().filter(named).order_by("pk")[:100])
    if not units:
        raise forms.ValidationError("Unit dengan nama ini tidak ada. Salin namanya dari daftar pegawai.")
    if text and len(units) > 1:
        raise forms.ValidationError(f"Ada {len(units)} unit dengan nama ini. Tulis kode unitnya.")
    return units[0]


class OfficialForm(forms.Form):
    """An official who is no civil servant, such as the mayor."""

    name = forms.CharField(label="Nama", max_length=150, error_messages={"required": "Tulis namanya."})
    title = forms.CharField(
        label="Jabatan",
        max_length=200,
        help_text="Misalnya Wali Kota.",
        error_messages={"required": "Tulis jabatannya, misalnya Wali Kota."},
    )
    code = forms.CharField(
        label="Kode masuk",
        max_length=20,
        help_text="Dipakai untuk masuk, pengganti NIP. Misalnya WALIKOTA.",
        error_messages={"required": "Tulis kode masuknya, misalnya WALIKOTA."},
    )


class AgencyForm(forms.ModelForm):
    """What documents print about the agency."""

    class Meta:
        model = Agency
        fields = [
            *("name", "letterhead", "address", "city", "typeface", "paper", "qualitative_layout"),
            "number_pattern",
        ]
        error_messages = {
            "number_pattern": {"required": f"Tulis polanya, misalnya {DEFAULT_PATTERN}."},
            "name": {"required": "Tulis nama instansi, misalnya Pemerintah Kota Arunika."},
            "city": {"required": "Tulis kota yang dicetak di dekat tanda tangan."},
        }
        help_texts = {
            "number_pattern": f"Yang bisa dipakai: {shown_placeholders()}. "
            "Tanpa {jenis}, semua dokumen memakai satu urutan.",
        }

    def clean_number_pattern(self) -> str:
        """Return the pattern, or refuse one that cannot count."""
        pattern: str = self.cleaned_data["number_pattern"]
        if fault := pattern_fault(pattern):
            raise forms.ValidationError(fault)
        return pattern


class EmblemForm(forms.Form):
    """The picture on the letterhead, judged by its content and written anew."""

    emblem = forms.FileField(
        label="Gambar lambang",
        help_text=f"PNG atau JPEG, paling besar {mebi(EMBLEM_LIMIT)} MB. Yang persegi paling pas.",
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,.png,.jpg,.jpeg"}),
        error_messages={"required": "Pilih gambar lambangnya.", "empty": "Gambar ini kosong (0 bita)."},
    )

    def clean_emblem(self) -> bytes:
        """Return the picture as it is kept: small, and without what hid beside it."""
        try:
            found = examine(self.cleaned_data["emblem"], limit=EMBLEM_LIMIT, side=EMBLEM_SIDE)
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from refused
        if not found.kind.is_photo:
            raise forms.ValidationError(f"Berkas ini {found.kind.label}. Pilih gambar PNG atau JPEG.")
        return found.content


class UploadForm(forms.Form):
    """A unit list, a staff list, or both."""

    units = forms.FileField(
        label="Daftar unit (unor)",
        required=False,
        help_text="Berkas .xlsx atau .csv dari SIASN, dengan kolom ID, NAMA UNOR, dan DIATASAN ID.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    staff = forms.FileField(
        label="Daftar pegawai",
        required=False,
        help_text="Berkas .xlsx atau .csv dari SIASN, paling banyak 10 MB. NIP disimpan sebagai teks.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse an empty form and files that are too large to look at."""
        for name in ("units", "staff"):
            file = self.cleaned_data.get(name)
            if file and file.size > settings.UPLOAD_LIMIT:
                limit = settings.UPLOAD_LIMIT // (1024 * 1024)
                self.add_error(name, f"Berkas ini lebih dari {limit} MB. Pengelola server bisa mengimpornya.")
        if not self.errors and not any(self.cleaned_data.values()):
            self.add_error("units", "Pilih daftar unit, daftar pegawai, atau keduanya.")
        return self.cleaned_data

    def uploads(self) -> dict[str, tuple[str, bytes] | None]:
        """Return the files by field as (name, content); None where nothing was chosen."""
        files = {name: self.cleaned_data.get(name) for name in ("units", "staff")}
        return {name: (file.name, file.read()) if file else None for name, file in files.items()}


class SheetForm(forms.Form):
    """One spreadsheet that is shown before it is applied."""

    file = forms.FileField(
        label="Berkas",
        help_text="Berkas .xlsx atau .csv menurut contohnya.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={
            "required": "Pilih berkasnya dulu.",
            "empty": "Berkas ini kosong (0 bita). Pilih berkas yang berisi.",
        },
    )

    def clean_file(self) -> Any:
        """Refuse a file that is too large to look at."""
        file = self.cleaned_data["file"]
        if file.size > settings.UPLOAD_LIMIT:
            limit = settings.UPLOAD_LIMIT // (1024 * 1024)
            raise forms.ValidationError(f"Berkas ini lebih dari {limit} MB. Bagi menjadi beberapa berkas.")
        return file

    def upload(self) -> tuple[str, bytes]:
        """Return name and content of the file."""
        file = self.cleaned_data["file"]
        return file.name, file.read()


class ConfirmForm(forms.Form):
    """To what a confirmation is bound: the state of the preview and its files."""

    version = forms.IntegerField(min_value=0)
    digest = forms.CharField(max_length=64)
