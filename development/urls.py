"""Addresses of careers, development and learning."""

from __future__ import annotations

from django.urls import path

from .views import goal

app_name = "development"

goal_urls = [
    path("pengembangan/", goal.development_list, name="development-list"),
    path("pengembangan/baru/", goal.development_new, name="development-new"),
    path("pengembangan/<int:pk>/selesai/", goal.development_done, name="development-done"),
    path("tim/<int:plan>/pengembangan/", goal.development_of_plan, name="development-of-plan"),
]
urlpatterns = goal_urls
