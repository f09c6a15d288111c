"""Decisions about what a person may do: yes, or no with the reason as a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from .errors import Denied


@dataclass(frozen=True)
class Decision:
    """An answer to "may this person do this?"; truthy when allowed, else carries the reason."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


ALLOW = Decision(True)


def deny(reason: str) -> Decision:
    """Return a refusal with the sentence that the person reads."""
    return Decision(False, reason)


def require(decision: Decision) -> None:
    """Raise Denied with the reason unless the decision allows."""
    if not decision:
        raise Denied(decision.reason)


def first_denial(*decisions: Decision) -> Decision:
    """Return the first refusal among the decisions, else ALLOW."""
    return next((decision for decision in decisions if not decision), ALLOW)
