"""What articles have copied into the site: regular files of the content folder that nothing runs."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.site.conftest import ROOT, Build

from dateline.export.activefiles import what_runs

Errors = Callable[[], list[str]]
HEAD = "Title: Rain\nDate: 1910-07-01\n\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink">{}</svg>'


@pytest.fixture
def secrets(project: Path) -> Path:
    """A project with files that are not for its site."""
    for name in (".git/config", ".env", "settings.dat", "content/.hidden.dat", "content/.desk/a.dat"):
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_text("SECRET")
    (project.parent / "above.dat").write_text("SECRET")
    (project / "content/pictures").mkdir()
    (project / "content/pictures/rain.png").write_bytes(b"PNG")
    (project / "content/link.dat").symlink_to("../settings.dat")
    (project / "content/dots.dat").symlink_to(".hidden.dat")
    for name in ("settings.dat", ".hidden.dat"):
        (project / "desk").mkdir(exist_ok=True)
        (project / f"desk/{name}").write_text("SECRET")
    os.mkfifo(project / "content/pipe.dat")
    return project


def secret_files(site: Path) -> list[Path]:
    return [path for path in site.rglob("*") if path.is_file() and b"SECRET" in path.read_bytes()]


LINKS = [
    "/etc/passwd", "../.git/config", "../.env", "../settings.dat", "../../above.dat", ".hidden.dat", ".desk/a.dat",
    "link.dat", "dots.dat", "pictures/up/settings.dat", "pictures/up/.hidden.dat", "/../settings.dat",
    "pictures/../../settings.dat", "%2e%2e/settings.dat", "..%2fsettings.dat", "pipe.dat", "pictures", "nowhere.png",
    "/", "..", "pictures/up/../settings.dat",
]  # fmt: skip


@pytest.mark.parametrize("copied", [{}, {"STATIC_CREATE_LINKS": True}, {"OUTPUT_SOURCES": True}], ids=str)
@pytest.mark.parametrize("word", ["static", "attach"])
def test_no_link_copies_what_is_not_for_the_site(
    secrets: Path, build: Build, errors: Errors, word: str, copied: dict[str, bool]
) -> None:
    (secrets / "content/pictures/up").symlink_to("../../desk")
    for number, link in enumerate(LINKS):
        text = f"It rained.\n\n[x]({{{word}}}{link}) on Friday.\n"
        (secrets / f"content/rain-{number:02}.md").write_text(HEAD + text)
    site = build(**copied)
    assert secret_files(site) == []
    told = [each for each in errors() if not each.startswith("content/pictures/up: error: the link leads out of")]
    assert [": error: the article links to " in each for each in told] == [True] * len(LINKS)
    assert len(errors()) == len(told) + 1
    assert len([each for each in errors() if ":6:" in each]) == len(LINKS) - 1  # "/" is the name of nothing
    assert not [path for path in site.rglob("*") if path.is_symlink()]


def test_the_line_of_a_link_names_it(secrets: Path, build: Build, errors: Errors) -> None:
    (secrets / "content/rain.md").write_text(f"{HEAD}It rained.\n\n![x]({{static}}../settings.dat)\n")
    build()
    says = 'error: the article links to a file that is not for the site, found "../settings.dat"'
    hint = "only files of the content folder and STATIC_PATHS, and none that is hidden"
    assert errors() == [f"content/rain.md:6:14: {says} ({hint})"]


def test_what_is_for_the_site_is_copied(secrets: Path, build: Build, errors: Errors) -> None:
    (secrets / "content/sub").mkdir()
    (secrets / "content/sub/rain.md").write_text(
        f"{HEAD}![x]({{static}}../pictures/rain.png) ![x]({{attach}}chart.svg) [x]({{static}}/data%20set.csv) rain\n"
    )
    (secrets / "content/sub/chart.svg").write_text(SVG.format("<path d='M0 0'/>"))
    (secrets / "content/data set.csv").write_text("a,b")
    site = build()
    assert errors() == []
    for name in ("pictures/rain.png", "articles/chart.svg", "data set.csv"):
        assert (site / name).is_file(), name


def test_metadata_copy_nothing(secrets: Path, build: Build) -> None:
    links = "".join(f"{key}: {{static}}../settings.dat\n" for key in ("Cover", "Summary", "Image"))
    (secrets / "content/rain.md").write_text(f"Title: Rain\nDate: 1910-07-01\n{links}\nIt rained.\n")
    assert secret_files(build()) == []


def test_a_folder_of_the_settings_is_no_way_out(secrets: Path, build: Build, errors: Errors) -> None:
    (secrets / "content/images").symlink_to("../..")
    (secrets / "content/extra").symlink_to("../.git")
    assert secret_files(build()) == []
    assert [each.partition(" (")[0] for each in errors()] == [
        "content/extra: error: the link leads out of the content folder",
        "content/images: error: the link leads out of the content folder",
    ]
    (secrets / "content/robots.dat").symlink_to("../settings.dat")
    assert secret_files(build(STATIC_PATHS=["robots.dat", "extra"], EXTRA_PATH_METADATA={"robots.dat": {}})) == []
    assert "content/robots.dat: error: the link leads out of the content folder" in errors()[-1]
    (secrets / "shared").mkdir()
    (secrets / "shared/logo.png").write_bytes(b"PNG")
    site = build(STATIC_PATHS=["../shared"], EXTRA_PATH_METADATA={"../shared/logo.png": {"save_as": "logo.png"}})
    assert (site / "logo.png").is_file()


ACTIVE = ["a.html", "a.HTM", "a.xhtml", "a.js", "a.mjs", "a.xml", "a.svgz", "a.php", "a.shtml", "a.php.txt", "a.wasm"]


def test_what_browsers_or_servers_run_is_not_copied(project: Path, build: Build, errors: Errors) -> None:
    links = [name for name in ACTIVE if name not in {"a.html", "a.HTM"}]  # these would be links to articles
    for folder in ("images", "files"):
        (project / f"content/{folder}").mkdir()
        for name in ACTIVE:
            (project / f"content/{folder}/{name}").write_bytes(b"<script>")
    text = " ".join(f"[x]({{attach}}files/{name})" for name in links)
    (project / "content/rain.md").write_text(f"{HEAD}It rained. {text}\n")
    site = build(ARTICLE_EXCLUDES=["images", "files"])
    assert [path for path in site.rglob("a.*") if path.is_file()] == []
    refused = [f"content/images/{name}" for name in ACTIVE] + [f"content/files/{name}" for name in links]
    assert sorted(each.partition(": error: browsers or servers run such a file")[0] for each in errors()) == sorted(
        refused
    )


def test_what_the_settings_name_themselves_is_copied(project: Path, build: Build, errors: Errors) -> None:
    (project / "content/extra").mkdir()
    (project / "content/extra/proof.html").write_text("proof")
    (project / "content/extra/.nojekyll").write_text("")
    (project / "content/extra/robots.txt").write_text("User-agent: *")
    named = {"extra/robots.txt": {"path": "robots.txt"}, "extra/proof.html": {"path": "proof.html"}}
    paths = ["extra/proof.html", "extra/.nojekyll", "extra/robots.txt"]
    site = build(STATIC_PATHS=paths, EXTRA_PATH_METADATA=named, ARTICLE_EXCLUDES=["extra"])
    assert errors() == []
    for name in ("proof.html", "extra/.nojekyll", "robots.txt"):
        assert (site / name).is_file(), name


def test_trusted_files_are_copied_as_they_are(project: Path, build: Build, errors: Errors) -> None:
    (project / "content/images").mkdir()
    (project / "content/images/a.svg").write_text(SVG.format("<script>1</script>"))
    (project / "content/images/a.js").write_text("1")
    site = build(DATELINE_SANITIZE=False)
    assert (site / "images/a.svg").is_file()
    assert (site / "images/a.js").is_file()
    assert errors() == []


RUNNING = {
    "<script>1</script>": "the element script",
    "<foreignObject/>": "the element foreignObject",
    "<g onclick='x()'/>": "the attribute onclick",
    "<a href=' java&#10;script:x()'/>": "a script in the attribute href",
    "<a x:href='javascript:x()'/>": "a script in the attribute href",
    "<animate attributeName='href' values='#a;javascript:x()'/>": "a script in the attribute values",
    "<use href='data:image/svg+xml,x'/>": "a script in the attribute href",
    "<h:script xmlns:h='http://www.w3.org/1999/xhtml'/>": "the element script",
    "<h:p xmlns:h='http://www.w3.org/1999/xhtml'/>": "the element p",
    "<?xml-stylesheet href='a.xsl'?>": "the instruction xml-stylesheet",
    "<g>" * 300 + "</g>" * 300: "elements nested more than 250 deep",
    "<g>": "markup that is no XML (mismatched tag, line 1)",
}


def test_a_picture_that_runs_is_not_copied(project: Path, build: Build, errors: Errors) -> None:
    (project / "content/images").mkdir()
    for number, markup in enumerate(RUNNING):
        (project / f"content/images/a-{number:02}.svg").write_text(SVG.format(markup))
    assert list(build().rglob("a-*.svg")) == []
    says = "error: the picture may run, so it is not copied, found"
    assert [each.partition(" (name the file")[0] for each in errors()] == [
        f'content/images/a-{number:02}.svg: {says} "{found}"' for number, found in enumerate(RUNNING.values())
    ]


def test_entities_of_a_picture_are_not_expanded() -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 20))
    assert what_runs(f"<!DOCTYPE svg [<!ENTITY a0 'x'>{entities}]>{SVG.format('&a19;')}".encode()) == "the entity a0"


def test_pictures_as_programs_write_them_are_copied() -> None:
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd">\n'
    body = "<style>a { fill: red }</style><image href='data:image/png;base64,AA'/><a href='https://x.org/'><text/></a>"
    assert what_runs((head + SVG.format(body)).encode()) == ""
    assert what_runs((ROOT / "theme/static/icon.svg").read_bytes()) == ""


@pytest.mark.parametrize(
    "name",
    ["theme/css/base.css", "Theme/css/base.css", "card.png", "timeline.json", "pagefind/x.css", "feeds/timeline.json"],
)
def test_no_file_takes_the_place_of_one_of_the_site(project: Path, build: Build, errors: Errors, name: str) -> None:
    (project / f"content/{name}").parent.mkdir(parents=True, exist_ok=True)
    (project / f"content/{name}").write_text("SECRET")
    (project / "content/rain.md").write_text(
        f"Title: Rain\nDate: 1910-07-01\nSave_as: rain.html\nURL: rain.html\n\n[x]({{attach}}{name}) rained.\n"
    )
    assert secret_files(build()) == []
    assert [": error: would be copied in the place of another file" in each for each in errors()] == [True]


def test_a_name_that_looks_like_a_date_stops_nothing(project: Path, build: Build, errors: Errors) -> None:
    (project / "content/images").mkdir()
    (project / "content/images/2024-99-99.png").write_bytes(b"PNG")
    assert (build() / "images/2024-99-99.png").is_file()
    assert errors() == []
