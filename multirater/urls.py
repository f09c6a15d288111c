"""Addresses of rounds, invitations, questionnaires and results."""

from __future__ import annotations

from django.urls import URLPattern, path

from .views import round as rounds

app_name = "multirater"

round_urls = [
    path("bkd/360/", rounds.round_list, name="round-list"),
    path("bkd/360/baru/", rounds.round_new, name="round-new"),
    path("bkd/360/<int:pk>/", rounds.round_detail, name="round-detail"),
    path("bkd/360/<int:pk>/ubah/", rounds.round_edit, name="round-edit"),
    path("bkd/360/<int:pk>/peserta/", rounds.round_people, name="round-people"),
    path("bkd/360/<int:pk>/peserta/<int:scope>/keluarkan/", rounds.round_people_drop, name="round-drop"),
    path("bkd/360/<int:pk>/batalkan/", rounds.round_cancel, name="round-cancel"),
]

urlpatterns: list[URLPattern] = []
urlpatterns += round_urls
