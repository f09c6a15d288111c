"""What the tests of rounds start from."""

from __future__ import annotations

from typing import Any

import pytest

from tests.multirater.rows import Office, build_office_of_rounds


@pytest.fixture
def office(world: Any) -> Office:
    """A dinas of 28 people beside the named ones, with no round yet."""
    from tests.stored import again

    return again("office of rounds", lambda: build_office_of_rounds(world))
