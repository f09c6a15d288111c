"""The WSGI entry of gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "appraisal.settings")
application = get_wsgi_application()

from appraisal.start import refuse_wrong_settings  # noqa: E402 (the settings are ready only now)

refuse_wrong_settings()
