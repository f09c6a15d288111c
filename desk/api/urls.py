"""Addresses of the API: tokens only, so that neither the login page nor a cookie has a say."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_safe

from .lists import api

app_name = "api"


@login_not_required
@require_safe
def document(request: HttpRequest) -> HttpResponse:
    """Give the OpenAPI document; it holds the shape of the data and none of them."""
    root = reverse("api:document").removesuffix("openapi.json")
    return JsonResponse(api.get_openapi_schema(path_prefix=root))


urlpatterns = [
    path("openapi.json", document, name="document"),
    *(each for each in api.urls[0] if isinstance(each, URLPattern) and each.name != "api-root"),
]
for each in urlpatterns:
    login_not_required(each.callback)  # type: ignore[type-var]
