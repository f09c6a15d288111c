"""What fields accept: Indonesian numbers and dates, safe text, links to evidence."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError

from .errors import Conflict, Denied, Refused
from .renderer import SENTENCES, BoundField, Renderer
from .templatetags.ui import MONTHS

__all__ = [
    "BoundField",
    "Checkboxes",
    "DateInput",
    "DecimalInput",
    "EvidenceUrl",
    "LongText",
    "Radios",
    "Renderer",
    "ShortText",
    "add_refusal",
    "refusals",
]

# --- Refusals ---------------------------------------------------------------------------------


def add_refusal(form: forms.Form, refused: Refused) -> None:
    """Show a refusal at its field, or above the form when the form has no such field."""
    form.add_error(refused.field if refused.field in form.fields else None, str(refused))


@contextlib.contextmanager
def refusals(form: forms.Form) -> Iterator[None]:
    """Turn an anticipated refusal into an error of the form; Denied and Conflict have pages of their own."""
    try:
        yield
    except (Denied, Conflict):
        raise
    except Refused as refused:
        add_refusal(form, refused)


# --- Choices ----------------------------------------------------------------------------------


class Described(forms.RadioSelect):
    """Choices with a description under each label."""

    def __init__(self, *args: Any, descriptions: dict[Any, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.descriptions = descriptions or {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Tie the description to the button for screen readers."""
        option = super().create_option(name, value, *args, **kwargs)
        option["description"] = self.descriptions.get(getattr(value, "value", value), "")
        if option["description"] and "id" in option["attrs"]:
            option["attrs"]["aria-describedby"] = f"{option['attrs']['id']}_desc"
        return option


class Radios(Described):
    """Radio buttons with a description under each label."""


class Checkboxes(Described, forms.CheckboxSelectMultiple):
    """Check boxes with a description under each label."""

    input_type = "checkbox"


# --- Text -------------------------------------------------------------------------------------

CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")
BREAKS = re.compile(r"\r\n|[\r\x0b\x0c\u2028\u2029]")
UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")


