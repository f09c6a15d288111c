"""Sample data of the component gallery; all people in it are invented."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from .forms import DateInput, DecimalInput, EvidenceUrl, LongText, Radios, ShortText

RATINGS = [
    ("below", "Di bawah ekspektasi"),
    ("as_expected", "Sesuai ekspektasi"),
    ("above", "Di atas ekspektasi"),
]
MEANINGS = {
    "below": "Sebagian besar target belum tercapai, dan sebabnya sudah dibicarakan.",
    "as_expected": "Target tercapai sesuai kesepakatan.",
    "above": "Target terlampaui, atau ada manfaat lebih yang bisa ditunjukkan.",
}


class SampleForm(forms.Form):
    """One field of every kind."""

    template_name = "forms/form.html"
    result = ShortText(
        label="Rencana hasil kerja", help_text="Mulai dengan hasilnya, misalnya “Layanan posyandu berjalan”."
    )
    reason = LongText(label="Alasan", max_length=1000, help_text="Satu kejadian nyata sudah cukup.")
    target = DecimalInput(label="Target", help_text="Angka saja, misalnya 12 atau 1,5.")
    due = DateInput(label="Selesai pada", help_text="Misalnya 22-11-2026.", required=False)
    evidence = EvidenceUrl(label="Tautan bukti", required=False)
    aspect = forms.ChoiceField(
        label="Aspek",
        choices=[("", "Pilih aspek"), ("quantity", "Kuantitas"), ("quality", "Kualitas"), ("time", "Waktu")],
    )
    rating = forms.ChoiceField(
        label="Penilaian hasil kerja", choices=RATINGS, widget=Radios(descriptions=MEANINGS)
    )
    months = forms.MultipleChoiceField(
        label="Bulan yang dicatat",
        choices=[("9", "September"), ("10", "Oktober"), ("11", "November")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    report = forms.FileField(
        label="Berkas bukti", required=False, help_text="PDF atau gambar, paling besar 5 MB."
    )
    read = forms.BooleanField(label="Saya sudah membaca catatan atasan")


class FilterForm(forms.Form):
    """A filter over a list."""

    unit = forms.ChoiceField(
        label="Unit", required=False, choices=[("", "Semua unit"), ("1", "Dinas Kesehatan")]
    )
    state = forms.ChoiceField(label="Keadaan SKP", required=False, choices=[("", "Semua"), ("draft", "Draf")])


def _moment(day: int, hour: int, minute: int) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo("Asia/Jakarta"))


def samples() -> dict[str, Any]:
    """Return one sample of every component's data."""
    return {**_forms(), **_lists(), **_figures(), **_people()}


def _forms() -> dict[str, Any]:
    return {
        "plain_form": SampleForm(auto_id="plain_%s"),
        "refused_form": SampleForm(
            {"target": "sepuluh", "due": "31-02-2026", "evidence": "http://contoh.go.id"},
            auto_id="refused_%s",
        ),
        "filter_form": FilterForm(auto_id="filter_%s"),
        "chosen": [{"label": "Unit: Dinas Kesehatan", "href": "#saringan"}],
    }


