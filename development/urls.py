"""Addresses of careers, development and learning."""

from __future__ import annotations

from django.urls import path

from .views import goal, plan

app_name = "development"

goal_urls = [
    path("pengembangan/", goal.development_list, name="development-list"),
    path("pengembangan/baru/", goal.development_new, name="development-new"),
    path("pengembangan/<int:pk>/selesai/", goal.development_done, name="development-done"),
    path("tim/<int:plan>/pengembangan/", goal.development_of_plan, name="development-of-plan"),
]
plan_urls = [
    path("tim/pengembangan/", plan.care_list, name="care-list"),
    path("pengembangan/susun/<int:evaluation>/", plan.plan_begin, name="plan-begin"),
    path("pengembangan/dukungan/", plan.promises, name="promises"),
    path("pengembangan/rencana/<int:pk>/", plan.plan_detail, name="plan-detail"),
    path("pengembangan/rencana/<int:pk>/kegiatan/", plan.action_new, name="action-new"),
    path("pengembangan/rencana/<int:pk>/sepakati/", plan.plan_agree, name="plan-agree"),
    path("pengembangan/rencana/<int:pk>/tinjau/", plan.plan_review, name="plan-review"),
    path("pengembangan/rencana/<int:pk>/tutup/", plan.plan_close, name="plan-close"),
    path("pengembangan/kegiatan/<int:pk>/selesai/", plan.action_done, name="action-done"),
    path("pengembangan/kegiatan/<int:pk>/membantu/", plan.action_helped, name="action-helped"),
    path("pengembangan/kegiatan/<int:pk>/hapus/", plan.action_drop, name="action-drop"),
]
urlpatterns = goal_urls
urlpatterns += plan_urls
