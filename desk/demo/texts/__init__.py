"""The words of the demo: work plans by family of positions, and what people say about them."""

from __future__ import annotations

from . import health, leaders, offices, schools, services
from .shape import Family, Measure, Promise, families

FAMILIES: dict[str, Family] = {
    family.name: family
    for module in (leaders, schools, health, offices, services)
    for family in families(module.TEXT)
}

__all__ = ["FAMILIES", "Family", "Measure", "Promise"]
