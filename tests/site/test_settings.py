from __future__ import annotations

import re
import runpy
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from pelican.writers import Writer

from dateline.export import views
from dateline.export.formats import FORMATS
from dateline.sitesettings import COLOURS, DEFAULTS, FIELDS, TITLES, complete

ROOT = Path(__file__).parents[2]
RECEIVED = [each for each in vars(views).values() if is_dataclass(each) and each.__module__ == views.__name__]


def guide() -> str:
    return (ROOT / "docs/site.md").read_text("utf-8")


def settings_of(name: str) -> dict[str, Any]:
    return {key: value for key, value in runpy.run_path(str(ROOT / name)).items() if key.isupper()}


@pytest.mark.parametrize("setting", DEFAULTS)
def test_every_setting_is_documented(setting: str) -> None:
    assert f"| `{setting}` |" in guide()


def test_the_example_site_sets_only_settings_that_exist() -> None:
    names = {name for name in settings_of("pelicanconf.py") if name.startswith("DATELINE_")}
    assert names <= {*DEFAULTS}


@pytest.mark.parametrize("record", RECEIVED, ids=lambda record: record.__name__)
def test_every_field_that_templates_receive_is_documented(record: type) -> None:
    section = guide().partition(f"### {record.__name__}\n")[2].partition("\n### ")[0]
    worked_out = [name for name, value in vars(record).items() if isinstance(value, property)]
    for name in [*(field.name for field in fields(record)), *worked_out]:
        assert f"`{name}`" in section, name


def test_each_template_receives_what_the_guide_says(
    monkeypatch: pytest.MonkeyPatch, project: Path, build: Callable[..., Path]
) -> None:
    received: dict[str, set[str]] = {}

    def write_file(writer: Writer, name: str, template: Any, context: Any, *args: Any, **extra: Any) -> None:
        received.setdefault(Path(template.name).name, set()).update(extra)

    monkeypatch.setattr(Writer, "write_file", write_file)
    (project / "timeline/tagged.yaml").write_text("entries: [{date: 1910, title: Tagged, tags: [sky]}]\n", "utf-8")
    build(DATELINE_TAG_ENTRIES=1)
    rows = re.findall(r"^\| (`[\w.]+\.html`(?:, `[\w.]+\.html`)*) \| (.+) \|$", guide(), re.MULTILINE)
    documented = {
        name: set(re.findall(r"`(\w+)`", row)) for names, row in rows for name in re.findall("`(.+?)`", names)
    }
    own = {name: extra - {"url", "page_url", "jsonld"} for name, extra in received.items() if "page_url" in extra}
    assert len(own) == 7
    for name, extra in own.items():
        assert extra == documented[name] & extra, name
        assert extra, name


@pytest.mark.parametrize("template", sorted((ROOT / "theme/templates").glob("*.html")), ids=lambda path: path.name)
def test_every_template_is_documented(template: Path) -> None:
    assert f"`{template.name}`" in guide()


@pytest.mark.parametrize("kind", ["css", "js"])
def test_every_style_sheet_and_script_is_linked_by_a_template(kind: str) -> None:
    templates = "".join(file.read_text("utf-8") for file in (ROOT / "theme/templates").rglob("*.html"))
    for file in (ROOT / "theme/static" / kind).glob(f"*.{kind}"):
        assert f'"{file.stem}"' in templates or f"/{file.name}" in templates, file.name


def test_every_script_is_documented_and_shares_its_name_with_a_template() -> None:
    names = {path.stem for path in (ROOT / "theme/templates").rglob("*.html")}
    for script in (ROOT / "theme/static/js").glob("*.js"):
        assert f"| `{script.name}` |" in guide()
        assert script.stem in names


@pytest.mark.parametrize("choice", [*COLOURS, *TITLES, *(f'"{field}"' for field in FIELDS)])
def test_every_choice_of_a_setting_is_documented(choice: str) -> None:
    assert f"`{choice}`" in guide() or choice in guide().partition("`DATELINE_FIELDS` |")[2].partition("\n")[0]