def _lists() -> dict[str, Any]:
    return {
        "tasks": [
            {
                "title": "Tanggapi SKP Sari Lestari",
                "hint": "Diajukan sejak 12 November 2026.",
                "href": "#tugas",
                "status": "Menunggu Anda",
                "kind": "info",
            },
            {
                "title": "Catat kemajuan November",
                "hint": "Catatan terakhir 28 Oktober 2026.",
                "href": "#tugas",
                "status": "Belum mulai",
                "kind": "mute",
            },
            {
                "title": "Susun rencana hasil kerja 2027",
                "hint": "Draf tersimpan.",
                "href": "#tugas",
                "status": "Selesai",
            },
            {
                "title": "Nilai tim Anda",
                "hint": "Terbuka mulai 2 Januari 2027.",
                "status": "Belum bisa dimulai",
            },
        ],
        "steps": [
            {"label": "Rencana disepakati", "state": "done", "note": "14 Januari 2026"},
            {"label": "Dialog triwulan", "state": "now", "note": "3 dari 4"},
            {"label": "Umpan balik", "state": "next", "note": "Desember 2026"},
            {"label": "Penilaian dan dialog akhir", "state": "next", "note": "Januari 2027"},
        ],
        "rows": [
            {"label": "Indikator", "value": "Jumlah balita yang ditimbang", "href": "#ubah"},
            {"label": "Target", "value": "1.240 balita", "href": "#ubah"},
            {"label": "Bukti yang direncanakan", "value": "", "href": "#ubah"},
        ],
        "entries": [
            {"at": _moment(20, 10, 42), "sentence": "Hendra Wijaya menyepakati SKP ini."},
            {
                "at": _moment(18, 15, 5),
                "sentence": "Hendra Wijaya mengembalikan SKP dengan saran.",
                "note": "Rencananya sudah jelas. Tambahkan target triwulan kedua supaya mudah dibicarakan.",
            },
            {"at": _moment(12, 8, 30), "sentence": "Sari Lestari mengajukan SKP."},
        ],
        "notes": [
            {"at": date(2026, 11, 3), "text": "Penimbangan di tiga posyandu, 214 balita.", "href": "#bukti"},
            {"at": date(2026, 8, 21), "text": "Kader baru dilatih memakai buku catatan."},
        ],
        "crumbs": [{"label": "Tim saya", "href": "#letak"}, {"label": "Sari Lestari", "href": "#letak"}],
        "parts": [
            {"label": "SKP", "href": "#bagian", "is_current": True},
            {"label": "Kemajuan", "href": "#bagian"},
            {"label": "Penilaian", "href": "#bagian"},
        ],
        "page": {"prev_href": "#halaman", "next_href": "#halaman", "label": "51–100 dari 1.240"},
    }


def _figures() -> dict[str, Any]:
    rows = ["Di bawah ekspektasi", "Sesuai ekspektasi", "Di atas ekspektasi"]
    words = [
        ["Sangat kurang", "Butuh perbaikan", "Butuh perbaikan"],
        ["Kurang/misconduct", "Baik", "Baik"],
        ["Kurang/misconduct", "Baik", "Sangat baik"],
    ]
    own = (1, 2)
    return {
        "numbers": [
            {"value": 1240, "label": "pegawai dalam siklus", "href": "#angka"},
            {"value": 83, "label": "SKP belum disepakati", "href": "#angka"},
            {"value": 12, "label": "belum ada umpan balik", "href": "#angka"},
            {"value": 0, "label": "belum dinilai"},
        ],
        "share": Decimal("1037"),
        "total": 1240,
        "bars": [
            {"label": "Sangat baik", "value": 96, "level": 1},
            {"label": "Baik", "value": 812, "level": 2},
            {"label": "Butuh perbaikan", "value": 104, "level": 3},
            {"label": "Kurang/misconduct", "value": 17, "level": 4},
            {"label": "Sangat kurang", "value": 8, "level": 5},
        ],
        "bar_total": 812,
        "cells": [
            {
                "label": f"Hasil kerja {row.lower()}",
                "cells": [{"label": word, "is_own": (i, j) == own} for j, word in enumerate(words[i])],
            }
            for i, row in enumerate(rows)
        ],
        "job": {
            "label": "Formulir SKP, Dinas Kesehatan",
            "state": "Dibuat 340 dari 1.240",
            "kind": "info",
            "done": 340,
            "total": 1240,
            "href": "#berkas",
            "link": "Hentikan",
        },
    }


def _people() -> dict[str, Any]:
    sari = SimpleNamespace(full_name="Sari Lestari, A.Md.Keb.", nip="199004122015042003")
    budi = SimpleNamespace(full_name="Budi Santoso, S.Kep.", nip="198511302010011007")
    return {
        "sari": sari,
        "team": [
            {"person": budi, "plan": "Disepakati", "kind": "ok", "last": "kemarin", "next": "Buka"},
            {
                "person": sari,
                "plan": "Menunggu tanggapan",
                "kind": "info",
                "last": "12 November 2026",
                "next": "Tanggapi",
            },
        ],
        "proof": [
            {"label": "Dokumen", "value": "Dokumen Evaluasi Kinerja Pegawai"},
            {"label": "Nomor", "value": "EK-2026-0184"},
            {"label": "Diterbitkan", "value": "22 November 2026"},
        ],
    }
