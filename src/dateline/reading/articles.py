"""A file in ``content/`` -> ``Article``, through Pelican's readers."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping
from fnmatch import fnmatch
from itertools import takewhile
from pathlib import Path, PurePath
from typing import Any
from zoneinfo import ZoneInfo

from pelican.plugins.signals import readers_init
from pelican.readers import Readers, parse_path_metadata
from pelican.settings import DEFAULT_CONFIG
from pelican.settings import read_settings as read_pelican_settings
from pelican.utils import slugify

from dateline.access import each_file_once
from dateline.errors import ArticleError, Place, UsageError
from dateline.model import Article
from dateline.reading.dates import article_date
from dateline.reading.guarding import ArticleAccess, bounded, docutils_settings
from dateline.reading.marked import article_text
from dateline.reading.metadata import checked_metadata
from dateline.reading.plain import KNOWN_KEYS, HtmlReader, TextReader
from dateline.reading.sources import out_of_bounds, place_of, stored_path
from dateline.timevalue.intervals import Period

LONGEST_SLUG = 100
DRAFTS = ("draft", "hidden", "skip")
STATUSES = ("published", *DRAFTS)
METADATA_KEY = re.compile(rf"\s*:?({'|'.join(sorted(KNOWN_KEYS))})\s*:", re.IGNORECASE)
ANY_KEY = re.compile(r"\s*:?[\w-]+\s*:|---")
DATE_WITHOUT_COLON = re.compile(r"\s*date\s+\S*\d", re.IGNORECASE)
HEAD_LINES = 6
SETTING_TYPES: Mapping[str, tuple[type, ...]] = {
    **dict.fromkeys(("SITENAME", "SITEURL", "DEFAULT_LANG", "TIMEZONE", "DATELINE_TIMEZONE"), (str,)),
    **dict.fromkeys(("ARTICLE_EXCLUDES", "ARTICLE_PATHS", "IGNORE_FILES", "PAGE_PATHS", "STATIC_PATHS"), (list, tuple)),
    "FEED_MAX_ITEMS": (int, type(None)),
}
"""What settings are made of that Pelican and Dateline use without a look at them."""


class DraftArticleError(ArticleError):
    """An article whose status says that it is not to be published; not a mistake."""


def read_settings(path: Path | None) -> dict[str, Any]:
    """Return Pelican's settings from a settings file, or its defaults with ``content/`` as the source.

    Raises:
        UsageError: the settings file is not there or cannot be run.
    """
    if path is None:
        return {**copy.deepcopy(DEFAULT_CONFIG), "PATH": "content"}
    if not path.is_file():
        raise UsageError("no such settings file", place=Place(str(path)), hint="name Pelican's with --settings")
    try:
        settings: dict[str, Any] = read_pelican_settings(str(path))
    except (Exception, SystemExit) as error:  # whatever the person's own Python raises
        line = getattr(error, "lineno", 0) or 0
        raise UsageError(f"the settings cannot be read: {error}", place=Place(str(path), line)) from error
    for name, kinds in SETTING_TYPES.items():
        if name in settings and not _is_of(settings[name], kinds):
            expected = "a text" if str in kinds else "a list of texts" if list in kinds else "a number or None"
            raise UsageError(f"{name} is {settings[name]!r}", place=Place(str(path)), expected=expected)
    return settings


def _is_of(value: Any, kinds: tuple[type, ...]) -> bool:
    if isinstance(value, list | tuple):
        return list in kinds and all(isinstance(each, str) for each in value)
    return isinstance(value, kinds)


class Reader:
    """Reads articles the way Pelican does, with the same settings, so that both see the same text."""

    def __init__(self, settings: Mapping[str, Any], root: Path) -> None:
        """``settings`` are Pelican's, or any part of them; ``root`` is the project's folder."""
        self._root = root.resolve()
        self._settings: dict[str, Any] = {**copy.deepcopy(DEFAULT_CONFIG), **settings}
        self._settings["DOCUTILS_SETTINGS"] = docutils_settings(self._settings)
        self._content = (self._root / self._settings["PATH"]).resolve()
        self._access = ArticleAccess(self._settings, self._root)
        self._opened: dict[str, tuple[Path, ...]] = {}
        self._mistakes: dict[str, list[ArticleError]] = {}
        # Where our plugin runs in this process, it would guard these as well, and tell of mistakes in their place.
        with readers_init.muted():
            self._readers = {**Readers(self._settings).readers, **own_readers(self._settings)}
        del self._readers["static"]
        for reader in self._readers.values():
            reader.process_metadata = _keep_dates_as_written(reader.process_metadata)

    @property
    def root(self) -> Path:
        """The project's folder, links followed."""
        return self._root

    def paths(self) -> list[Path]:
        """The article files of the project, in order of their paths: what Pelican takes for articles, and ``.txt``.

        A file that has several names by links is given once; links that are not followed are given, for ``read`` to
        tell why.
        """
        found = (path for path in self._access.boundary.walk(self._content) if self._is_article(path))
        return sorted(each_file_once(found, self._content), key=lambda path: path.parts)

    def named(self, path: Path) -> Path:
        """Return the path of an article that a person names: that of the file itself, if links made the name."""
        real = path.resolve()
        return real if real.is_relative_to(self._content) and self._is_article(real) else located(path)

    def read(self, path: Path, published: Period | None = None) -> Article:
        """Read one article; ``published``, if given, is taken for its date whatever it says itself.

        Raises:
            UndatedArticleError: its publication date stands nowhere.
            DraftArticleError: its status keeps it from being published.
            ArticleError: anything else that keeps it from being read, with the place where known.
        """
        shown = self.shown(path)
        self.require_file(path)
        reader = self._readers.get(path.suffix.lower().removeprefix("."))
        if reader is None:
            known = ", ".join(sorted(f".{suffix}" for suffix in self._readers))
            raise ArticleError("not a kind of article that can be read", place=Place(shown), expected=f"one of {known}")
        with bounded(path, shown):
            return self._read(reader, path, shown, published)

    def require_file(self, path: Path) -> None:
        """Raise ``ArticleError`` for a link to a folder that is not followed, which is among ``paths`` to be told."""
        if path.is_dir():
            shown = self.shown(path)
            raise out_of_bounds(path, shown, self._access.boundary) or ArticleError("a folder", place=Place(shown))

    def opened(self, path: Path) -> tuple[Path, ...]:
        """The files beside its own that an article took in when it was read last, in the order of their names."""
        return self._opened.get(self.shown(path), ())

    def mistakes(self, path: Path) -> list[ArticleError]:
        """What was left out of an article's metadata when it was read last, as building the site leaves it out."""
        return self._mistakes.get(self.shown(path), [])

    def _read(self, reader: Any, path: Path, shown: str, published: Period | None) -> Article:
        self._opened.pop(shown, None)
        rendering = self._access.render(reader.read, path, shown)
        self._opened[shown] = rendering.opened
        html, metadata, source = rendering.html, rendering.metadata, rendering.source
        own = {"slug": metadata.pop("slug")} if metadata.get("slug") else {}
        slug, self._mistakes[shown] = checked_metadata(own, self._settings, shown, source)
        metadata = {**self._path_metadata(path, reader), **metadata, **slug}
        _check_status(str(metadata.get("status") or "published"), source, shown)
        text = article_text(html)
        if not text.text:
            raise ArticleError("there is no text in the article", place=Place(shown), expected="at least one sentence")
        _check_head(source, shown, metadata)
        written = str(metadata.get("date") or "")
        language = str(metadata.get("lang") or self._settings.get("DEFAULT_LANG") or "en")
        zone = self._zone(metadata, source, shown)
        title = str(metadata.get("title") or title_of(path))
        return Article(
            path=shown,
            slug=self._slug(metadata, title, path),
            title=title,
            published=published
            or article_date(
                shown,
                text,
                metadata_date=written,
                place=place_of(shown, source, written, "date"),
                zone=zone,
                language=language,
            ),
            text=text.text,
            blocks=text.blocks,
            language=language,
            zone=zone,
            tags=_tags(metadata.get("tags")),
        )

    def shown(self, path: Path) -> str:
        """A path as it is shown and stored: relative to the project, with forward slashes, composed (NFC)."""
        return stored_path(located(path), self._root)

    def _is_article(self, path: Path) -> bool:
        """Tell whether a path is that of an article, or a link to a folder in the place of articles."""
        relative = path.relative_to(self._content)
        folders = {parent.as_posix() for parent in relative.parents} | {relative.as_posix()}
        left_out = {*self._settings["ARTICLE_EXCLUDES"], *self._settings["PAGE_PATHS"], *self._settings["STATIC_PATHS"]}
        wanted = {folder.rstrip("/") or "." for folder in self._settings["ARTICLE_PATHS"]}
        return (
            (path.suffix.lower().removeprefix(".") in self._readers or path.is_dir())
            and not folders & left_out
            and bool(folders & wanted)
            and not any(part.startswith(".") for part in relative.parts)
            and not any(fnmatch(part, pattern) for part in relative.parts for pattern in self._settings["IGNORE_FILES"])
        )

    def _path_metadata(self, path: Path, reader: Any) -> dict[str, Any]:
        place = located(path)
        relative = place.relative_to(self._content) if place.is_relative_to(self._content) else Path(path.name)
        found = parse_path_metadata(relative.as_posix(), self._settings, reader.process_metadata)
        # A date in the file name gives way to a dateline in the text, so it is looked up after that.
        return {key: value for key, value in found.items() if key != "date"}

    def _zone(self, metadata: Mapping[str, Any], source: str, shown: str) -> str:
        own = str(metadata.get("timezone") or "")
        zone = own or str(self._settings.get("DATELINE_TIMEZONE") or self._settings.get("TIMEZONE") or "")
        try:
            if zone:
                ZoneInfo(zone)
        except (ValueError, OSError, KeyError):  # not a name, a folder of names, not found
            raise _zone_error(zone, own, source, shown) from None
        return zone

    def _slug(self, metadata: Mapping[str, Any], title: str, path: Path) -> str:
        rules = self._settings.get("ARTICLE_REGEX_SUBSTITUTIONS") or self._settings["SLUG_REGEX_SUBSTITUTIONS"]
        named = str(metadata.get("slug") or "")
        source = path.stem if self._settings.get("SLUGIFY_SOURCE") == "basename" else title
        slug = named or str(slugify(source, rules, use_unicode=bool(self._settings.get("SLUGIFY_USE_UNICODE"))))
        if len(slug) > LONGEST_SLUG:
            slug = slug[:LONGEST_SLUG].rpartition("-")[0] or slug[:LONGEST_SLUG]
        return re.sub(r"[^\w.-]+", "-", slug).strip("-.") or "article"


