"""Numbers as they are given: by the agency's pattern, once each, and never changed."""

from __future__ import annotations

from typing import Any

import pytest

from organizations.models import Agency
from reviews import documents
from reviews.models import Document
from reviews.rules.document import DocumentKind
from tests.documents.test_issue import frozen_plan, issue_plan, quick, shared
from tests.world import NOW, World

__all__ = ["quick"]
LETTER = "800/{urut}/BKD/{bulan_romawi}/{tahun}"


def test_kinds_that_a_pattern_does_not_tell_apart_count_together(world: World, quick: list[Any]) -> None:
    Agency.objects.update(number_pattern=LETTER)
    evaluation = shared(world)

    numbers = [issue_plan(world, evaluation.plan).number] + [
        documents.issue(kind=kind, evaluation=evaluation, by=world.ani, at=NOW).number
        for kind in (DocumentKind.EVALUATION, DocumentKind.EVALUATION_RECORD)
    ]

    assert numbers == [f"800/000{serial}/BKD/XI/2026" for serial in (1, 2, 3)]


@pytest.mark.parametrize("later", ["SKP-{tahun}-{urut}", LETTER])
def test_another_pattern_leaves_old_numbers_and_never_repeats_one(
    world: World, quick: list[Any], later: str
) -> None:
    old = issue_plan(world, frozen_plan(world))
    Agency.objects.update(number_pattern=later)

    new = issue_plan(world, frozen_plan(world, "fajar"), "gita")

    old.refresh_from_db()
    assert old.number == "SKP-2026-0001"
    assert new.number == ("800/0001/BKD/XI/2026" if later == LETTER else "SKP-2026-0002")
    assert Document.objects.values("number").distinct().count() == 2
