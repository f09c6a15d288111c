"""Settings of the tests: those of the site, closed against the machine they run on.

Only `DATABASE_URL` is taken from outside, because the whole suite runs on SQLite and on PostgreSQL.
"""

from __future__ import annotations

import os
import tempfile

os.environ.update(
    SECRET_KEY="only-for-tests-" + "t" * 50,
    ALLOWED_HOSTS="testserver,localhost,127.0.0.1",
    DEBUG="false",
    DEMO="false",
    HTTPS="false",
    PROXY_COUNT="0",
    SITE_URL="https://capaian.example.go.id",
    TIME_ZONE="Asia/Jakarta",
)

from appraisal.settings import *  # noqa: F403
from appraisal.settings import DATABASES, STORAGES

# A file and not memory: threads and the browser's server need connections of their own.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {
        "NAME": os.path.join(tempfile.gettempdir(), f"capaian-test-{os.getpid()}.sqlite3")
    }
DATABASES["default"]["CONN_MAX_AGE"] = 0

# Pages are tested without `collectstatic`.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True

# Evidence is kept in memory; tests of the folder itself name one.
STORAGES["evidence"] = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
STORAGES["results"] = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
SCAN_SOCKET = ""
SIASN_URL = SIASN_TOKEN = ""
DOCUMENT_SIGNING_P12 = DOCUMENT_SIGNING_PASSWORD = ""

# Argon2id itself has one test; everybody else's password costs nothing.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", "appraisal.hashers.Argon2id"]
