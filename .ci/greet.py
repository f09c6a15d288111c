"""Wait until the demo answers, then print its address and the people who may log in."""

from __future__ import annotations

import json
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

PATIENCE = 60  # seconds until the server should have answered once


def answers(url: str) -> bool:
    """Say whether somebody answers at this address, whatever the answer."""
    try:
        urllib.request.urlopen(url, timeout=5).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def table(people: list[dict[str, Any]]) -> list[str]:
    """Return one aligned line per demo person: role, NIP, name."""
    rows = [(str(p.get("role", "")), str(p.get("nip", "")), str(p.get("name", ""))) for p in people]
    wide = max((len(role) for role, _, _ in rows), default=0)
    return [f"  {role:<{wide}}  {nip}  {name}" for role, nip, name in rows]


def main() -> None:
    url, file = sys.argv[1:]
    told = json.loads(Path(file).read_text(encoding="utf-8"))
    people = told["people"] if isinstance(told, dict) else told
    passwords = {str(p["password"]) for p in people if p.get("password")}
    shared = (
        passwords.pop() if len(passwords) == 1 else told.get("password") if isinstance(told, dict) else None
    )

    deadline = time.monotonic() + PATIENCE
    while not answers(url):
        if time.monotonic() > deadline:
            return
        time.sleep(0.2)

    print(f"\nCapaian is running: {url}\n\nDemo people (log in with the NIP):", *table(people), sep="\n")
    if shared:
        print(f"\nPassword of all of them: {shared}")
    print("\nCtrl+C stops the server; `make demo` starts it again with the same data.", flush=True)


if __name__ == "__main__":
    main()
