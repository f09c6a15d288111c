"""Forms about one person's posts and times away."""

from __future__ import annotations

from typing import Any

from django import forms

from appraisal.forms import DateInput, Radios, ShortText

from ..models import Position, Unit
from ..rules import (
    ABSENCE_EFFECTS,
    ABSENCE_LABELS,
    LEAVING,
    MANAGERIAL,
    POSITION_LABELS,
    PlacementKind,
    functional_level,
)
from .record import unit_named

ASK_UNIT = "Tulis nama atau kode unitnya."


class PostForm(forms.Form):
    """A position in a unit; a position that is not on record yet needs its kind."""

    position = ShortText(
        label="Jabatan baru",
        max_length=200,
        help_text="Misalnya Kepala Bidang atau Arsiparis Ahli Muda.",
        error_messages={"required": "Tulis nama jabatannya."},
    )
    kind = forms.ChoiceField(
        label="Jenis jabatan",
        required=False,
        choices=[("", "Seperti yang tercatat"), *POSITION_LABELS.items()],
        help_text="Dipilih hanya bila jabatan ini belum pernah tercatat.",
    )
    unit = ShortText(
        label="Unit kerja baru",
        max_length=250,
        help_text="Nama atau kode unit persis seperti di daftar.",
        error_messages={"required": ASK_UNIT},
    )

    def clean_unit(self) -> Unit:
        return unit_named(self.cleaned_data["unit"])

    def leads(self) -> bool:
        """Say whether the post is that of the unit's head."""
        return bool(self.cleaned_data.get("is_head"))

    def clean(self) -> dict[str, Any]:
        """Find the position on record, else make one of the chosen kind."""
        data = self.cleaned_data
        title, kind = data.get("position"), data.pop("kind", "")
        if not title:
            return data
        rows = list(Position.objects.filter(title__iexact=title).order_by("pk"))
        fitting = [row for row in rows if kind and row.kind == kind]
        fitting = fitting or [row for row in rows if not kind and (row.kind in MANAGERIAL) == self.leads()]
        if fitting or (rows and not kind):
            data["position"] = (fitting or rows)[0]
        elif kind:
            level = functional_level(title)
            data["position"] = Position(title=title, kind=kind, level=level.value if level else "")
        else:
            self.add_error("kind", "Jabatan ini belum tercatat. Pilih jenisnya, atau periksa namanya.")
        return data


class TransferForm(PostForm):
    """A new definitive post."""

    is_head = forms.BooleanField(label="Memimpin unit ini sebagai kepala definitif", required=False)
    on = DateInput(
        label="Mulai tanggal (TMT)",
        help_text="Misalnya 1-7-2026. Jabatan lama berakhir sehari sebelumnya.",
        error_messages={"required": "Tulis tanggal mulainya, misalnya 1-7-2026."},
    )
    note = ShortText(
        label="Nomor SK",
        help_text="Misalnya SK Wali Kota 821/45/2026.",
        error_messages={"required": "Tulis nomor SK-nya."},
    )


class ActingForm(forms.Form):
    """An acting post beside the definitive one."""

    kind = forms.ChoiceField(
        label="Sebagai",
        choices=[
            (PlacementKind.ACTING.value, "Pelaksana tugas (Plt.)"),
            (PlacementKind.DAILY_ACTING.value, "Pelaksana harian (Plh.)"),
        ],
        widget=Radios,
        error_messages={"required": "Pilih Plt. atau Plh."},
    )
    unit = ShortText(
        label="Unit yang dipimpin",
        max_length=250,
        help_text="Nama atau kode unit persis seperti di daftar.",
        error_messages={"required": ASK_UNIT},
    )
    position = ShortText(
        label="Jabatan yang dijalankan",
        max_length=200,
        help_text="Nama jabatan kepala unit itu, seperti yang tercatat. Misalnya Kepala Bidang.",
        error_messages={"required": "Tulis nama jabatannya."},
    )
    on = DateInput(label="Mulai tanggal", error_messages={"required": "Tulis tanggal mulainya."})
    until = DateInput(
        label="Sampai tanggal",
        help_text="Bisa diakhiri lebih awal.",
        error_messages={"required": "Tulis tanggal akhirnya."},
    )
    note = ShortText(label="Nomor surat perintah", error_messages={"required": "Tulis nomor suratnya."})

    def clean_unit(self) -> Unit:
        return unit_named(self.cleaned_data["unit"])

    def clean_position(self) -> Position:
        title = self.cleaned_data["position"]
        rows = list(Position.objects.filter(title__iexact=title).order_by("pk"))
        heads = [row for row in rows if row.kind in MANAGERIAL]
        if not rows:
            raise forms.ValidationError("Jabatan ini belum tercatat. Salin namanya dari data pegawai.")
        return (heads or rows)[0]


class AbsenceForm(forms.Form):
    """A time away from the post."""

    kind = forms.ChoiceField(
        label="Jenis",
        choices=list(ABSENCE_LABELS.items()),
        widget=Radios(descriptions={kind.value: text for kind, text in ABSENCE_EFFECTS.items()}),
        error_messages={"required": "Pilih jenisnya."},
    )
    started_on = DateInput(label="Mulai tanggal", error_messages={"required": "Tulis tanggal mulainya."})
    ended_on = DateInput(label="Sampai tanggal", required=False, help_text="Kosongkan bila belum ditentukan.")
    note = ShortText(
        label="Nomor SK atau surat", error_messages={"required": "Tulis nomor SK atau suratnya."}
    )


class AbsenceEndForm(forms.Form):
    """The last day of a time away."""

    ended_on = DateInput(
        label="Hari terakhir tidak bekerja", error_messages={"required": "Tulis hari terakhirnya."}
    )


class EndForm(forms.Form):
    """The last day of a post; of the definitive one, which is the end of the service, with its reason."""

    status = forms.ChoiceField(
        label="Alasan",
        choices=[("", "Pilih alasannya"), *((word, word) for word in LEAVING)],
        error_messages={"required": "Pilih alasannya."},
    )
    on = DateInput(
        label="Hari terakhir bekerja",
        help_text="Paling lambat hari ini.",
        error_messages={"required": "Tulis hari terakhirnya."},
    )
    note = ShortText(
        label="Nomor SK atau surat", error_messages={"required": "Tulis nomor SK atau suratnya."}
    )

    def __init__(self, *args: Any, leaves: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not leaves:
            del self.fields["status"]
            self.fields["on"].label = "Hari terakhir bertugas"

    def clean(self) -> dict[str, Any]:
        """Hand over the reason also where none is asked for."""
        return {"status": "", **self.cleaned_data}


class ReturnForm(forms.Form):
    """Why somebody takes part again."""

    note = ShortText(
        label="Dasarnya",
        max_length=300,
        help_text="Misalnya nomor SK, atau mengapa datanya keliru ditutup.",
        error_messages={"required": "Tulis dasarnya, misalnya nomor SK."},
    )
