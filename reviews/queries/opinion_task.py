"""What waits of rounds of 360 feedback: the forms to fill in, the raters to propose."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet
from django.urls import reverse

from appraisal.templatetags.ui import tanggal
from multirater.queries.nomination import waiting_nominations
from multirater.queries.rater import waiting_forms

from .task_source import Found, Source
from .year import Rank, Task, Year


def _unanswered(year: Year, on: date) -> QuerySet[Any]:
    return waiting_forms(OuterRef("pk"), on)


def _give(found: Found) -> Task:
    title = f"Beri umpan balik 360 untuk {found.count} orang"
    until = f", sampai {tanggal(found.due_on)}" if found.due_on else ""
    hint = f"Sekitar 5 menit untuk satu orang{until}. Siapa membaca apa, tertulis di awal formulir."
    href = reverse("multirater:invitation-list")
    return Task(title, hint, href, "Menunggu Anda", "info", Rank.OTHERS, due_on=found.due_on)


def _unproposed(year: Year, on: date) -> QuerySet[Any]:
    return waiting_nominations(OuterRef("pk"), on)


def _propose(found: Found) -> Task:
    hint = "Sampai 8 orang yang mengenal pekerjaan Anda. Bila dilewatkan, semua penilai diundi."
    href = reverse("multirater:nominate", args=[found.pk])
    return Task(
        "Usulkan penilai 360 Anda", hint, href, "Bisa diusulkan", "info", Rank.DATED, due_on=found.due_on
    )


TO_PROPOSE = Source(_unproposed, _propose, due="round__nominate_until")
TO_ANSWER = Source(_unanswered, _give, due="round__answer_until")
