"""All settings of the site; what differs by machine comes from the environment."""

from __future__ import annotations

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from appraisal.logs import logging_settings
from appraisal.store import database_settings, storage_settings

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env(
    SECRET_KEY=(str, ""),
    ALLOWED_HOSTS=(list, []),
    DATABASE_URL=(str, ""),
    DEBUG=(bool, False),
    DEMO=(bool, False),
    TIME_ZONE=(str, "Asia/Jakarta"),
    SITE_URL=(str, ""),
    PROXY_COUNT=(int, 0),
    HTTPS=(bool, True),
    EMAIL_URL=(str, ""),
    EMAIL_FROM=(str, ""),
    EVIDENCE_STORE=(str, ""),
    RESULT_STORE=(str, ""),
    SCAN_SOCKET=(str, ""),
    DOCUMENT_SIGNING_P12=(str, ""),
    DOCUMENT_SIGNING_PASSWORD=(str, ""),
    IDENTITY_KEYS=(list, []),
    SIASN_URL=(str, ""),
    SIASN_TOKEN=(str, ""),
    AUDIT_ANCHOR_FILE=(str, ""),
)
environ.Env.read_env(BASE_DIR / ".env")

# --- What kind of run is this? -----------------------------------------------------------

DEBUG = env("DEBUG")
DEMO = env("DEMO")
SECRET_KEY = env("SECRET_KEY") or ("debug-only-" + "x" * 50 if DEBUG else "")
ALLOWED_HOSTS = env("ALLOWED_HOSTS") or (["localhost", "127.0.0.1"] if DEBUG else [])
if not SECRET_KEY or not ALLOWED_HOSTS:
    raise ImproperlyConfigured("Set SECRET_KEY and ALLOWED_HOSTS (see .env.example), or DEBUG=true.")
if not DEBUG and "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS=* is refused: name the hosts of the site.")
SITE_URL = env("SITE_URL")

# --- Applications, one line: desk -> reviews -> multirater -> indicators -> organizations -> appraisal

INSTALLED_APPS = [
    "desk",
    "reviews",
    "development",
    "awards",
    "fairness",
    "multirater",
    "indicators",
    "organizations",
    "appraisal",
    "axes",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "import_export",
    "template_partials",
    "tree_queries",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "appraisal.logs.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "appraisal.middleware.BoundedBody",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "appraisal.middleware.PrivatePages",
    "appraisal.middleware.PlainAddresses",
    "appraisal.middleware.KeepTypedText",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "appraisal.middleware.FirstPasswordFirst",
    "appraisal.middleware.SubmitOnce",
    "appraisal.middleware.AnswerRefusals",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "appraisal.urls"
WSGI_APPLICATION = "appraisal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Templates and forms ---------------------------------------------------------------

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "organizations.frame.frame",
            ],
            "builtins": ["appraisal.templatetags.ui"],
        },
    },
    {
        "NAME": "letters",  # plain text: an apostrophe in a name stays one
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates" / "mail"],
        "OPTIONS": {"autoescape": False, "builtins": ["appraisal.templatetags.ui"]},
    },
]
FORM_RENDERER = "appraisal.forms.Renderer"

# --- Database ---------------------------------------------------------------------------

DATABASES = {"default": database_settings(env("DATABASE_URL") or f"sqlite:///{BASE_DIR / 'capaian.sqlite3'}")}

# --- People, passwords, sessions ----------------------------------------------------------

AUTH_USER_MODEL = "organizations.Employee"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "organizations.backends.NipBackend",
]
PASSWORD_HASHERS = ["appraisal.hashers.Argon2id"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "organizations:login"
PASSWORD_URL = "organizations:password"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "organizations:login"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "appraisal.views.csrf_failure"

# The pair of name and address is locked for a while, so that nobody can lock out a colleague.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_FORM_FIELD = "nip"
AXES_LOCKOUT_CALLABLE = "appraisal.views.locked_out"
AXES_CLIENT_IP_CALLABLE = "appraisal.throttle.client_address"
AXES_USERNAME_CALLABLE = "organizations.backends.login_name"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "csrfmiddlewaretoken", "_sandi"]
PROXY_COUNT = env("PROXY_COUNT")
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_VERBOSE = False

