"""Forms of medal proposals; they only validate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from appraisal.files import EvidenceUpload
from appraisal.forms import DateInput, LongText, ShortText

from ..models import MedalPaper, MedalProposal
from ..rules.proposal import (
    MOVES,
    PAPER_LABELS,
    PAPER_STATE_LABELS,
    Paper,
    PaperState,
    ProposalState,
    next_states,
)


class PapersForm(forms.Form):
    """The checklist: each paper there, missing or not needed, with a note."""

    def __init__(self, *args: Any, papers: Sequence[MedalPaper], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.papers = papers
        words = [(state.value, label) for state, label in PAPER_STATE_LABELS.items()]
        for row in papers:
            self.fields[f"state-{row.paper}"] = forms.ChoiceField(
                label=row.label, choices=words, initial=row.state
            )
            self.fields[f"note-{row.paper}"] = ShortText(
                label=f"Catatan {row.label}", max_length=200, required=False, initial=row.note
            )

    def checked(self) -> dict[Paper, tuple[PaperState, str]]:
        """Return state and note of each paper."""
        data = self.cleaned_data
        return {
            Paper(row.paper): (PaperState(data[f"state-{row.paper}"]), data[f"note-{row.paper}"])
            for row in self.papers
        }

    def lines(self) -> list[dict[str, Any]]:
        """Return each paper with its two fields, for the table."""
        return [
            {"row": row, "state": self[f"state-{row.paper}"], "note": self[f"note-{row.paper}"]}
            for row in self.papers
        ]


class AttachForm(forms.Form):
    """A file for one paper."""

    paper = forms.ChoiceField(label="Berkas", error_messages={"required": "Pilih berkas yang mana."})
    evidence_file = EvidenceUpload(label="Pilih berkasnya", error_messages={"required": "Pilih berkasnya."})

    def __init__(self, *args: Any, papers: Sequence[MedalPaper], limit: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(row.paper, PAPER_LABELS[Paper(row.paper)]) for row in papers]
        self.fields["paper"].choices = [("", "Pilih"), *names]  # type: ignore[attr-defined]
        self.fields["evidence_file"].bound_to(limit)  # type: ignore[attr-defined]


class MoveForm(forms.Form):
    """Where a proposal goes, with the reason or the decree that the step asks for."""

    to = forms.ChoiceField(label="Langkah berikutnya", error_messages={"required": "Pilih langkahnya."})
    reason = LongText(
        label="Alasan", max_length=500, required=False, help_text="Perlu bila ditunda; pegawainya membaca."
    )
    letter_number = ShortText(
        label="Nomor Keputusan Presiden", max_length=100, required=False, help_text="Perlu bila diterima."
    )
    letter_on = DateInput(label="Tanggal keputusan", required=False)

    def __init__(self, *args: Any, proposal: MedalProposal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        state = ProposalState(proposal.state)
        steps = [(to.value, MOVES[state, to]) for to in next_states(state)]
        self.fields["to"].choices = [("", "Pilih"), *steps]  # type: ignore[attr-defined]
        targets = {to for to, _ in steps}
        if ProposalState.RECEIVED not in targets:
            del self.fields["letter_number"], self.fields["letter_on"]
        if ProposalState.POSTPONED not in targets:
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        """Ask for the decree when the medal was received."""
        data = super().clean() or self.cleaned_data
        if data.get("to") == ProposalState.RECEIVED:
            if not data.get("letter_number"):
                self.add_error("letter_number", "Tulis nomor Keputusan Presidennya.")
            if not data.get("letter_on") and "letter_on" not in self.errors:
                self.add_error("letter_on", "Tulis tanggal keputusannya.")
        return data


class LetterForm(forms.Form):
    """To whom the letter goes."""

    addressee = ShortText(
        label="Ditujukan kepada",
        max_length=200,
        help_text="Misalnya Gubernur Jawa Tengah.",
        error_messages={"required": "Tulis kepada siapa suratnya ditujukan."},
    )
