"""A gunicorn on a free port whose CPU can be read, and the environment that it runs in."""

from __future__ import annotations

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def environment(size: int) -> dict[str, str]:
    """Return the environment of a production-like site on the database of this size."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "appraisal.settings",
        "DATABASE_URL": f"sqlite:///.demo/bench-{size}.sqlite3",
        "SECRET_KEY": "only-for-benchmarks-" + "b" * 50,
        "ALLOWED_HOSTS": "127.0.0.1",
        "SITE_URL": "https://capaian.example.go.id",
        "DEBUG": "false",
        "DEMO": "true",
        "HTTPS": "false",
        "PYTHONWARNINGS": "ignore",
        "WEB_CONCURRENCY": "2",
    }


@dataclass
class Server:
    """A running gunicorn."""

    port: int
    process: subprocess.Popen[bytes]

    def cpu(self) -> float:
        """Return the CPU seconds that the workers have used so far."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return sum(cpu_seconds(int(pid)) for pid in children)

    def get(self, path: str, headers: dict[str, str] | None = None) -> tuple[int, bytes]:
        """Return status and body of one request over a connection of its own."""
        status, _, body = self.request("GET", path, headers or {})
        return status, body

    def request(
        self, method: str, path: str, headers: dict[str, str], body: str = ""
    ) -> tuple[int, list[str], bytes]:
        """Return status, Set-Cookie lines and body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        with contextlib.closing(connection):
            connection.request(method, path, body or None, headers)
            response = connection.getresponse()
            return response.status, response.headers.get_all("Set-Cookie") or [], response.read()


def cpu_seconds(pid: int) -> float:
    """Return the CPU seconds of a process: to the nanosecond where Linux counts so, else by ticks."""
    with contextlib.suppress(OSError, ValueError):
        tasks = [(t / "schedstat").read_text().split()[0] for t in Path(f"/proc/{pid}/task").iterdir()]
        if total := sum(map(int, tasks)):
            return total / 1e9
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def serve(application: str, size: int) -> Iterator[Server]:
    """Run gunicorn with two sync workers on a free port until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--config",
        "appraisal/gunicorn.py",
        "--log-level",
        "warning",
    ]
    command += ["--bind", f"127.0.0.1:{port}", application]
    process = subprocess.Popen(command, cwd=ROOT, env=environment(size), stdin=subprocess.DEVNULL)
    try:
        server = Server(port, process)
        for _ in range(300):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            time.sleep(0.1)
        yield server
    finally:
        process.terminate()
        process.wait(30)
