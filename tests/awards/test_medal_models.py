"""Each constraint of medal proposals, their papers and letters: the database itself refuses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from awards.models import MedalLetter, MedalPaper, MedalProposal
from tests.world import NOW, World

from .test_records import a_record


def a_letter(world: World, **changes: Any) -> MedalLetter:
    values = {"addressee": "Gubernur Jawa Tengah", "made_by": world.gita, "made_at": NOW}
    return MedalLetter.objects.create(**{**values, **changes})


def a_proposal(world: World, person: str = "ani", **changes: Any) -> MedalProposal:
    values = {
        "employee": world.people[person],
        "medal": "X",
        "reached_on": date(2025, 3, 1),
        "prepared_by": world.gita,
        "prepared_at": NOW,
        "moved_by": world.gita,
        "moved_at": NOW,
    }
    return MedalProposal.objects.create(**{**values, **changes})


def a_paper(world: World, **changes: Any) -> MedalPaper:
    values = {"proposal": changes.pop("proposal", None) or a_proposal(world), "paper": "SK_CPNS"}
    return MedalPaper.objects.create(**{**values, **changes})


def with_a_file_that_is_missing(world: World) -> None:
    from reviews.models import EvidenceFile

    file = EvidenceFile.objects.create(
        key="a" * 32,
        owner=world.gita,
        name="sk.pdf",
        content_type="application/pdf",
        size=9,
        sha256="0" * 64,
        uploaded_at=NOW,
    )
    a_paper(world, file=file)


def twice(world: World) -> None:
    a_paper(world, proposal=a_paper(world).proposal)


BAD: dict[str, Callable[[World], Any]] = {
    "medal_letter_has_addressee": lambda w: a_letter(w, addressee=""),
    "medal_class_known": lambda w: a_proposal(w, medal="V"),
    "medal_state_known": lambda w: a_proposal(w, state="SELESAI"),
    "medal_once_per_class": lambda w: [a_proposal(w), a_proposal(w)],
    "medal_sent_by_letter": lambda w: a_proposal(w, state="DIUSULKAN"),
    "medal_received_has_record": lambda w: a_proposal(w, state="DITERIMA", letter=a_letter(w)),
    "medal_received_has_record before": lambda w: a_proposal(w, record=a_record(w, kind="SATYA_X")),
    "medal_postponed_has_reason": lambda w: a_proposal(w, state="DITUNDA"),
    "medal_paper_known": lambda w: a_paper(w, paper="KTP"),
    "medal_paper_state_known": lambda w: a_paper(w, state="HILANG"),
    "medal_paper_once": twice,
    "medal_paper_looked_both_or_neither": lambda w: a_paper(w, looked_at=NOW),
    "medal_paper_with_file_is_there": with_a_file_that_is_missing,
}


@pytest.mark.parametrize("name", BAD)
def test_database_refuses(world: World, name: str) -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        BAD[name](world)
    constraint = name.split(maxsplit=1)[0]
    assert constraint in str(refused.value) or constraint.endswith(("_once", "_once_per_class"))
