"""What forms accept, what they refuse, and in which words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import DjangoTemplates
from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from appraisal.forms import DateInput, DecimalInput, EvidenceUrl, LongText, Radios, Renderer, ShortText

assert_html_equal = SimpleTestCase().assertHTMLEqual
HOSTILE = ["\ud800", "\x00", "a\x00b", "x\udfffy"]


def refusal(field: forms.Field, value: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        field.clean(value)
    return " ".join(caught.value.messages)


# --- Numbers ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12", "12"),
        (" 12 ", "12"),
        ("1.000", "1000"),
        ("1.240.000", "1240000"),
        ("1,5", "1.5"),
        ("1.5", "1.5"),
        ("0.125", "0.125"),
        ("1234.5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("0,0001", "0.0001"),
        ("1,50", "1.5"),
        ("007", "7"),
        ("-3", "-3"),
        ("\u22123", "-3"),
        ("0", "0"),
    ],
)
def test_number_is_read_as_indonesians_write_it(typed: str, meant: str) -> None:
    assert DecimalInput().clean(typed) == Decimal(meant)


@pytest.mark.parametrize(
    "typed",
    [
        "sepuluh", "NaN", "sNaN", "Infinity", "-inf", "1e3", "1E+9", "1e400", "0x10", "--5", "+-5", "1_000",
        "١٢٣", "１２３", "१२", "1,5,2", "1.2.3", "12.34.567", "1.000.00", "1,", ",5", ".", ",", "-", "5%",
        "12 kg", "1 000", "½", "²", "1\n2", "9" * 61, "=1+1", "1.000,", *HOSTILE,
    ],
)  # fmt: skip
def test_what_is_no_plain_number_is_refused_with_the_way_to_write_it(typed: str) -> None:
    assert refusal(DecimalInput(), typed).startswith("Tulis angkanya saja")


def test_number_outside_the_column_or_the_limits_is_refused_with_the_limit() -> None:
    field = DecimalInput(min_value=0, max_value=Decimal("100.5"), max_digits=7, decimal_places=2)

    assert refusal(field, "-1") == "Tulis angka paling kecil 0."
    assert refusal(field, "101") == "Tulis angka paling besar 100,5."
    assert refusal(field, "1,234") == "Tulis paling banyak 2 angka di belakang koma."
    assert refusal(field, "1" * 50) == "Tulis paling banyak 5 angka di depan koma."
    assert refusal(DecimalInput(decimal_places=0), "1,5") == "Tulis tanpa angka di belakang koma."


@given(st.decimals(min_value=-99999, max_value=99999, places=4))
def test_stored_number_survives_being_shown_and_sent_again(number: Decimal) -> None:
    field = DecimalInput()

    assert field.clean(field.prepare_value(number)) == number
    assert not field.has_changed(number, field.prepare_value(number))


def test_number_with_idle_zeros_is_not_shown_as_a_thousand() -> None:
    assert DecimalInput().prepare_value(Decimal("1.000")) == "1"


@given(st.text(max_size=80))
def test_number_field_never_breaks_on_any_text(text: str) -> None:
    try:
        number = DecimalInput(required=False).clean(text)
    except ValidationError:
        return
    assert number is None or number.is_finite()


# --- Dates -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "22-11-2026",
        "22/11/2026",
        "22.11.2026",
        "2026-11-22",
        " 22-11-2026 ",
        "22 November 2026",
        "22 nov 2026",
    ],
)
def test_date_is_read_in_every_usual_spelling(typed: str) -> None:
    assert DateInput().clean(typed) == date(2026, 11, 22)


@pytest.mark.parametrize(
    "typed",
    [
        "besok",
        "22-11-26",
        "22-11/2026",
        "11-2026",
        "22 Ju 2026",
        "٢٢-١١-٢٠٢٦",
        "２２-11-2026",
        "2026-1-2",
        *HOSTILE,
    ],
)
def test_what_is_no_date_is_refused_with_an_example(typed: str) -> None:
    assert refusal(DateInput(), typed) == "Tulis tanggal seperti 22-11-2026."


def test_day_outside_the_calendar_or_the_century_is_refused() -> None:
    assert refusal(DateInput(), "31-02-2026").startswith("Tanggal 31-02-2026 tidak ada di kalender.")
    assert refusal(DateInput(), "29-02-2025").startswith("Tanggal 29-02-2025 tidak ada")
    assert refusal(DateInput(), "00-00-0000").startswith("Tanggal")
    assert refusal(DateInput(), "01-01-0202").startswith("Periksa tahunnya.")


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 12, 31)))
def test_stored_date_survives_being_shown_and_sent_again(day: date) -> None:
    field = DateInput()

    assert field.clean(field.prepare_value(day)) == day
    assert not field.has_changed(day, field.prepare_value(day))


# --- Text and links --------------------------------------------------------------------------


@pytest.mark.parametrize("typed", HOSTILE)
def test_text_that_no_database_can_hold_is_refused(typed: str) -> None:
    assert refusal(LongText(), typed).startswith("Ada huruf yang tidak bisa disimpan.")


def test_pasted_text_keeps_its_lines_and_loses_control_characters() -> None:
    assert LongText().clean("satu\r\ndua\x0btiga\x07\u2028empat") == "satu\ndua\ntiga\nempat"
    assert ShortText().clean("satu\r\n  dua ") == "satu dua"


def test_limit_counts_what_the_person_sees() -> None:
    assert LongText(max_length=9).clean("satu\r\ndua ") == "satu\ndua"

    with pytest.raises(ValidationError):
        LongText(max_length=3).clean("satu")


def test_long_text_has_no_maxlength_that_would_cut_a_pasted_text() -> None:
    assert "maxlength" not in LongText(max_length=9).widget.attrs
    assert LongText(max_length=9).widget.attrs["data-limit"] == "9"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("https://drive.google.com/a?b=c#d", "https://drive.google.com/a?b=c#d"),
        ("drive.google.com/a", "https://drive.google.com/a"),
        ("HTTPS://contoh.go.id", "HTTPS://contoh.go.id"),
        ("https://contoh.go.id:8443/x", "https://contoh.go.id:8443/x"),
    ],
)
def test_link_to_evidence_is_kept(typed: str, stored: str) -> None:
    assert EvidenceUrl().clean(typed) == stored


@pytest.mark.parametrize(
    "typed",
    [
        "http://contoh.go.id", "javascript:alert(1)", "data:text/html,x", "ftp://contoh.go.id",
        "file:///etc/passwd", "https://", "https://localhost", "https://orang@contoh.go.id", "https://contoh.go.id:99999",
        "//contoh.go.id", "https://[::1", "https://contoh..go.id", "/lokal", "https:\\\\contoh.go.id", 'https://a.id/"><script>',
        "https://a.id/a b", "https://a.id/\u2028x", *HOSTILE,
    ],
)  # fmt: skip
def test_link_that_people_should_not_press_is_refused(typed: str) -> None:
    refusal(EvidenceUrl(), typed)


def test_link_is_at_most_2000_characters() -> None:
    with pytest.raises(ValidationError):
        EvidenceUrl().run_validators("https://a.id/" + "a" * 2000)


def test_fields_that_may_stay_empty_return_emptiness() -> None:
    assert DecimalInput(required=False).clean("") is None
    assert DateInput(required=False).clean(None) is None
    assert LongText(required=False).clean(None) == ""
    assert EvidenceUrl(required=False).clean("  ") == ""


# --- How forms are drawn -----------------------------------------------------------------------


class Sample(forms.Form):
    """A field of every kind that is drawn differently."""

    reason = LongText(label="Alasan", help_text="Satu kejadian sudah cukup.")
    note = ShortText(label="Catatan", required=False)
    size = forms.IntegerField(label="Ukuran", min_value=1)
    rating = forms.ChoiceField(
        label="Penilaian",
        choices=[("a", "Sesuai"), ("b", "Di atas")],
        widget=Radios(descriptions={"a": "Target tercapai."}),
    )
    read = forms.BooleanField(label="Saya sudah membaca")


GROUPS = [("", "Semua"), ("Bulan", [("9", "September"), ("10", "<Oktober>")])]


@pytest.mark.parametrize(
    ("widget", "value"),
    [
        (forms.TextInput({"class": "a", "disabled": True, "data-x": False}), 'isi "dan" <b>'),
        (forms.TextInput(), None),
        (forms.NumberInput({"min": 1}), 3),
        (forms.PasswordInput(), "rahasia"),
        (forms.HiddenInput(), "x"),
        (forms.CheckboxInput(), True),
        (forms.Textarea(), "\nsatu\n</textarea>"),
        (forms.Textarea(), None),
        (forms.Select(choices=GROUPS), "10"),
        (forms.SelectMultiple(choices=GROUPS), ["9", "10"]),
    ],
)
def test_widget_drawn_without_a_template_is_the_same_html(widget: forms.Widget, value: Any) -> None:
    ours = widget.render("a", value, {"id": "id_a"}, renderer=Renderer())

    assert_html_equal(ours, widget.render("a", value, {"id": "id_a"}, renderer=DjangoTemplates()))


def test_refused_form_opens_with_a_summary_that_links_to_the_fields() -> None:
    html = str(Sample({"size": "0"}))

    assert '<a href="#id_reason">Isi “Alasan”.</a>' in html
    assert '<a href="#id_rating_0">Pilih “Penilaian”.</a>' in html
    assert '<a href="#id_read">Centang “Saya sudah membaca”.</a>' in html
    assert '<a href="#id_size">Tulis angka paling kecil 1.</a>' in html
    assert "wajib" not in html


def test_field_is_described_by_its_hint_and_its_error() -> None:
    html = str(Sample({}))

    assert 'aria-describedby="id_reason_helptext id_reason_error"' in html
    assert 'id="id_reason_helptext"' in html
    assert 'id="id_reason_error"' in html
    assert '<fieldset class="field field-error" aria-describedby="id_rating_error">' in html
    assert 'aria-describedby="id_rating_0_desc"' in html


def test_form_never_lets_the_browser_answer_in_its_own_words() -> None:
    assert " required" not in str(Sample())


def test_only_fields_that_may_stay_empty_say_so() -> None:
    assert str(Sample()).count("(boleh kosong)") == 1


def test_typed_text_is_shown_again_and_escaped() -> None:
    html = str(Sample({"reason": "<script>alert(1)</script>", "size": "tiga"}))

    assert "&lt;script&gt;" in html
    assert "<script>" not in html
    assert 'value="tiga"' in html


def test_refusal_of_an_operation_stands_beside_its_field_and_in_the_summary() -> None:
    form = Sample({})
    form.add_error("note", "Tulis catatan setelah masa dibuka.")
    form.add_error(None, "Masa pengajuan berakhir 15 Januari 2026.")

    html = str(form)

    assert html.count("Tulis catatan setelah masa dibuka.") == 2
    assert "<li>Masa pengajuan berakhir 15 Januari 2026.</li>" in html
