"""Contrast of the colour tokens, light and dark, as WCAG 2.2 computes it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).parents[2] / "static/css/tokens.css").read_text()
LIGHT_CSS, DARK_CSS = CSS.split("@media screen and (prefers-color-scheme: dark)")


def colours(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", css))


SCHEMES = {"light": colours(LIGHT_CSS), "dark": colours(LIGHT_CSS) | colours(DARK_CSS)}
GROUNDS = ["bg", "bg-soft", "bg-tint", "page", "surface"]

TEXT = [  # 4.5:1
    *[(ink, ground) for ink in ("ink", "ink-2", "link", "brand", "bad") for ground in GROUNDS],
    *[(state, f"{state}-bg") for state in ("ok", "warn", "bad", "mute", "grow")],
    *[("visited", ground) for ground in ("page", "surface")],
    ("ink", "mute-bg"),
    ("on-brand", "brand"),
    ("on-brand", "brand-strong"),
    ("on-header", "header"),
    ("on-header-2", "header"),
]
SHAPES = [  # 3:1
    *[("line", ground) for ground in GROUNDS],
    ("focus", "focus-ring"),
    ("focus", "header"),
    *[(f"predicate-{level}", "surface") for level in range(1, 6)],
]


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_is_readable_on_its_ground(scheme: str, text: str, ground: str) -> None:
    tokens = SCHEMES[scheme]

    assert contrast(tokens[text], tokens[ground]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_shape_is_visible_on_its_ground(scheme: str, shape: str, ground: str) -> None:
    tokens = SCHEMES[scheme]

    assert contrast(tokens[shape], tokens[ground]) >= 3


@pytest.mark.parametrize("scheme", SCHEMES)
def test_focus_is_visible_on_every_ground(scheme: str) -> None:
    tokens = SCHEMES[scheme]

    for ground in [*GROUNDS, "header", "brand"]:
        pair = max(contrast(tokens["focus"], tokens[ground]), contrast(tokens["focus-ring"], tokens[ground]))
        assert pair >= 3, ground


@pytest.mark.parametrize(
    ("scheme", "one", "other", "ratio"),
    [
        ("light", "ink", "bg", 16.40),
        ("light", "ink-2", "bg", 8.00),
        ("light", "brand", "bg", 8.27),
        ("light", "ok", "ok-bg", 7.30),
        ("light", "warn", "warn-bg", 7.49),
        ("light", "bad", "bad-bg", 7.16),
        ("light", "predicate-3", "bg", 3.99),
        ("dark", "ink", "bg", 15.45),
        ("dark", "brand", "bg-tint", 7.88),
        ("dark", "on-brand", "brand", 9.46),
    ],
)
def test_computation_agrees_with_the_design_page(scheme: str, one: str, other: str, ratio: float) -> None:
    tokens = SCHEMES[scheme]

    assert contrast(tokens[one], tokens[other]) == pytest.approx(ratio, abs=0.02)


def test_print_never_gets_the_dark_grounds() -> None:
    assert (
        CSS.count("prefers-color-scheme: dark")
        == CSS.count("@media screen and (prefers-color-scheme: dark)")
        == 1
    )


def test_components_name_no_colour_of_their_own() -> None:
    css = (Path(__file__).parents[2] / "static/css/app.css").read_text()

    assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b", css)) <= {"#16202e"}  # ink on the yellow skip link


def test_every_token_that_is_used_exists() -> None:
    css = (Path(__file__).parents[2] / "static/css/app.css").read_text()

    assert set(re.findall(r"var\(--([\w-]+)\)", css)) <= set(re.findall(r"--([\w-]+):", CSS))
