"""What the tests of fairness start from."""

from __future__ import annotations

from tests.multirater.conftest import office

__all__ = ["office"]
