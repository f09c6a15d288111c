"""Addresses of indicators."""

from __future__ import annotations

app_name = "indicators"
urlpatterns: list = []
