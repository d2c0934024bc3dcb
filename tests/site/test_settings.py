from __future__ import annotations

import runpy
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from pelican.plugins.dateline import DEFAULTS

from dateline.export import views

ROOT = Path(__file__).parents[2]
RECEIVED = [
    views.SiteView, views.TimelineView, views.YearView, views.MonthView, views.DayView, views.EntryView,
    views.ReadingView, views.DateView, views.ArticleView, views.ArticlePage, views.PeriodPage, views.LinkView,
]  # fmt: skip


def guide() -> str:
    return (ROOT / "docs/site.md").read_text("utf-8")


def settings_of(name: str) -> dict[str, Any]:
    return {key: value for key, value in runpy.run_path(str(ROOT / name)).items() if key.isupper()}


@pytest.mark.parametrize("setting", [*DEFAULTS, "DATELINE_TIMEZONE"])
def test_every_setting_is_documented(setting: str) -> None:
    assert f"| `{setting}` |" in guide()


def test_the_example_site_sets_only_settings_that_exist() -> None:
    names = {name for name in settings_of("pelicanconf.py") if name.startswith("DATELINE_")}
    assert names <= {*DEFAULTS, "DATELINE_TIMEZONE"}


@pytest.mark.parametrize("record", RECEIVED, ids=lambda record: record.__name__)
def test_every_field_that_templates_receive_is_documented(record: type) -> None:
    section = guide().partition(f"### {record.__name__}\n")[2].partition("\n### ")[0]
    worked_out = [name for name, value in vars(record).items() if isinstance(value, property)]
    for name in [*(field.name for field in fields(record)), *worked_out]:
        assert f"`{name}`" in section, name


@pytest.mark.parametrize("template", sorted((ROOT / "theme/templates").glob("*.html")), ids=lambda path: path.name)
def test_every_template_is_documented(template: Path) -> None:
    assert f"`{template.name}`" in guide()


def test_every_style_sheet_is_linked_by_a_template() -> None:
    templates = "".join(file.read_text("utf-8") for file in (ROOT / "theme/templates").rglob("*.html"))
    for sheet in (ROOT / "theme/static/css").glob("*.css"):
        assert f'"{sheet.stem}"' in templates or f"/{sheet.name}" in templates, sheet.name


@pytest.mark.parametrize(
    ("environment", "address"),
    [
        ({"SITEURL": "https://news.example/x/"}, "https://news.example/x"),
        ({"GITHUB_REPOSITORY": "Ada/Times"}, "https://ada.github.io/Times"),
        ({"GITHUB_REPOSITORY": "Ada/ada.github.io"}, "https://ada.github.io"),
        ({"SITEURL": "https://news.example", "GITHUB_REPOSITORY": "ada/times"}, "https://news.example"),
    ],
)
def test_the_public_address_comes_from_the_environment(
    environment: dict[str, str], address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SITEURL", "GITHUB_REPOSITORY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    settings = settings_of("publishconf.py")
    assert (settings["SITEURL"], settings["RELATIVE_URLS"]) == (address, False)
    assert settings["SITENAME"] == settings_of("pelicanconf.py")["SITENAME"]


def test_publishing_without_an_address_says_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SITEURL", "GITHUB_REPOSITORY"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(SystemExit, match="set SITEURL"):
        settings_of("publishconf.py")
