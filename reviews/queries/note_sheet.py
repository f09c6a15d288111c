"""What becomes of the rows of a file with notes: whose they are, where they belong, what is there already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from organizations.access import Scope
from organizations.models import Employee
from organizations.rules.cell import Fault, shown

from ..models import Note
from ..rules.note import Facts, Misfit, NoteDraft, Placed, Subject, place, same_words
from .note_facts import note_facts

NIP, DAY, TEXT, SUBJECT, AMOUNT, MINUTES, URL = (
    *("NIP", "TANGGAL", "CATATAN", "HASIL", "JUMLAH", "MENIT", "TAUTAN BUKTI"),
)
FIELDS = {
    "noted_on": DAY,
    "text": TEXT,
    "subject": SUBJECT,
    "amount": AMOUNT,
    "minutes": MINUTES,
    "evidence_url": URL,
}
SLICE = 500  # people or posts in one statement


@dataclass(slots=True)
class Verdict:
    """What becomes of one row: a note to write, one that is there already, or faults."""

    line: int
    person: int = 0
    name: str = ""
    draft: NoteDraft | None = None
    placed: Placed | None = None
    subject: Subject | None = None
    is_present: bool = False
    faults: list[Fault] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        """Whether a note would be written."""
        return not self.faults and not self.is_present


def judge_notes(
    rows: Sequence[dict[str, Any]], today: date, owner: Employee | None = None, scope: Scope | None = None
) -> list[Verdict]:
    """Return what becomes of each row that could be read: of the owner's file, or of a file for a scope.

    Queries grow with the people (a handful for each 500), never with the rows.
    """
    people = {owner.nip: owner} if owner else _people({row["values"]["nip"] for row in rows})
    facts = _facts([person.pk for person in people.values()])
    found = []
    for row in rows:
        values = row["values"]
        person = owner or people.get(values["nip"])
        verdict = Verdict(row["line"])
        if person is None or not _is_known(facts[person.pk], scope):
            verdict.faults.append(_stranger(values["nip"]))
        else:
            verdict.person, verdict.name = person.pk, person.name
            _place(verdict, values, facts[person.pk], today, scope)
        found.append(verdict)
    _compare(found)
    return found


def _is_known(facts: Facts, scope: Scope | None) -> bool:
    """Say whether any post of the person lies in the scope; of others not even the name is told."""
    return scope is None or scope.is_all or any(post.unit in scope.unit_ids for post in facts.posts)


def _people(nips: Iterable[str]) -> dict[str, Employee]:
    people: dict[str, Employee] = {}
    for part in _slices(sorted(nips)):
        people |= {row.nip: row for row in Employee.objects.filter(nip__in=part).only("nip", "name")}
    return people


def _facts(people: Sequence[int]) -> dict[int, Facts]:
    facts: dict[int, Facts] = {}
    for part in _slices(people):
        facts |= note_facts(part)
    return facts


def _slices(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(rows), SLICE):
        yield rows[start : start + SLICE]


def _stranger(nip: str) -> Fault:
    return Fault(NIP, nip, "pegawai ini tidak ada di unit yang Anda kelola.", "Periksa NIP dan tanggalnya.")


def _place(verdict: Verdict, values: dict[str, Any], facts: Facts, today: date, scope: Scope | None) -> None:
    """Find post, result and indicator of a row, or add the fault."""
    on = date.fromisoformat(values["on"])
    subject = facts.named(values["code"], on) if values["code"] else None
    if values["code"] and subject is None:
        cause, repair = "nomor ini tidak ada di SKP tahun itu.", "Lihat nomornya di contoh berkas."
        verdict.faults.append(Fault(SUBJECT, values["code"], cause, repair))
        return
    verdict.subject = subject
    verdict.draft = draft = NoteDraft(
        text=values["text"],
        noted_on=on,
        result=subject.result if subject else None,
        indicator=subject.indicator if subject else None,
        amount=Decimal(values["amount"]) if values["amount"] else None,
        minutes=values["minutes"],
        evidence_url=values["url"],
    )
    try:
        verdict.placed = placed = place(draft, facts, today)
    except Misfit as misfit:
        cause = misfit.cause[0].lower() + misfit.cause[1:]
        verdict.faults.append(
            Fault(FIELDS[misfit.field], _written(values, misfit.field), cause, misfit.repair)
        )
        return
    units = {post.pk: post.unit for post in facts.posts}
    if scope is not None and not (scope.is_all or units[placed.post] in scope.unit_ids):
        verdict.faults.append(_stranger(values["nip"]))


def _written(values: dict[str, Any], name: str) -> str:
    keys = {"noted_on": "on", "subject": "code", "evidence_url": "url"}
    return shown(values[keys.get(name, name)])


def _compare(verdicts: Sequence[Verdict]) -> None:
    """Mark what is written already, as often as it is; the same words with something else become a fault."""
    sound = [verdict for verdict in verdicts if verdict.placed and not verdict.faults]
    if not sound:
        return
    stored = _stored(sound)
    rest: Counter[tuple[Any, ...]] = Counter()
    for verdict in sound:
        key = _key(verdict)
        if stored[key]:
            stored[key] -= 1
            verdict.is_present = True
    for key, count in stored.items():
        rest[key[:3]] += count
    for verdict in sound:
        words = _key(verdict)[:3]
        if not verdict.is_present and rest[words]:
            rest[words] -= 1
            cause = "catatan ini sudah ada pada hari itu dengan hasil atau jumlah lain."
            repair = "Ubah catatan itu, atau bedakan kalimatnya."
            verdict.faults.append(
                Fault(TEXT, shown(verdict.draft.text if verdict.draft else ""), cause, repair)
            )


def _key(verdict: Verdict) -> tuple[Any, ...]:
    draft, placed = verdict.draft, verdict.placed
    assert draft is not None
    assert placed is not None
    return (
        placed.post,
        draft.noted_on,
        same_words(draft.text),
        placed.result,
        placed.indicator,
        draft.amount,
    )


def _stored(sound: Sequence[Verdict]) -> Counter[tuple[Any, ...]]:
    """Return how often each note stands already, on the posts and days of the rows."""
    days = [verdict.draft.noted_on for verdict in sound if verdict.draft]
    posts = sorted({verdict.placed.post for verdict in sound if verdict.placed})
    found: Counter[tuple[Any, ...]] = Counter()
    for part in _slices(posts):
        rows = Note.objects.kept().filter(placement__in=part, noted_on__range=(min(days), max(days)))
        columns = ("placement", "noted_on", "text", "result", "indicator", "amount")
        for post, on, text, *rest in rows.values_list(*columns).iterator(2000):
            found[(post, on, same_words(text), *rest)] += 1
    return found