WRONG = {
    "DATELINE_ORDER": "latest",
    "DATELINE_GROUPING": "week",
    "DATELINE_DATE_STYLE": "short",
    "DATELINE_HIGHLIGHTS": -1,
    "DATELINE_PAGE_ENTRIES": 0,
    "DATELINE_TAG_ENTRIES": True,
    "DATELINE_FIELDS": ["text", "author"],
    "DATELINE_TITLES": {"timeline": "Chronik"},
    "DATELINE_COLOURS": {"accent": "red; background: url(https://evil.example)"},
    "DATELINE_EDIT_URL": "javascript:alert('{path}')",
    "DATELINE_SANITIZE": "no",
    "DATELINE_FOLDER": "../outside",
    "DATELINE_HOME_SAVE_AS": "/etc/passwd",
    "DATELINE_SEARCH_SAVE_AS": None,
    "DATELINE_TIMELINE": 5,
    "DATELINE_TIMEZONE": [],
    "DATELINE_EXPORTS": {"pdf": "timeline.pdf"},
    "DATELINE_LANGUAGE": 4,
}


@pytest.mark.parametrize("name", WRONG)
def test_a_setting_that_cannot_be_is_told_of_and_its_default_is_used(name: str) -> None:
    settings = {name: WRONG[name]}
    (complaint,) = complete(settings, FORMATS)
    assert complaint.startswith(f"{name} is {WRONG[name]!r}, expected ")
    assert settings[name] == (TITLES if name == "DATELINE_TITLES" else DEFAULTS[name])


def test_settings_that_can_be_stay_as_they_are() -> None:
    settings = {
        "DATELINE_TITLES": {"home": "Chronik"},
        "DATELINE_COLOURS": {"accent": ("#00589c", "#8cc8ff"), "ink": "#000"},
        "DATELINE_EDIT_URL": "https://github.com/ada/times/edit/main/{path}#L{line}",
        "DATELINE_EXPORTS": {"ics": "calendar/all.ics", "atom": ""},
        "DATELINE_FIELDS": ["source"],
    }
    before = dict(settings)
    assert complete(settings, FORMATS) == []
    assert {name: settings[name] for name in before} == {**before, "DATELINE_TITLES": {**TITLES, "home": "Chronik"}}


def test_a_name_that_no_setting_has_is_told_of_with_the_one_that_was_meant() -> None:
    assert complete({"DATELINE_COLORS": {}}, FORMATS) == [
        "DATELINE_COLORS is no setting of Dateline; did you mean DATELINE_COLOURS?"
    ]


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
    assert (settings["SITEURL"], settings["RELATIVE_URLS"]) == (address, True)
    assert settings["SITENAME"] == settings_of("pelicanconf.py")["SITENAME"]


def test_publishing_without_an_address_says_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SITEURL", "GITHUB_REPOSITORY"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(SystemExit, match="set SITEURL"):
        settings_of("publishconf.py")


def test_files_that_share_a_place_are_told_and_the_first_keeps_it() -> None:
    settings = {"DATELINE_SEARCH_SAVE_AS": "Index.html", "DATELINE_EXPORTS": {"json": "a.json", "jsonld": "a.json"}}
    (search, jsonld) = complete(settings, FORMATS)
    assert search.startswith("DATELINE_SEARCH_SAVE_AS is 'Index.html', the file of DATELINE_HOME_SAVE_AS")
    assert jsonld.startswith("'jsonld' of DATELINE_EXPORTS is 'a.json', the file of 'json' of DATELINE_EXPORTS")
    assert settings["DATELINE_SEARCH_SAVE_AS"] == ""
    assert settings["DATELINE_EXPORTS"] == {"json": "a.json", "jsonld": ""}
