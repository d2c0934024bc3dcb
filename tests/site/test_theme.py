from __future__ import annotations

import re
from pathlib import Path

import pytest

from dateline.export.fragments import THEME_IDS

THEME = Path(__file__).parents[2] / "theme"
TEXT_ON_GROUND = [
    ("ink", "paper"), ("ink-soft", "paper"), ("accent", "paper"), ("ink", "accent-wash"), ("ink-soft", "accent-wash"),
    ("accent", "accent-wash"),
]  # fmt: skip


def schemes() -> dict[str, dict[str, str]]:
    """The colours of each colour scheme, by name."""
    light, _, dark = (THEME / "static/css/tokens.css").read_text("utf-8").partition("(prefers-color-scheme: dark)")
    colour = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")
    return {"light": dict(colour.findall(light)), "dark": dict(colour.findall(dark))}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_text_stands_out_from_its_ground(scheme: str, text: str, ground: str) -> None:
    colours = schemes()[scheme]
    assert contrast(colours[text], colours[ground]) >= 4.5


def test_colours_stand_in_the_tokens_and_nowhere_else() -> None:
    for sheet in (THEME / "static/css").glob("*.css"):
        if sheet.stem not in ("tokens", "print"):
            # A mask is what its colours are not: all of it is as good as black.
            text = sheet.read_text("utf-8").replace("%23000", "").replace("#000", "")
            assert not re.search(r"#[0-9a-f]{3,8}\b|rgb\(|hsl\(", text), sheet.name


def test_the_styles_weigh_little_and_load_nothing() -> None:
    sheets = [sheet.read_text("utf-8") for sheet in (THEME / "static/css").glob("*.css")]
    assert sum(map(len, sheets)) <= 20_000
    assert not any(re.search(r'url\((?!"data:)|@import|@font-face', sheet) for sheet in sheets)


def test_the_scripts_weigh_little() -> None:
    assert sum(script.stat().st_size for script in (THEME / "static/js").glob("*.js")) <= 15_000


def test_templates_have_no_script_and_no_style_inside_the_page() -> None:
    inside = re.compile(r"<script(?! src=| type=\"application/ld\+json\")|<style|\sstyle=|\son\w+=")
    for template in (THEME / "templates").rglob("*.html"):
        assert not inside.search(template.read_text("utf-8")), template.name


def test_the_theme_s_own_places_are_known_so_that_nothing_else_is_called_like_them() -> None:
    templates = "".join(file.read_text("utf-8") for file in (THEME / "templates").rglob("*.html"))
    said = set(re.findall(r'\sid="([\w-]+)"', templates))
    looped = {"filter-source", "filter-tag", "filter-from", "filter-to"}
    assert said | looped <= THEME_IDS
    assert {'id="filter-{{ name }}"'} <= set(re.findall(r'id="filter-\{\{ name \}\}"', templates))
