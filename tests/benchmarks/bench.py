"""`make bench`: pages, logins and PDFs of a demo city, as milliseconds and as ratios to a bare view.

Each size has its own SQLite file in .demo/, made once and used again. The site and the bare view run
under gunicorn with the same settings at the same time; requests go one after the other. CPU is
that of the worker processes, read from /proc around a series of requests.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.benchmarks.pages import LOGIN, NOTES, PAGES, Page
from tests.benchmarks.server import ROOT, Server, environment, serve

KEPT = ROOT / ".demo"
BUDGET = {"queries": 12, "bytes": 60_000, "cpu_ratio": 15.0}
BARE_REQUESTS = 400


# --- The demo city -----------------------------------------------------------------------------


def manage(size: int, *arguments: str) -> str:
    """Run a management command and return what it printed."""
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(size), stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout


def inside(size: int, task: str, question: Any) -> Any:
    """Ask the half that runs inside Django."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(question, file)
        file.flush()
        command = [sys.executable, "-m", "tests.benchmarks.inside", task, file.name]
        done = subprocess.run(
            command, cwd=ROOT, env=environment(size), stdout=subprocess.PIPE, text=True, check=True
        )
    return json.loads(done.stdout)


def city(size: int) -> tuple[list[dict[str, str]], float]:
    """Make or reuse the demo city of this size; return its demo people and the seconds it took."""
    KEPT.mkdir(exist_ok=True)
    notes, database, made_by = KEPT / f"bench-{size}.json", KEPT / f"bench-{size}.sqlite3", fingerprint()
    told = json.loads(notes.read_text(encoding="utf-8")) if notes.exists() else {}
    if not database.exists() or told.get("made_by") != made_by:
        for old in KEPT.glob(f"bench-{size}.*"):
            old.unlink()
        print(f"Making a city of {size} people", file=sys.stderr, flush=True)
        began = time.monotonic()
        manage(size, "migrate", "--verbosity", "0")
        wish = ("--employees", str(size), "--stage", "evaluation", "--seed", "1", "--json")
        people = json.loads(manage(size, "seed_demo", *wish))
        told = {"people": people, "seconds": time.monotonic() - began, "made_by": made_by}
        notes.write_text(json.dumps(told), encoding="utf-8")
    return told["people"], told["seconds"]


