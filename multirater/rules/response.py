"""Which counts of answers the desk may read while a round runs (counts of forms, never answers)."""

from __future__ import annotations

FEW_FORMS = 5  # forms about a unit before its answered ones are counted on a page
FEW_PEOPLE = 5  # reviewed people with forms of a side before that side is counted by itself


def is_side_told(asked: int, most: int) -> bool:
    """Say whether the forms of a side must be about enough people, when `most` are asked about one.

    With fewer, the count of the side would be that of one or two people below the threshold.
    """
    return asked > (FEW_PEOPLE - 1) * most


def answered_words(answered: int, shown_from: int) -> str:
    """Return how many forms about one person are answered, in words; below the threshold only that."""
    return str(answered) if answered >= shown_from else f"kurang dari {shown_from}"
