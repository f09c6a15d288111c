"""The site map; apps are included by name, so that the kernel imports nothing above it."""

from __future__ import annotations

from django.urls import include, path

from . import views

handler400 = "appraisal.views.bad_request"
handler403 = "appraisal.views.forbidden"
handler404 = "appraisal.views.not_found"
handler500 = "appraisal.views.server_error"

urlpatterns = [
    path("sehat/", views.health, name="health"),
    path("siap/", views.ready, name="ready"),
    path("sesi/", views.session, name="session"),
    path("gaya/", views.gallery, name="gallery"),
    path("bantuan/", views.help_page, {"page": "help"}, name="help"),
    path("aksesibilitas/", views.help_page, {"page": "accessibility"}, name="accessibility"),
    path("privasi/", views.help_page, {"page": "privacy"}, name="privacy"),
    path("", include("organizations.urls")),
    path("", include("indicators.urls")),
    path("", include("multirater.urls")),
    path("", include("reviews.urls")),
    path("", include("development.urls")),
    path("", include("awards.urls")),
    path("", include("fairness.urls")),
    path("", include("desk.urls")),
    path("api/v1/", include("desk.api.urls")),
]