def fingerprint() -> str:
    """Return a digest of what a city is made by: the migrations and the demo's own code."""
    digest = hashlib.sha256()
    for path in sorted([*ROOT.glob("*/migrations/*.py"), *ROOT.glob("desk/demo/**/*.py")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def person_for(role: str, people: list[dict[str, str]]) -> dict[str, str]:
    """Return the first demo person whose role contains the words."""
    for person in people:
        if role.lower() in person["role"].lower():
            return person
    raise SystemExit(f"No demo person is a {role}: {sorted(p['role'] for p in people)}")


# --- Measuring -----------------------------------------------------------------------------------


def series(server: Server, path: str, headers: dict[str, str], times: int) -> dict[str, float]:
    """Request one path again and again; return p50, p95 and CPU per request in milliseconds, and bytes."""
    for _ in range(6):  # both workers know the page before it counts
        status, body = server.get(path, headers)
        if status != 200:
            raise SystemExit(f"{path} answered {status}")
    taken, before = [], server.cpu()
    for _ in range(times):
        began = time.perf_counter()
        server.get(path, headers)
        taken.append((time.perf_counter() - began) * 1000)
    used = (server.cpu() - before) * 1000 / times
    p95 = statistics.quantiles(taken, n=20, method="inclusive")[-1]
    return {"p50": statistics.median(taken), "p95": p95, "cpu": used, "bytes": float(len(body))}


def find(server: Server, page: Page, headers: dict[str, str]) -> str:
    """Walk to the measured page as a person would, by the links in the pages."""
    path = page.path
    for pattern in page.follow:
        status, body = server.get(path, headers)
        link = re.search(pattern, body.decode())
        if status != 200 or not link:
            raise SystemExit(f"{page.name}: no {pattern} in {path} (status {status})")
        path = link.group(1).replace("&amp;", "&")
    return path


def logins(server: Server, people: list[dict[str, str]], times: int) -> dict[str, float]:
    """Log demo people in over and over from four clients; return logins per second and CPU ms of one."""

    def login(number: int) -> None:
        person = people[number % len(people)]
        _, cookies, body = server.request("GET", LOGIN, {})
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', body.decode())
        fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', body.decode()))
        fields |= {"nip": person["nip"], "password": person["password"]}
        if token:
            fields["csrfmiddlewaretoken"] = token.group(1)
        headers = {
            "Cookie": "; ".join(cookie.split(";")[0] for cookie in cookies),
            "Content-Type": "application/x-www-form-urlencoded",
        }
        status, _, _ = server.request("POST", LOGIN, headers, urlencode(fields))
        if status not in {302, 303}:
            raise SystemExit(f"login of {person['nip']} answered {status}")

    login(0)
    before, began = server.cpu(), time.perf_counter()
    with ThreadPoolExecutor(4) as clients:
        list(clients.map(login, range(times)))
    seconds = time.perf_counter() - began
    return {"per_second": times / seconds, "cpu_ms": (server.cpu() - before) * 1000 / times}


def note_saves(server: Server, cookie: str, times: int) -> dict[str, float]:
    """Write notes in the quick box, each on a fresh form; return p50, p95 and CPU of the saving alone."""
    taken, used = [], 0.0
    for number in range(times + 6):
        _, cookies, body = server.request("GET", NOTES, {"Cookie": cookie})
        fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', body.decode()))
        fields |= {"text": f"Melayani loket, berkas ke-{number}.", "minutes": "30"}
        headers = {
            "Cookie": "; ".join([cookie, *(each.split(";")[0] for each in cookies)]),
            "Content-Type": "application/x-www-form-urlencoded",
        }
        before, began = server.cpu(), time.perf_counter()
        status, _, _ = server.request("POST", NOTES, headers, urlencode(fields))
        if status not in {302, 303}:
            raise SystemExit(f"{NOTES} answered {status} to a note")
        if number >= 6:  # both workers know the way before it counts
            taken.append((time.perf_counter() - began) * 1000)
            used += server.cpu() - before
    p95 = statistics.quantiles(taken, n=20, method="inclusive")[-1]
    return {"p50": statistics.median(taken), "p95": p95, "cpu": used * 1000 / times}


def measure(size: int, requests: int) -> dict[str, Any]:
    """Return everything that is measured on the city of this size."""
    people, seconds = city(size)
    cookies = inside(size, "sessions", [person["nip"] for person in people])
    rows: dict[str, dict[str, float]] = {}
    asked = []
    with serve("tests.benchmarks.bare", size) as bare, serve("appraisal.wsgi", size) as site:
        for page in PAGES:
            yardstick = series(bare, "/", {}, BARE_REQUESTS)
            cookie = cookies[person_for(page.role, people)["nip"]]
            headers = {"Cookie": f"{cookies['name']}={cookie}"}
            path = find(site, page, headers)
            row = series(site, path, headers, requests)
            row |= {f"{key}_ratio": row[key] / yardstick[key] for key in ("p50", "p95", "cpu")}
            rows[page.name] = row | {"bare_cpu": yardstick["cpu"], "bare_p50": yardstick["p50"]}
            asked.append([cookie, path])
        speed = logins(site, people, 80)
        clerk = cookies[person_for("pegawai kelurahan", people)["nip"]]
        saves = note_saves(site, f"{cookies['name']}={clerk}", requests)
    for row, counted in zip(rows.values(), inside(size, "queries", asked), strict=True):
        row["queries"] = counted["queries"]
    return {"people": size, "seed_seconds": seconds, "pages": rows, "logins": speed, "saves": saves}


# --- Telling ---------------------------------------------------------------------------------------

COLUMNS = ("p50", "p95", "cpu", "queries", "bytes", "p50_ratio", "p95_ratio", "cpu_ratio")


def table(
    results: list[dict[str, Any]], documents: dict[str, dict[str, float]], paces: dict[str, float]
) -> str:
    """Return the one table of the benchmark as text; times in milliseconds, ratios to the bare view."""
    lines = [f"{'people':>7} {'page':13}" + "".join(f"{column:>10}" for column in COLUMNS)]
    for result in results:
        size, speed = result["people"], result["logins"]
        for name, row in result["pages"].items():
            over = [key for key, limit in BUDGET.items() if row[key] > limit]
            cells = "".join(
                f"{row[c]:10.0f}" if c in {"queries", "bytes"} else f"{row[c]:10.2f}" for c in COLUMNS
            )
            lines.append(f"{size:>7} {name:13}{cells}" + (f"  over: {', '.join(over)}" if over else ""))
        lines.append(
            f"{size:>7} logins: {speed['per_second']:.1f} per second, {speed['cpu_ms']:.0f} ms CPU each;"
            f" city made in {result['seed_seconds']:.0f} s"
        )
        lines.append(
            f"{size:>7} note saved: " + ", ".join(f"{k} {v:.0f} ms" for k, v in result["saves"].items())
        )
    lines += [
        f"        PDF {kind}: {cost['ours']:.3f} s CPU, {cost['ratio']:.2f} times WeasyPrint alone"
        for kind, cost in documents.items()
    ]
    if paces:
        lines.append(
            f"        documents per CPU second: {paces['request']:.2f} by requests, "
            f"{paces['row']:.2f} in a row, {paces['alone']:.2f} by WeasyPrint alone; "
            f"the row kept {paces['grown']:.0f} MiB"
        )
    return "\n".join(lines)


def main() -> None:
    """Measure, print the table, write the JSON."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--sizes", default="300,20000", help="people in the demo cities, comma separated")
    words.add_argument("--requests", type=int, default=100, help="requests per page")
    words.add_argument("--out", type=Path, default=ROOT / "bench.json")
    words.add_argument("--no-pdf", action="store_true")
    chosen = words.parse_args()
    sizes = [int(size) for size in chosen.sizes.split(",")]

    manage(sizes[0], "collectstatic", "--noinput", "--verbosity", "0")
    results = [measure(size, chosen.requests) for size in sizes]
    documents = {} if chosen.no_pdf else inside(sizes[0], "pdf", None)

    paces = {} if chosen.no_pdf else inside(sizes[0], "paces", None)
    print(table(results, documents, paces))
    machine = {"cores": os.cpu_count(), "python": platform.python_version(), "system": platform.platform()}
    kept = {"machine": machine, "budget": BUDGET, "sizes": results, "pdf": documents, "paces": paces}
    chosen.out.write_text(json.dumps(kept, indent=1), encoding="utf-8")
    print(f"\nWritten to {chosen.out.name}")


if __name__ == "__main__":
    main()
