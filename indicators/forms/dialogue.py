"""The superior's answer to a plan: suggestions for the whole, per result and per behaviour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from appraisal.forms import LongText

REMARK_AT_MOST, SUGGESTION_AT_MOST = 2000, 4000


class AnswerForm(forms.Form):
    """Every text may stay empty; to give a plan back one is needed, to agree there must be none."""

    def __init__(
        self,
        *args: Any,
        results: Iterable[tuple[int, str]],
        values: Iterable[tuple[int, str]],
        agreeing: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.agreeing = agreeing
        for pk, name in results:
            self.fields[f"hasil_{pk}"] = _remark(name)
        for pk, name in values:
            self.fields[f"nilai_{pk}"] = _remark(name)
        self.fields["suggestion"] = LongText(
            label="Saran untuk keseluruhan",
            max_length=SUGGESTION_AT_MOST,
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    def clean(self) -> dict[str, Any]:
        """Refuse to give back without a word, and to agree over words that would be lost."""
        written = next((name for name, text in self.cleaned_data.items() if text), "")
        if self.agreeing and written:
            told = "Anda menulis saran. Kirim sarannya, atau kosongkan dulu bila SKP ini Anda sepakati."
            self.add_error(written, told)
        if not self.agreeing and not written and not self.errors:
            told = "Tulis saran Anda, supaya jelas apa yang bisa diperbaiki. Boleh pada satu bagian saja."
            self.add_error("suggestion", told)
        return self.cleaned_data

    def texts(self) -> dict[str, Any]:
        """Return what the operation takes; only what was accepted."""
        return {
            "suggestion": self.cleaned_data.get("suggestion", ""),
            "results": self._by_key("hasil_"),
            "values": self._by_key("nilai_"),
        }

    def _by_key(self, prefix: str) -> dict[int, str]:
        named = {name: text for name, text in self.cleaned_data.items() if name.startswith(prefix)}
        return {int(name.removeprefix(prefix)): text for name, text in named.items() if text}


def _remark(name: str) -> LongText:
    widget = forms.Textarea(attrs={"rows": 2})
    return LongText(label=f"Saran untuk {name}", max_length=REMARK_AT_MOST, required=False, widget=widget)


class VersionsForm(forms.Form):
    """Which two versions of a plan to lay side by side."""

    lama = forms.ChoiceField(label="Versi sebelumnya", required=False)
    baru = forms.ChoiceField(label="Versi sesudahnya", required=False)

    def __init__(self, *args: Any, versions: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.choices = versions  # type: ignore[attr-defined]
