"""Closing a round: from now on nothing tells in which order answers came, and texts become comments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from uuid import uuid4

from django.db import connection, transaction
from django.db.models import Count
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Conflict
from appraisal.locking import take_round
from appraisal.versions import change
from organizations.models import Employee
from organizations.rules.wording import Names

from ..access.release import may_close
from ..models import Comment, CommentStatus, Item, Opinion, Reviewee, Round
from ..queries.asked import invited
from ..queries.names import names_in
from ..rules import SEALED, STATUS_LABELS, ItemKind, RoundStatus, Side
from ..rules.answering import IN_TIME
from ..rules.disclosure import grouped, is_enough
from ..rules.masking import flag_of, mask

BATCH = 2000  # comments made at a time


@transaction.atomic
def close_round(*, row: Round, version: int, by: Employee, at: datetime, early: bool = False) -> Round:
    """End the answering, write every form anew in random order and make comments of the texts.

    Raise Denied before the last day unless `early`, Conflict when somebody closed it first.
    """
    row = held_alone(row)
    if row.version != version:
        raise Conflict(theirs={"Keadaan": STATUS_LABELS[RoundStatus(row.status)]}, version=row.version)
    require(may_close(by, row, timezone.localdate(at), early=early))

    closed = {"status": RoundStatus.CLOSED.value, "closed_at": at}
    change(row, expect=version, where={"status": RoundStatus.OPEN}, **closed)
    write_anew(row, IN_TIME)
    make_comments(row, IN_TIME)
    audit.record(action="round.closed", by=by, at=at, target=row, note="lebih awal" if early else "")
    return row


def held_alone(row: Round) -> Round:
    """Wait until nobody is sending an opinion, keep new ones out, and return the round as it is now."""
    take_round(row.pk)
    rows = Round.objects.select_for_update(of=("self",)).select_related("questionnaire", "period")
    return rows.get(pk=row.pk)


# --- Forms ------------------------------------------------------------------------------------


def write_anew(row: Round, batch: int) -> None:
    """Write the forms of a batch again in the order of their random keys, so that no row tells when it came.

    Rows of a table lie in the order in which they were written, and PostgreSQL keeps beside each the number
    of its transaction: that of an answer is also beside its invitation. Afterwards it is the closing's. The
    database does it by itself, by way of a table that ends with these lines: a hundred thousand forms.
    """
    forms, anew = connection.ops.quote_name(Opinion._meta.db_table), "opinions_anew"
    people = f"SELECT id FROM {connection.ops.quote_name(Reviewee._meta.db_table)} WHERE round_id = %s"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE {anew} AS SELECT * FROM {forms} WHERE 1 = 0")
        cursor.execute(
            f"INSERT INTO {anew} SELECT * FROM {forms} WHERE batch = %s AND reviewee_id IN ({people})",
            [batch, row.pk],
        )
        cursor.execute(f"DELETE FROM {forms} WHERE id IN (SELECT id FROM {anew})")
        cursor.execute(f"INSERT INTO {forms} SELECT * FROM {anew} ORDER BY id")
        cursor.execute(f"DROP TABLE {anew}")


def sizes_of(row: Round, batch: int) -> dict[tuple[int, Side], int]:
    """Return how many forms of a batch each side sent about each person (one query)."""
    forms = Opinion.objects.filter(reviewee__round=row, batch=batch)
    counts = forms.values_list("reviewee_id", "side").annotate(count=Count("pk")).order_by("reviewee_id")
    return {(reviewee, Side(side)): count for reviewee, side, count in counts}


# --- Comments ---------------------------------------------------------------------------------


def make_comments(row: Round, batch: int) -> None:
    """Make one comment of each text of a batch, masked, under a random key, where its group may be shown.

    What is hidden makes none; what somebody should look at first waits. The superior's are the superior's.
    """
    questions = row.questionnaire.items.filter(kind=ItemKind.TEXT)
    items, names, places = {item.number: item for item in questions}, names_in(row), _places(row, batch)
    for pile in _piles(_texts(row, batch, places)):
        comments = [_comment(text, items, names, batch) for text in pile]
        Comment.objects.bulk_create(sorted(comments, key=lambda comment: comment.pk))


Text = tuple[int, str, int, str]  # reviewee, sides that it is shown under, number of the item, words


def _places(row: Round, batch: int) -> dict[tuple[int, Side], str]:
    """Return under which sides the texts of a side about a reviewee are shown; hidden sides are not there."""
    sizes = sizes_of(row, batch)
    places: dict[tuple[int, Side], str] = {}
    for reviewee, sides in invited(row).items():
        sealed = {side: sizes.get((reviewee, side), 0) for side in SEALED if side in sides}
        for group in grouped(sealed, row.shown_from):
            if is_enough(sum(sealed[side] for side in group), row.shown_from):
                places |= {(reviewee, side): " ".join(group) for side in group}
        places[reviewee, Side.SUPERIOR] = Side.SUPERIOR.value
    return places


def _texts(row: Round, batch: int, places: dict[tuple[int, Side], str]) -> Iterator[Text]:
    forms = Opinion.objects.filter(reviewee__round=row, batch=batch).order_by("reviewee_id", "pk")
    for reviewee, side, words in forms.values_list("reviewee_id", "side", "words").iterator(BATCH):
        shown = places.get((reviewee, Side(side)))
        if shown:
            yield from (
                (reviewee, shown, int(number), text) for number, text in words.items() if text.strip()
            )


def _piles(texts: Iterable[Text]) -> Iterator[list[Text]]:
    """Return the texts in piles, those about one person never in two, so that each pile can be shuffled."""
    pile: list[Text] = []
    for _, about_one in groupby(texts, key=lambda text: text[0]):
        pile += about_one
        if len(pile) >= BATCH:
            yield pile
            pile = []
    yield pile


def _comment(text: Text, items: dict[int, Item], names: Names, batch: int) -> Comment:
    reviewee, sides, number, words = text
    masked = mask(words.strip(), names)
    flag = flag_of(masked)
    return Comment(
        id=uuid4(),
        reviewee_id=reviewee,
        item=items[number],
        theme=items[number].theme,
        sides=sides,
        batch=batch,
        text=masked,
        flag=flag[:40],
        status=CommentStatus.WAITING if flag else CommentStatus.SHOWN,
    )
