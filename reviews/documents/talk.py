"""A planned talk as a calendar file (RFC 5545): when, where and with whom, and nothing of what is said."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar
from icalendar import Event as CalendarEntry

from organizations.models import Employee

from ..models import Talk

LASTS = timedelta(minutes=45)


def calendar_file(talk: Talk, *, other: Employee, address: str, at: datetime) -> bytes:
    """Return the file that puts a talk into a calendar, or takes a cancelled one out of it.

    `other` is who the reader talks with, `address` the page of the talk. The name of the entry stays
    the same for ever and its sequence grows with the version, so that a second file replaces the first.
    """
    zone = ZoneInfo(settings.TIME_ZONE)
    is_off = talk.cancelled_at is not None
    entry = CalendarEntry()
    entry.add("uid", f"dialog-{talk.pk}@{urlsplit(address).hostname}")
    entry.add("sequence", talk.version)
    entry.add("dtstamp", at)
    entry.add("dtstart", talk.planned_at.astimezone(zone))
    entry.add("dtend", (talk.planned_at + LASTS).astimezone(zone))
    entry.add("summary", f"Dialog kinerja dengan {other.full_name}")
    if talk.place:
        entry.add("location", talk.place)
    entry.add("url", address)
    entry.add("description", f"Pokok bahasan: {address}")
    entry.add("class", "PRIVATE")
    entry.add("status", "CANCELLED" if is_off else "CONFIRMED")
    file = Calendar()
    file.add("prodid", "-//Capaian//Dialog kinerja//ID")
    file.add("version", "2.0")
    file.add("method", "CANCEL" if is_off else "PUBLISH")
    file.add_component(entry)
    file.add_missing_timezones()
    return file.to_ical()
