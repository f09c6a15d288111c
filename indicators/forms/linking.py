"""Which result of the leader each of one's results serves, all on one page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from ..models import Result
from ..rules import same_words

TEXT_SHOWN = 90  # letters of a leader's result in a list


class LinkForm(forms.Form):
    """One list per result without link; what stays unchosen is left as it is."""

    def __init__(
        self, *args: Any, rows: Sequence[tuple[int, Result]], offered: Sequence[Result], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows, self.offered = list(rows), {str(row.pk): row for row in offered}
        choices = [("", "Belum menautkan"), *((key, _short(row.text)) for key, row in self.offered.items())]
        by_words = {same_words(row.text): key for key, row in self.offered.items()}
        for number, row in self.rows:
            words = row.supports_text or row.no_support_reason
            self.fields[f"hasil_{row.pk}"] = forms.ChoiceField(
                label=f"{number}. {row.text}",
                choices=choices,
                required=False,
                initial=by_words.get(same_words(row.supports_text), ""),
                help_text=f"Tulisan Anda sekarang: {_short(words)}" if words else "",
            )

    def links(self) -> dict[int, int]:
        """Return what was chosen: own result -> the leader's."""
        chosen = {row.pk: self.cleaned_data[f"hasil_{row.pk}"] for _, row in self.rows}
        return {pk: int(key) for pk, key in chosen.items() if key}

    def mine(self) -> dict[str, str]:
        """Return what was chosen in words, for the page that shows both texts."""
        return {
            f"{number}. {_short(row.text)}": self.offered[self.cleaned_data[f"hasil_{row.pk}"]].text
            for number, row in self.rows
            if self.cleaned_data[f"hasil_{row.pk}"]
        }


def _short(text: str) -> str:
    return text if len(text) <= TEXT_SHOWN else f"{text[: TEXT_SHOWN - 1].rstrip()}…"
