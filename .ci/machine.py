"""What the gate needs from the machine: a throwaway PostgreSQL and a browser, installed when it may."""

from __future__ import annotations

import contextlib
import ctypes
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
PATIENCE = 60  # seconds until a started PostgreSQL must accept connections
SHELL = "chromium-headless-shell"  # the browser without its windows: half the work for the same pages
BROWSERS = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class Missing(Exception):
    """A part of the machine is not there and may not be installed; the message says what to do."""


def install(*packages: str) -> None:
    """Install Debian packages if this account may; say nothing if it may not."""
    subprocess.run([str(HERE / "install"), *packages], stdin=subprocess.DEVNULL, check=False)


# --- PostgreSQL ----------------------------------------------------------------------------


def find_postgres() -> Path | None:
    """Return the folder with the newest `initdb` and `postgres`, or None."""
    debian = Path("/usr/lib/postgresql")
    folders = sorted(debian.glob("*/bin"), key=lambda f: _number(f.parent.name), reverse=True)
    on_path = shutil.which("initdb")
    if on_path:
        folders.append(Path(on_path).resolve().parent)
    return next((f for f in folders if (f / "initdb").exists() and (f / "postgres").exists()), None)


def _number(text: str) -> float:
    with contextlib.suppress(ValueError):
        return float(text)
    return 0.0


def _owner() -> pwd.struct_passwd:
    """Return the account that runs the server: PostgreSQL refuses to run as root."""
    if os.getuid():
        return pwd.getpwuid(os.getuid())
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise Missing("PostgreSQL does not run as root, and there is neither a user postgres nor nobody.")


def _die_with_parent() -> None:
    """Ask Linux to stop this child when the gate dies, even by SIGKILL."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGINT)


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """Run a PostgreSQL of our own in a temporary folder; yield its DATABASE_URL; leave nothing behind.

    Nothing is flushed to disk: the cluster lives as long as the tests and is never restarted.
    Raise Missing when there is no server program and none may be installed.
    """
    if find_postgres() is None:
        install("postgresql")
    programs = find_postgres()
    if programs is None:
        raise Missing("PostgreSQL is missing: apt-get install postgresql")
    owner = _owner()
    # Not TMPDIR: another account must reach it, and a socket's path may have 107 bytes only.
    folder = Path(tempfile.mkdtemp(prefix="capaian-pg-", dir="/tmp"))
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    try:
        yield from _serve(programs, folder, owner)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _serve(programs: Path, folder: Path, owner: pwd.struct_passwd) -> Iterator[str]:
    as_owner: dict[str, object] = {"cwd": folder, "stdin": subprocess.DEVNULL}
    if os.getuid() == 0:
        as_owner |= {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
    password, data, log = secrets.token_hex(16), folder / "data", folder / "log"
    (folder / "password").write_text(password)
    os.chmod(folder / "password", 0o644)  # the folder itself is closed to others
    made = subprocess.run(
        [programs / "initdb", "--pgdata", data, "--username", "capaian", "--auth", "scram-sha-256",
         "--pwfile", folder / "password", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"],
        capture_output=True, text=True, check=False, **as_owner,  # type: ignore[call-overload]
    )  # fmt: skip
    if made.returncode:
        raise RuntimeError(f"initdb failed: {made.stderr.strip()}")
    port = _free_port()
    settings = {
        "listen_addresses": "127.0.0.1",
        "port": port,
        "unix_socket_directories": folder,
        "max_connections": 60,
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
        "autovacuum": "off",
        "jit": "off",  # compiling a plan costs more than any query of a test
        "shared_buffers": "128MB",
        "dynamic_shared_memory_type": "mmap",
    }
    command = [str(programs / "postgres"), "-D", str(data)]
    command += [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    with log.open("w") as output:
        server = subprocess.Popen(
            command, stdout=output, stderr=output, start_new_session=True, preexec_fn=_die_with_parent,  # noqa: PLW1509 (the gate has one thread)
            **as_owner,  # type: ignore[call-overload]
        )  # fmt: skip
    try:
        _wait_for(server, folder / f".s.PGSQL.{port}", log)
        yield f"postgres://capaian:{password}@127.0.0.1:{port}/postgres"
    finally:
        server.send_signal(signal.SIGINT)  # "fast": ends sessions, then stops
        try:
            server.wait(30)
        except subprocess.TimeoutExpired:
            server.kill()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(server: subprocess.Popen[bytes], sign: Path, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < deadline:
        if sign.exists() and "ready to accept connections" in log.read_text(errors="replace"):
            return
        time.sleep(0.1)
    raise RuntimeError(f"PostgreSQL did not start: {log.read_text(errors='replace')[-2000:]}")


# --- The browser ---------------------------------------------------------------------------


def chromium() -> str:
    """Return the path of a Chromium that starts; raise Missing when there is none to be had."""
    if not os.environ.get("CHROMIUM") and not shutil.which(SHELL):
        install(SHELL)
    found = _find_browser()
    if found is None:
        install("chromium")
        found = _find_browser()
    if found is None:
        raise Missing("Chromium is missing: apt-get install chromium, or set CHROMIUM to its path")
    return found


def _find_browser() -> str | None:
    wishes = [os.environ.get("CHROMIUM", ""), *BROWSERS]
    for path in filter(None, map(shutil.which, filter(None, wishes))):
        # The package of that name on Ubuntu is only a note that points to a snap.
        with contextlib.suppress(OSError, subprocess.SubprocessError):
            tried = subprocess.run(
                [path, "--version"], capture_output=True, text=True, timeout=60, check=False
            )
            if tried.returncode == 0 and "Chrom" in tried.stdout:
                return path
    return None
