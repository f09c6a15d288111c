"""The yardstick: the smallest Django site, one view and no middleware, under the same gunicorn."""

from __future__ import annotations

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    DEBUG=False,
    MIDDLEWARE=[],
    ROOT_URLCONF=__name__,
    SECRET_KEY="a-yardstick-keeps-no-secrets",
)


def hello(request: HttpRequest) -> HttpResponse:
    """Answer with one line."""
    return HttpResponse("<!doctype html><title>Halo</title><p>Halo")


urlpatterns = [path("", hello)]
application = get_wsgi_application()
