"""Opening a survey, and keeping an answer apart from who gave it: without an event and without a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from random import SystemRandom
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Refused
from indicators.models import Period
from multirater.rules.masking import mask
from organizations.models import Employee

from ..access.survey import may_answer_survey, may_run_surveys
from ..models import Survey, SurveyAnswer, SurveyDone
from ..queries.survey import all_names, group_in, group_sizes
from ..rules.survey import STATEMENTS, WORDS_LIMIT, kept_group
from ..rules.themes import themes_of

CROWD = 20  # other answers that are written anew beside each one
TWICE = "Anda sudah mengisi survei ini. Terima kasih; jawaban pertama yang disimpan."


def open_survey(
    *, period: Period, name: str, purpose: str, opens_on: date, closes_on: date, by: Employee, at: datetime
) -> Survey:
    """Ask everybody after a year; once for a year, from its annual evaluation on.

    Raise Denied for anybody but BKD admins, Refused with the field for days that make no sense, for a year
    that is not so far and for a second survey of it.
    """
    on = timezone.localdate(at)
    require(may_run_surveys(by, on))
    if period.opened_at is None or period.annual_from > on:
        raise Refused("Survei dibuka setelah evaluasi tahunan dimulai.")
    if opens_on < on:
        raise Refused("Survei dibuka paling cepat hari ini.", "opens_on")
    if closes_on < opens_on:
        raise Refused("Tanggal tutup tidak boleh sebelum tanggal buka.", "closes_on")
    days = {"opens_on": opens_on, "closes_on": closes_on}
    try:
        with transaction.atomic():
            row = Survey.objects.create(
                period=period,
                name=name.strip(),
                purpose=purpose.strip(),
                **days,
                sizes=group_sizes(on),
                opened_by=by,
                opened_at=at,
            )
            audit.record(action="survey.opened", by=by, at=at, target=row, after=days)
    except IntegrityError as error:
        raise Refused("Tahun ini sudah punya survei.") from error
    return row


@transaction.atomic
def answer_survey(
    *, survey: Survey, scores: Mapping[str, int], wish: str, by: Employee, at: datetime
) -> None:
    """Keep an answer without its person, and beside it that this person has answered.

    Who answers is locked out of a second answer by the row in `SurveyDone`; nothing leads from there to the
    answer. Names, numbers and days are taken out of the text before it is kept. Raise Denied outside the
    days, Refused for a second answer and for scores that do not fit.
    """
    row = Survey.objects.select_for_update(no_key=True).get(pk=survey.pk)  # one after the other
    on = timezone.localdate(at)
    require(may_answer_survey(row, on))
    if set(scores) != set(STATEMENTS) or not all(1 <= score <= 5 for score in scores.values()):
        raise Refused("Pilih satu jawaban untuk tiap pernyataan.")
    if len(wish) > WORDS_LIMIT:
        raise Refused(f"Tulisan paling panjang {WORDS_LIMIT} huruf.", "wish")
    if SurveyDone.objects.filter(survey=row, employee=by).exists():
        raise Refused(TWICE)
    SurveyDone.objects.create(survey=row, employee=by)
    text = mask(wish.strip(), all_names()) if wish.strip() else ""
    answer = SurveyAnswer(survey=row, wish=text, theme=themes_of(text)[0] if text else "", **scores)
    answer.group = kept_group(group_in(by, on), row.sizes)
    _scatter(row, answer)


def _scatter(survey: Survey, answer: SurveyAnswer) -> None:
    """Write an answer in the midst of others, so that the order of a table leads to nobody.

    A table keeps who was written when (ctid and xmin on PostgreSQL, rowid on SQLite). So each answer is
    written together with a random crowd of those before, in random order.
    """
    rows = SurveyAnswer.objects.filter(survey=survey)
    keys = list(rows.order_by().values_list("pk", flat=True))
    chance = SystemRandom()
    crowd = list(rows.filter(pk__in=chance.sample(keys, min(CROWD, len(keys)))))
    rows.filter(pk__in=[one.pk for one in crowd]).delete()
    _write([*crowd, answer], chance)


def _write(rows: Iterable[Any], chance: SystemRandom) -> None:
    shuffled = list(rows)
    chance.shuffle(shuffled)
    SurveyAnswer.objects.bulk_create(shuffled)
