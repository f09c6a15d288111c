"""Small secrets in columns: read with the right key alone, and telling nothing by themselves."""

from __future__ import annotations

import base64

import pytest
from django.test import override_settings

from appraisal.cipher import Unreadable, decrypt, encrypt


def test_a_text_comes_back_and_is_not_seen_in_between() -> None:
    token = encrypt("Ani menulis")

    assert decrypt(token) == "Ani menulis"
    assert "Ani" not in token
    assert encrypt("Ani menulis") != token


def test_an_envelope_does_not_tell_when_it_was_closed() -> None:
    assert base64.urlsafe_b64decode(encrypt("x"))[1:9] == bytes(8)


def test_a_new_key_comes_first_and_the_old_one_still_opens() -> None:
    with override_settings(IDENTITY_KEYS=["lama"]):
        token = encrypt("x")
    with override_settings(IDENTITY_KEYS=["baru", "lama"]):
        assert decrypt(token) == "x"
        newer = encrypt("y")
    with override_settings(IDENTITY_KEYS=["lama"]), pytest.raises(Unreadable):
        decrypt(newer)


def test_an_altered_envelope_stays_shut() -> None:
    token = encrypt("x")

    with pytest.raises(Unreadable):
        decrypt(token[:40] + ("A" if token[40] != "A" else "B") + token[41:])