def title_of(path: PurePath) -> str:
    """The title of an article that gives none, from its file's name."""
    return path.stem.replace("-", " ").replace("_", " ").capitalize()


def located(path: Path) -> Path:
    """Where a file is, its folders' links followed but not its own: a linked article goes by the name it has here."""
    return path.parent.resolve() / path.name


def own_readers(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return our readers, for the kinds of file that the settings name no other reader for."""
    kinds = [(suffix, reader) for reader in (TextReader, HtmlReader) for suffix in reader.file_extensions]
    return {suffix: reader(settings) for suffix, reader in kinds if suffix not in settings["READERS"]}


def _keep_dates_as_written(process: Any) -> Any:
    """Pelican fills what a date lacks from today's; here it stays as written, and nothing is filled in."""
    return lambda name, value: value if name in ("date", "modified") else process(name, value)


def _check_status(status: str, source: str, shown: str) -> None:
    if status.lower() in DRAFTS:
        raise DraftArticleError(f"left out, its status is {status}", place=Place(shown))
    if status.lower() not in STATUSES:
        place = place_of(shown, source, status, "status")
        raise ArticleError("unknown status", place=place, excerpt=status, expected="published or draft")


def _tags(found: Any) -> tuple[str, ...]:
    """Pelican's tags; for an empty line it has something that is no list."""
    return tuple(" ".join(str(tag).split()) for tag in found) if isinstance(found, list) else ()


def _check_head(source: str, shown: str, metadata: Mapping[str, Any]) -> None:
    """Metadata that no reader took for metadata is a mistake worth a word, not prose."""
    if metadata.get("date"):
        return
    lines = source.lstrip("\ufeff\n").split("\n")[:HEAD_LINES]
    stray = _stray_after_title(lines) if metadata.get("title") else _stray(lines)
    if stray:
        raise ArticleError(
            "the metadata has a line that is none",
            place=place_of(shown, source, stray),
            excerpt=stray.strip()[:60],
            expected='"Key: value" on each line before the first blank one',
        )


def _stray(lines: Iterable[str]) -> str:
    """The first line that is no metadata, if there is metadata near it."""
    written = [line for line in lines if line.strip()]
    found = next((i for i, line in enumerate(written) if not ANY_KEY.match(line)), len(written))
    near = written[:found] + written[found + 1 : found + 3]
    return written[found] if found < len(written) and any(METADATA_KEY.match(line) for line in near) else ""


def _stray_after_title(lines: Iterable[str]) -> str:
    """The first line of the head that is no metadata, unless it is prose that stands right after the metadata."""
    head = list(takewhile(str.strip, lines))
    found = next((i for i, line in enumerate(head) if not ANY_KEY.match(line)), len(head))
    if not 0 < found < len(head) or not METADATA_KEY.match(head[0]):
        return ""
    missed = DATE_WITHOUT_COLON.match(head[found]) or any(METADATA_KEY.match(line) for line in head[found + 1 :])
    return head[found] if missed else ""


def _zone_error(zone: str, own: str, source: str, shown: str) -> ArticleError:
    place = place_of(shown, source, own, "timezone") if own else Place(shown)
    hint = "" if own else "it is set by TIMEZONE or DATELINE_TIMEZONE"
    return ArticleError(
        "unknown time zone", place=place, excerpt=zone, expected="a name like America/Chicago", hint=hint
    )