class LongText(forms.CharField):
    """Text of several lines, as people paste it from Word and WhatsApp.

    Line ends become one character, so that the limit counts what the person sees; control
    characters go. The browser gets no `maxlength`, which would cut a pasted text without a word.
    """

    widget: Any = forms.Textarea

    def __init__(self, *, max_length: int = 5000, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> str:
        """Return the text, or refuse what no database and no PDF can hold."""
        text = str(value) if value is not None else ""
        if UNSTORABLE.search(text):
            raise ValidationError(SENTENCES["null_characters_not_allowed"], code="unstorable")
        return super().to_python(CONTROL.sub("", BREAKS.sub("\n", text))) or ""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Tell the script of the page where the limit lies, for its counter."""
        if not isinstance(widget, forms.Textarea):
            return {}
        rows = str(widget.attrs["rows"])
        return {"data-limit": str(self.max_length), "rows": "5" if rows == "10" else rows}  # 10: not chosen


class ShortText(LongText):
    """Text of one line."""

    widget: Any = forms.TextInput

    def __init__(self, *, max_length: int = 300, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> str:
        """Return the text on one line."""
        return " ".join(super().to_python(value).split())


class EvidenceUrl(ShortText):
    """A link to evidence: https only, because people will press it."""

    widget = forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 2000, **kwargs})

    def to_python(self, value: Any) -> str:
        """Return the address; one without a scheme becomes https."""
        raw = str(value or "").strip()
        if not raw:
            return ""
        if re.search(r"[\x00-\x20\x7f\u2028\u2029\ud800-\udfff<>\"'`\\]", raw):
            raise ValidationError("Salin tautannya tanpa spasi atau tanda petik.", code="url")
        if re.fullmatch(r"[\w-]+(\.[\w-]+)+(/.*)?", raw):
            raw = f"https://{raw}"
        if not _is_https(raw):
            raise ValidationError(
                "Tulis tautan yang diawali https://, misalnya https://drive.google.com/…", code="url"
            )
        return raw


def _is_https(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    if parts.scheme != "https" or "@" in parts.netloc:
        return False
    return re.fullmatch(r"[\w-]{1,63}(\.[\w-]{1,63})+", host) is not None and len(host) <= 253


# --- Numbers and dates --------------------------------------------------------------------------

GROUPED = re.compile(r"[1-9][0-9]{0,2}(\.[0-9]{3})+")
PLAIN = re.compile(r"[0-9]+")


def parse_decimal(text: str) -> Decimal | None:
    """Return the number that an Indonesian text means, or None when it means none.

    "1.000" is one thousand and "1,5" one and a half. A single dot that cannot group thousands is
    a decimal point, because calculators and phones write it: "1.5", "0.125", "1234.5".
    """
    sign, digits = ("-", text[1:]) if text[:1] in {"-", "\u2212"} else ("", text)
    whole, comma, rest = digits.partition(",")
    if GROUPED.fullmatch(whole):
        whole = whole.replace(".", "")
    elif not comma and whole.count(".") == 1:
        whole, comma, rest = whole.partition(".")
    if not PLAIN.fullmatch(whole) or (comma and not PLAIN.fullmatch(rest)):
        return None
    return Decimal(f"{sign}{whole}.{rest or 0}")


class DecimalInput(forms.Field):
    """A number as people in Indonesia write it; exact, never a float."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "input-number"})

    def __init__(
        self,
        *,
        min_value: Decimal | int | None = None,
        max_value: Decimal | int | None = None,
        max_digits: int = 15,
        decimal_places: int = 4,
        **kwargs: Any,
    ) -> None:
        self.min_value, self.max_value = min_value, max_value
        self.max_digits, self.decimal_places = max_digits, decimal_places
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Decimal | None:
        """Return the number, or refuse with the way to write it."""
        text = str(value).strip() if value is not None else ""
        if not text:
            return None
        number = parse_decimal(text) if len(text) <= 60 else None
        if number is None:
            raise ValidationError(
                "Tulis angkanya saja, misalnya 12, 1.000 atau 1,5. Satuan ditulis terpisah.", code="number"
            )
        return self._stored(number)

    def _stored(self, number: Decimal) -> Decimal:
        """Return the number without idle zeros, when the column can hold it."""
        _, digits, exponent = number.as_tuple()
        places = -int(exponent)
        while places and digits[-1] == 0:
            digits, places = digits[:-1], places - 1
        if places > self.decimal_places:
            limit = f"paling banyak {self.decimal_places} angka" if self.decimal_places else "tanpa angka"
            raise ValidationError(f"Tulis {limit} di belakang koma.", code="places")
        whole = len(str(abs(int(number))))
        if whole > self.max_digits - self.decimal_places:
            raise ValidationError(
                f"Tulis paling banyak {self.max_digits - self.decimal_places} angka di depan koma.",
                code="digits",
            )
        return number.quantize(Decimal(1).scaleb(-places))

    def validate(self, value: Decimal | None) -> None:
        """Refuse numbers outside the limits and say the limit."""
        super().validate(value)
        if value is None:
            return
        if self.min_value is not None and value < self.min_value:
            raise ValidationError(f"Tulis angka paling kecil {_written(self.min_value)}.", code="min_value")
        if self.max_value is not None and value > self.max_value:
            raise ValidationError(f"Tulis angka paling besar {_written(self.max_value)}.", code="max_value")

    def prepare_value(self, value: Any) -> Any:
        """Show a stored number as a person would type it, and typed text as it was typed."""
        return _written(value) if isinstance(value, int | Decimal) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare numbers, not spellings."""
        try:
            return self.to_python(data) != (None if initial in (None, "") else Decimal(str(initial)))
        except ValidationError:
            return True


def _written(number: Decimal | int) -> str:
    text = f"{number:f}" if isinstance(number, Decimal) else str(number)
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


NUMERIC_DATE = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})")
ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
WORD_DATE = re.compile(r"([0-9]{1,2}) ([A-Za-z]{3,9}) ([0-9]{4})")


def parse_date(text: str) -> date | None:
    """Return the date of "22-11-2026", "22/11/2026", "2026-11-22" or "22 November 2026", else None.

    Raises ValueError when it is written well but not in the calendar.
    """
    if match := ISO_DATE.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := NUMERIC_DATE.fullmatch(text):
        day, month, year = int(match[1]), int(match[3]), int(match[4])
    elif match := WORD_DATE.fullmatch(" ".join(text.split())):
        months = [
            number for number, name in enumerate(MONTHS, 1) if name.lower().startswith(match[2].lower())
        ]
        if len(months) != 1:
            return None
        day, month, year = int(match[1]), months[0], int(match[3])
    else:
        return None
    return date(year, month, day)


class DateInput(forms.Field):
    """A date in one text box: easier to type and to paste than three lists."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "class": "input-date"})

    def to_python(self, value: Any) -> date | None:
        """Return the date, or refuse with the way to write it."""
        if isinstance(value, date):
            return value.date() if isinstance(value, datetime) else value
        text = str(value).strip() if value is not None else ""
        if not text:
            return None
        try:
            day = parse_date(text)
        except ValueError:
            raise ValidationError(
                f"Tanggal {text[:20]} tidak ada di kalender. Periksa hari dan bulannya.", code="calendar"
            ) from None
        if day is None:
            raise ValidationError("Tulis tanggal seperti 22-11-2026.", code="date")
        if not 1900 <= day.year <= 2200:
            raise ValidationError("Periksa tahunnya. Tulis tanggal seperti 22-11-2026.", code="year")
        return day

    def prepare_value(self, value: Any) -> Any:
        """Show a stored date as a person would type it."""
        return f"{value:%d-%m-%Y}" if isinstance(value, date) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare days, not spellings."""
        try:
            return self.to_python(data) != self.to_python(initial)
        except ValidationError:
            return True
