"""Coverage looks away while Django builds questions, asks the database and draws pages.

Its tracer is called for every line of Django too, which doubled the time of the tests of the apps. What
of ours runs inside these calls is not measured: the report can only tell too little, never too much.
"""

from __future__ import annotations

import functools
import sys
from typing import Any

from django.db.models import Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler, SQLInsertCompiler
from django.template.base import Template

CALLS = (
    (QuerySet, "_fetch_all"),
    (QuerySet, "_filter_or_exclude"),
    (QuerySet, "_annotate"),
    (SQLCompiler, "execute_sql"),
    (SQLInsertCompiler, "execute_sql"),
    (Model, "save_base"),
    (Template, "render"),
)


def look_away() -> None:
    """Let the tracer rest during these calls, for the rest of this process."""
    for owner, name in CALLS:
        setattr(owner, name, untraced(getattr(owner, name)))


def untraced(function: Any) -> Any:
    """Return the function with the tracer, if there is one, taken off while it runs."""

    @functools.wraps(function)
    def run(*args: Any, **kwargs: Any) -> Any:
        tracer = sys.gettrace()
        if tracer is None:
            return function(*args, **kwargs)
        sys.settrace(None)
        try:
            return function(*args, **kwargs)
        finally:
            sys.settrace(tracer)

    return run
