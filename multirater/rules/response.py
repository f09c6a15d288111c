"""Which counts of answers the desk may read while a round runs (counts of forms, never answers)."""

from __future__ import annotations

FEW_FORMS = 5  # forms about a unit before its answered ones are counted on a page
FEW_PEOPLE = 5  # reviewed people before the answers of one side are counted


def answered_words(answered: int, shown_from: int) -> str:
    """Return how many forms about one person are answered, in words; below the threshold only that."""
    return str(answered) if answered >= shown_from else f"kurang dari {shown_from}"
