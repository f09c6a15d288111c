"""Addresses of rounds, invitations, questionnaires and results."""

from __future__ import annotations

from django.urls import URLPattern, path

from .views import rater
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

rater_urls = [
    path("umpan-balik/360/", rater.invitation_list, name="invitation-list"),
    path("umpan-balik/360/<int:pk>/", rater.invitation_start, name="invitation-start"),
    path("umpan-balik/360/<int:pk>/isi/", rater.opinion_write, name="opinion-write"),
    path("umpan-balik/360/<int:pk>/periksa/", rater.opinion_check, name="opinion-check"),
    path("umpan-balik/360/<int:pk>/terkirim/", rater.opinion_sent, name="opinion-sent"),
]

urlpatterns: list[URLPattern] = []
urlpatterns += round_urls
urlpatterns += rater_urls