# --- Headers ------------------------------------------------------------------------------

SECURE_SSL_REDIRECT = env("HTTPS") and not DEBUG
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT
SESSION_COOKIE_NAME = "__Host-sesi" if SECURE_SSL_REDIRECT else "sesi"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE_SSL_REDIRECT else "csrf"
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if SECURE_SSL_REDIRECT else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE_SSL_REDIRECT
SECURE_REFERRER_POLICY = "same-origin"
SECURE_REDIRECT_EXEMPT = [r"^(sehat|siap)/$"]
if PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
UPLOAD_LIMIT = 10 * 1024 * 1024  # bytes of one staff file in the browser
FILES_LIMIT = 16 * 1024 * 1024  # bytes of all files in a request; what is above is dropped, the text stays
BODY_LIMIT = 64 * 1024 * 1024  # bytes of a request that is read at all
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "appraisal.files.handler.Bounded",
]
SCAN_SOCKET = env("SCAN_SOCKET")
IDENTITY_KEYS = env("IDENTITY_KEYS")  # which rater wrote which opinion (ADR 0023)
AUDIT_ANCHOR_FILE = env("AUDIT_ANCHOR_FILE")  # where the daily end of the audit chain is noted
SIASN_URL, SIASN_TOKEN = env("SIASN_URL"), env("SIASN_TOKEN")  # the live connection; empty: files only
DOCUMENT_SIGNING_P12 = env("DOCUMENT_SIGNING_P12")  # the certificate of appraisal.seal; empty: no seal
DOCUMENT_SIGNING_PASSWORD = env("DOCUMENT_SIGNING_PASSWORD")

# --- Letters: written to the outbox by pages and commands, sent by `manage.py send_mail` -----------

EMAIL = env.email_url_config(env("EMAIL_URL") or ("consolemail://" if DEBUG or DEMO else "dummymail://"))
EMAIL_BACKEND = EMAIL["EMAIL_BACKEND"]
EMAIL_HOST, EMAIL_PORT = EMAIL["EMAIL_HOST"], EMAIL["EMAIL_PORT"] or 587
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = EMAIL["EMAIL_HOST_USER"], EMAIL["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS, EMAIL_USE_SSL = EMAIL.get("EMAIL_USE_TLS", False), EMAIL.get("EMAIL_USE_SSL", False)
EMAIL_FILE_PATH = EMAIL["EMAIL_FILE_PATH"] or None
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("EMAIL_FROM") or "Capaian <capaian@localhost>"

# --- Lines about the site itself, without anybody's data -------------------------------------------

LOGGING = logging_settings(is_plain=DEBUG or DEMO)

# --- Language and time: Indonesian by law, three time zones ---------------------------------

LANGUAGE_CODE = "id"
USE_I18N = True
USE_TZ = True
TIME_ZONE = env("TIME_ZONE")
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["appraisal.formats"]

# --- Files, caches, import --------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
    "evidence": storage_settings(env("EVIDENCE_STORE"), BASE_DIR / ".evidence"),
    "results": storage_settings(env("RESULT_STORE"), BASE_DIR / ".results"),
}
WHITENOISE_MAX_AGE = 31_536_000
WHITENOISE_ALLOW_ALL_ORIGINS = False
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "throttle": {  # counts of networks by the minute and the day (appraisal.throttle), apart from the rest
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "throttle",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}
TASKS = {
    "default": {"BACKEND": "django_tasks_db.DatabaseBackend"}
}  # taken by `manage.py db_worker` (ADR 0026)
IMPORT_EXPORT_USE_TRANSACTIONS = True
IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SILENCED_SYSTEM_CHECKS = ["axes.W003"]
