"""Whoever holds a dump of the database: every table, every column, the order of rows, what can be unpacked.

`thief` reads what the database's own tools would hand out, and tries to say who wrote what.
"""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from appraisal.cipher import Unreadable, decrypt

OPINIONS, INVITATIONS = "multirater_opinion", "multirater_invitation"
READABLE = {"multirater_comment", "multirater_result", "multirater_release"}  # made to be read; no rater


@dataclass
class Dump:
    """The rows of every table as they lie on the disk, with the database's own columns."""

    tables: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    @classmethod
    def take(cls) -> Dump:
        """Read everything there is."""
        dump, place = cls(), "rowid" if connection.vendor == "sqlite" else "ctid"
        hidden = "rowid AS place" if place == "rowid" else "ctid::text AS place, xmin::text AS writer"
        with connection.cursor() as cursor:
            for table in sorted(connection.introspection.table_names(cursor)):
                cursor.execute(f'SELECT {hidden}, * FROM "{table}" ORDER BY {place}')
                names = [column[0] for column in cursor.description]
                dump.tables[table] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        return dump

    def groups(self) -> dict[tuple[int, str], tuple[list[dict[str, Any]], list[dict[str, Any]]]]:
        """Return per reviewed person and side the forms and the invitations that were answered."""
        found: dict[Any, tuple[list[Any], list[Any]]] = defaultdict(lambda: ([], []))
        for row in self.tables[OPINIONS]:
            found[row["reviewee_id"], row["side"]][0].append(row)
        for row in self.tables[INVITATIONS]:
            if row["status"] == "TERKIRIM":
                found[row["reviewee_id"], row["side"]][1].append(row)
        return found


def key_of(form: dict[str, Any]) -> str:
    """Return the key of a form as both databases write it."""
    return str(form["id"]).replace("-", "")


def unpacked(value: Any) -> str:
    """Return a cell as text, with what base64 and zlib hide (sessions and the like), in small letters."""
    text = value if isinstance(value, str) else json.dumps(value, default=str)
    parts = [text]
    for piece in re.findall(r"[A-Za-z0-9_-]{16,}", text):
        try:
            raw = base64.urlsafe_b64decode(piece + "=" * (-len(piece) % 4))
        except ValueError:
            continue
        parts.append(raw.decode("utf-8", "ignore"))
        try:
            parts.append(zlib.decompress(raw).decode("utf-8", "ignore"))
        except zlib.error:
            continue
    return "\n".join(parts).casefold()


def with_the_key(dump: Dump) -> dict[str, int]:
    """Return the invitation of each form, by the envelopes."""
    found = {}
    for row in dump.tables[INVITATIONS]:
        try:
            found[decrypt(row["envelope"]).replace("-", "")] = row["id"]
        except Unreadable:
            continue
    return found


def by_equal_values(dump: Dump) -> list[str]:
    """Return where a form's key or words stand in another table, in plain or packed, beside somebody.

    The tables made to be read hold words as well, but nobody's key.
    """
    keys = {key_of(row) for row in dump.tables[OPINIONS]}
    said = {word for row in dump.tables[OPINIONS] for word in re.findall(r"rahasia\w+", str(row["words"]))}
    hits = []
    for table, rows in dump.tables.items():
        wanted = keys if table in READABLE else keys | said
        for row in rows if table != OPINIONS else []:
            for name, value in row.items():
                text = unpacked(value)
                if any(part in text or part in text.replace("-", "") for part in wanted):
                    hits.append(f"{table}.{name}")
    return hits


def by_order(dump: Dump) -> dict[str, list[tuple[str, int]]]:
    """Return the guesses of every order of rows in which people appear: the third here is the third there."""
    asked_all = dump.tables[INVITATIONS]
    orders = {
        "invitations": [row["id"] for row in asked_all],
        "versions": [row["id"] for row in sorted(asked_all, key=lambda row: row["version"])],
        "envelopes": [row["id"] for row in sorted(asked_all, key=lambda row: row["envelope"])],
    }
    for name, people in _people_in_order(dump).items():
        found = dict.fromkeys(people)
        orders[name] = [row["id"] for person in found for row in asked_all if row["rater_id"] == person]
    guesses: dict[str, list[tuple[str, int]]] = {name: [] for name in orders}
    for forms, asked in dump.groups().values():
        for name, order in orders.items():
            inside = [key for key in order if key in {row["id"] for row in asked}]
            for row, key in zip(forms, inside, strict=False):
                guesses[name].append((key_of(row), key))
    return guesses


def _people_in_order(dump: Dump) -> dict[str, list[Any]]:
    """Return the people of every table that says who did something, in the order that it tells."""
    tables = dump.tables
    sessions = sorted(tables["django_session"], key=lambda row: str(row["expire_date"]))
    told = [re.search(r'"_auth_user_id": ?"(\d+)"', unpacked(row["session_data"])) for row in sessions]
    by_login = sorted(tables["organizations_employee"], key=lambda row: str(row["last_login"]))
    return {
        "tokens": [row["user_id"] for row in tables["appraisal_formtoken"]],
        "events": [row["by_id"] for row in tables["appraisal_event"]],
        "sessions": [int(found.group(1)) for found in told if found],
        "logins": [row["id"] for row in by_login],
    }


def by_known_order(dump: Dump, sent: list[int]) -> list[tuple[str, int]]:
    """Return the guesses of somebody who saw in which order people sent: the third form is the third's."""
    guesses = []
    for forms, asked in dump.groups().values():
        inside = [key for key in dict.fromkeys(sent) if key in {row["id"] for row in asked}]
        guesses += [(key_of(form), key) for form, key in zip(forms, inside, strict=False)]
    return guesses


def by_writer(dump: Dump) -> list[tuple[str, int]]:
    """Return the guesses of rows written by one transaction and by no other (PostgreSQL shows it)."""
    found = []
    for forms, asked in dump.groups().values():
        for row in forms:
            same = [one["id"] for one in asked if one.get("writer") and one["writer"] == row["writer"]]
            twins = [one for one in forms if one.get("writer") == row.get("writer")]
            if len(same) == 1 and len(twins) == 1 and len(forms) > 1:
                found.append((key_of(row), same[0]))
    return found


def by_last(dump: Dump) -> list[tuple[str, int]]:
    """Return the guesses of who wrote last: the invitation that lies last, for every form of its group."""
    return [(key_of(row), asked[-1]["id"]) for forms, asked in dump.groups().values() for row in forms]
