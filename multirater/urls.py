"""Addresses of rounds, invitations, questionnaires and results."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "multirater"
urlpatterns: list[URLPattern] = []
