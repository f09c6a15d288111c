"""Sending an opinion: kept apart from who sent it, without an event and without a time (ADR 0023)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from appraisal.access import require
from appraisal.cipher import Unreadable, decrypt, encrypt
from appraisal.errors import Conflict, Refused
from appraisal.locking import share_round
from appraisal.versions import change
from organizations.models import Employee

from ..access.rater import door_of, may_answer
from ..models import Invitation, Item, Opinion
from ..rules import NOT_SEEN, InvitationStatus, ItemKind, Side
from ..rules.answering import IN_TIME, LATE, WORDS_LIMIT, Door, has_seen_enough, least_seen
from .scatter import hold_group, scatter

Scores = dict[int, int | None]
Words = dict[int, str]
ANSWERED = InvitationStatus.ANSWERED.value
LOST = "Jawaban Anda tersimpan, tetapi tidak bisa dibuka lagi untuk diubah."
TWICE = "Formulir ini sudah Anda kirim dari tab atau perangkat lain."


@transaction.atomic
def send_opinion(
    *, invitation: Invitation, version: int, scores: Scores, words: Words, by: Employee, at: datetime
) -> Invitation:
    """Keep the answers of an invitation, or replace those sent before; the same answers twice change nothing.

    `scores` holds by number of the item 1 (the lowest label) upwards, or None for "belum sempat melihat".
    Writes no event, for an event has a time. Raise Denied outside the days and for anybody else, Refused for
    answers that do not fit the questionnaire, Conflict when another tab was faster.
    """
    share_round(invitation.round_id)
    hold_group(invitation.reviewee_id)
    rows = Invitation.objects.select_related("round__questionnaire", "reviewee")
    row = rows.select_for_update(of=("self",)).get(pk=invitation.pk)
    on = timezone.localdate(at)
    require(may_answer(by, row, on))
    items = items_of(row)
    words = {number: text.strip() for number, text in words.items() if text.strip()}
    check_answers(row, items, scores, words)

    kept = opinion_of(row)
    if kept is not None and (kept.scores, kept.words) == (_stored(scores), _stored(words)):
        return row
    if row.version != version:
        raise Conflict(TWICE, theirs=_told(row, items, kept), version=row.version)
    opinion = kept or Opinion(id=uuid.uuid4(), reviewee=row.reviewee, side=row.side)
    opinion.scores, opinion.words = _stored(scores), _stored(words)
    opinion.batch = IN_TIME if door_of(row.round, on) == Door.OPEN else LATE
    envelope = row.envelope or encrypt(str(opinion.pk))
    change(row, expect=version, where={"status": row.status}, status=ANSWERED, envelope=envelope)
    opinion.save(force_insert=kept is None)
    scatter(row)
    return row


def opinion_of(invitation: Invitation) -> Opinion | None:
    """Open the envelope of an invitation: what was sent, or nothing yet.

    Raise Refused when the key of the envelope is lost, or when the form was written anew since.
    """
    if not invitation.envelope:
        return None
    try:
        found = Opinion.objects.filter(pk=decrypt(invitation.envelope)).first()
    except Unreadable:
        found = None
    if found is None:
        raise Refused(LOST)
    return found


def items_of(invitation: Invitation) -> list[Item]:
    """Return the questions about this person, the open ones first (one query)."""
    return asked_of(invitation.round.questionnaire.items.all(), is_leader=invitation.reviewee.is_leader)


def asked_of(items: Iterable[Item], *, is_leader: bool) -> list[Item]:
    """Return which questions are asked about a person, in the order of the form: words before frequencies."""
    asked = [item for item in items if is_leader or not item.only_leaders]
    return sorted(asked, key=lambda item: (item.kind != ItemKind.TEXT, item.number))


def answers_in_words(items: list[Item], scale: list[str], scores: Scores, words: Words) -> dict[str, str]:
    """Return by question what somebody answered, as a person reads it."""
    told = {}
    for item in items:
        score = scores.get(item.number)
        chosen = NOT_SEEN if score is None else scale[score - 1]
        told[item.text] = words.get(item.number, "") if item.kind == ItemKind.TEXT else chosen
    return told


def _stored(answers: Scores | Words) -> dict[str, int | str | None]:
    return {str(number): answers[number] for number in sorted(answers)}


def check_answers(row: Invitation, items: list[Item], scores: Scores, words: Words) -> None:
    """Raise Refused unless the answers fit the questionnaire and enough of the work was seen."""
    scale = {item.number for item in items if item.kind == ItemKind.SCALE}
    open_questions = {item.number for item in items if item.kind == ItemKind.TEXT}
    highest = len(row.round.questionnaire.scale)
    if set(scores) != scale or not set(words) <= open_questions:
        raise Refused("Pertanyaannya sudah berubah. Buka lagi formulirnya.")
    if any(score is not None and not 1 <= score <= highest for score in scores.values()):
        raise Refused("Pilih salah satu jawaban dari daftar.")
    if any(len(text) > WORDS_LIMIT for text in words.values()):
        raise Refused(f"Tulisan paling panjang {WORDS_LIMIT} huruf.")
    if not scale and not words:
        raise Refused("Tulis sedikitnya satu jawaban.")
    if not has_seen_enough(scores, scale):
        raise Refused(_too_little(row, len(scale)))


def _too_little(row: Invitation, count: int) -> str:
    asked = f"Formulir ini berarti bila sedikitnya {least_seen(count)} dari {count} perilaku terjawab."
    if row.side == Side.SELF:
        return asked
    return f"{asked} Bila belum, “Saya belum cukup mengenal pekerjaannya” adalah jawaban yang lebih tepat."


def _told(row: Invitation, items: list[Item], kept: Opinion | None) -> dict[str, str]:
    """Return by question what this rater sent before."""
    if kept is None:
        return {}
    scale = row.round.questionnaire.scale
    return answers_in_words(items, scale, kept.numbered_scores, kept.numbered_words)
