"""Many opinions at once, as `send_opinion` leaves them; the demo city is made of such."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from random import SystemRandom

from django.db import transaction

from appraisal.cipher import encrypt

from ..models import Invitation, Opinion
from ..rules import InvitationStatus
from ..rules.answering import IN_TIME

BATCH = 1000
Answer = tuple[Invitation, dict[int, int | None], dict[int, str]]  # who was asked, scores, words


@transaction.atomic
def send_many(answers: Iterable[Answer]) -> int:
    """Keep the first answers of many invitations of an open round; return how many.

    The caller has seen to it that they are open, and that answers fit the questionnaire. Rows are
    written in random order, so that theirs tells nothing.
    """
    opinions, rows = [], []
    for row, scores, words in answers:
        opinion = Opinion(
            id=uuid.uuid4(),
            reviewee_id=row.reviewee_id,
            side=row.side,
            batch=IN_TIME,
            scores={str(number): scores[number] for number in sorted(scores)},
            words={str(number): words[number] for number in sorted(words)},
        )
        row.status, row.envelope = InvitationStatus.ANSWERED.value, encrypt(str(opinion.pk))
        row.version += 1
        opinions.append(opinion)
        rows.append(row)
    SystemRandom().shuffle(opinions)
    Opinion.objects.bulk_create(opinions, batch_size=BATCH)
    changed = ["status", "envelope", "version"]
    Invitation.objects.bulk_create(
        rows, batch_size=BATCH, update_conflicts=True, unique_fields=["id"], update_fields=changed
    )
    return len(rows)
