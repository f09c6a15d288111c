"""Tags and filters of the pages: keys of a form, cards, Indonesian dates and numbers."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django import template
from django.conf import settings
from django.core.signing import Signer
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()  # noqa: SIM905
DAYS = "Senin Selasa Rabu Kamis Jumat Sabtu Minggu".split()  # noqa: SIM905
OWNER = Signer(salt="form-owner")
LONG_AGO = 60  # days; beyond them people think in months, and after a year in dates
SLIDE_AFTER = 10 * 60  # seconds; a session is written back at most this often (middleware.PrivatePages)


# --- Forms -----------------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def form_keys(context: dict[str, Any], owner: bool = True, once: bool = True) -> SafeString:
    """Return the hidden keys of a form: against forgery, against sending twice, and whose text it is.

    A part that is included with `only` has to be given `request` and `csrf_token`; without them this
    raises KeyError, because the browser's form would be refused.
    """
    keys = _hidden("csrfmiddlewaretoken", str(context["csrf_token"]))
    if once:
        keys += _hidden("_once", uuid.uuid4().hex)
    user = getattr(context["request"], "user", None)
    if owner and user is not None and user.is_authenticated:
        keys += _hidden("_owner", OWNER.sign(str(user.pk)))
    return keys


def _hidden(name: str, value: str) -> SafeString:
    return format_html('<input type="hidden" name="{}" value="{}">', name, value)


@register.simple_tag
def error_summary(form: Any) -> SafeString:
    """Return the error summary of a form, once: the form itself leaves it out afterwards."""
    if not form or not getattr(form, "errors", None):
        return SafeString("")
    form.is_summed_up = True
    return form.render("forms/errors.html", {"form": form})


@register.simple_tag
def session_seconds() -> int:
    """Return how long an untouched session lives at least, in seconds."""
    return settings.SESSION_COOKIE_AGE - SLIDE_AFTER


# --- Components with a body --------------------------------------------------------------------


@register.simple_block_tag
def card(content: str, title: str = "", href: str = "", link: str = "Ubah", level: int = 2) -> str:
    """Frame a part of a page, with an optional link at its right. Not for a single sentence."""
    context = {"content": content, "title": title, "href": href, "link": link, "level": level}
    return render_to_string("components/card.html", context)


# --- Dates ---------------------------------------------------------------------------------


def _local(value: Any) -> Any:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


@register.filter
def tanggal(value: date | datetime | None) -> str:
    """Format a date as "22 November 2026"; nothing for nothing."""
    if not isinstance(value, date):
        return value or ""
    value = _local(value)
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


@register.filter
def bulan(value: date) -> str:
    """Format the month of a date as "Oktober 2026"."""
    return f"{MONTHS[value.month - 1]} {value.year}"


@register.filter
def waktu(value: datetime | date | None) -> str:
    """Format a moment as "22 November 2026 pukul 10.42", in the time zone of the agency."""
    if not isinstance(value, datetime):
        return tanggal(value)
    value = _local(value)
    return f"{tanggal(value)} pukul {value:%H.%M}"


@register.filter
def berhari(value: datetime | date | None) -> str:
    """Format a date or a moment with its day: "Rabu, 25 November 2026 pukul 10.00"."""
    if not isinstance(value, date):
        return value or ""
    return f"{DAYS[_local(value).weekday()]}, {waktu(value)}"


@register.filter
def hari(value: date | datetime | None, today: date) -> str:
    """Say a date in words as seen from today: "hari ini", "2 hari lagi", "sejak 12 November 2026"."""
    if value is None:
        return ""
    day = _local(value)
    days = ((day.date() if isinstance(day, datetime) else day) - today).days
    near = {0: "hari ini", 1: "besok", -1: "kemarin"}
    if days in near:
        return near[days]
    return f"{days} hari lagi" if 0 < days <= 30 else f"{'sampai' if days > 0 else 'sejak'} {tanggal(value)}"


@register.filter
def lalu(value: date | datetime | None, today: date) -> str:
    """Say how long ago a day was: "hari ini", "kemarin", "12 hari lalu", "3 bulan lalu"; else the date."""
    if value is None:
        return ""
    day = _local(value)
    days = (today - (day.date() if isinstance(day, datetime) else day)).days
    if days > LONG_AGO:
        return f"{days // 30} bulan lalu" if days <= 365 else tanggal(value)
    return f"{days} hari lalu" if days > 1 else hari(value, today)


# --- Numbers and names -------------------------------------------------------------------------


@register.filter
def angka(value: Any, places: int | None = None) -> str:
    """Format a number as "1.240" or "1,5"; with `places` always that many digits after the comma."""
    if value is None or value == "":
        return ""
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    if not number.is_finite():
        return str(value)
    text = f"{number:,.{places}f}" if places is not None else f"{number:,f}"
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


@register.filter
def bita(size: int) -> str:
    """Format bytes as people know them from their phone: "240 KB", "1,4 MB"."""
    kibi, mebi = 1024, 1024 * 1024
    if size < mebi:
        return f"{angka(-(-size // kibi))} KB"
    return f"{angka(round(Decimal(size) / mebi, 1))} MB"


def _percent(value: Any, total: Any) -> Decimal:
    return Decimal(str(value)) * 100 / Decimal(str(total)) if total else Decimal(0)


@register.filter
def persen(value: Any, total: Any = 100) -> str:
    """Format a share of a total as "83,6%"."""
    return f"{angka(_percent(value, total).quantize(Decimal('0.1')))}%"


@register.filter
def share(value: Any, total: Any) -> str:
    """Return a share of a total as a width for SVG, such as "83.6%"."""
    return f"{min(max(_percent(value, total), Decimal(0)), Decimal(100)):.1f}%"


@register.filter
def nip(value: Any) -> str:
    """Group the 18 digits of a NIP for reading: "19660801 198803 1 001"."""
    text = str(value or "")
    if len(text) != 18 or not text.isdigit():
        return text
    return f"{text[:8]} {text[8:14]} {text[14]} {text[15:]}"


@register.filter
def person(value: Any) -> str:
    """Return the name of a person with titles."""
    return str(getattr(value, "full_name", None) or value or "")


@register.filter
def initials(value: Any) -> str:
    """Return up to two initials of a name, without titles."""
    words = [word for word in person(value).split(",")[0].split() if "." not in word]
    return "".join(word[0] for word in words[:2]).upper()
