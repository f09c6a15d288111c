"""Settings of gunicorn: `gunicorn --config appraisal/gunicorn.py appraisal.wsgi`.

Two sync workers are right for SQLite and for two cores (docs/operations.md); a proxy in front
holds the slow lines. PostgreSQL on a larger machine: WEB_CONCURRENCY = 2 x cores.
"""

from __future__ import annotations

import os
from typing import Any

from gunicorn.glogging import Logger

from appraisal.logs import Line


class logger_class(Logger):
    """gunicorn's own words in the same lines as the site's; its addresses and hosts stay out."""

    def setup(self, cfg: Any) -> None:
        """Write lines of JSON, but for the demo."""
        super().setup(cfg)
        if os.environ.get("DEMO", "").lower() != "true":
            for handler in self.error_log.handlers:
                handler.setFormatter(Line())


bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "sync"
timeout = 60  # seconds; the longest page is a staff import of 5,000 rows
graceful_timeout = 30
keepalive = 5
max_requests = 5000  # a worker is renewed before a leak can matter
max_requests_jitter = 500
preload_app = False  # each worker opens its own database connection
errorlog = "-"
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")
raw_env = ["OPENBLAS_NUM_THREADS=1"]  # small sums of numpy wait for threads (ADR 0024)
limit_request_line = 4094
limit_request_fields = 60
