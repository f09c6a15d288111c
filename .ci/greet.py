"""Wait until the demo answers, then print its address and the people who may log in."""

from __future__ import annotations

import json
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

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


def table(people: list[dict[str, str]]) -> list[str]:
    """Return one aligned line per demo person: role, NIP, name."""
    wide = max(len(person["role"]) for person in people)
    return [f"  {person['role']:<{wide}}  {person['nip']:<18}  {person['name']}" for person in people]


def main() -> None:
    url, file = sys.argv[1:]
    people = json.loads(Path(file).read_text(encoding="utf-8"))
    deadline = time.monotonic() + PATIENCE
    while not answers(url):
        if time.monotonic() > deadline:
            return
        time.sleep(0.2)

    print(f"\nCapaian is running: {url}\n\nDemo people (log in with the NIP):", *table(people), sep="\n")
    print(f"\nPassword of all of them: {people[0]['password']}")
    print("\nCtrl+C stops the server; `make demo` starts it again with the same data.", flush=True)


if __name__ == "__main__":
    main()
