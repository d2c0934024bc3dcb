"""One article after another: read, extract, bring its timeline file up to date. One that fails never stops the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from dateline.errors import ArticleError, DatelineError, Place, UsageError
from dateline.pipeline import extract_article
from dateline.reading import DraftArticleError, Reader, located, read_settings
from dateline.store import Decision, TimelineFolder

SETTINGS = "pelicanconf.py"
TIMELINE = "timeline"


@dataclass(frozen=True)
class Project:
    """Where a project's articles and timeline are; paths in timeline files start from ``root``."""

    root: Path
    content: Path
    timeline: Path
    settings_file: Path | None
    settings: dict[str, Any] = field(repr=False)

    @staticmethod
    def load(settings_file: Path | None = None, folder: Path | None = None) -> Project:
        """Load the project in a folder (here, if none is named), with Pelican's settings if there are any.

        Raises:
            UsageError: the settings cannot be read.
        """
        folder = (folder or Path()).resolve()
        standard = folder / SETTINGS
        settings_file = settings_file or (standard if standard.is_file() else None)
        settings = read_settings(settings_file)
        content = (folder / settings["PATH"]).resolve()
        timeline = content.parent / settings.get("DATELINE_TIMELINE", TIMELINE)
        return Project(content.parent, content, timeline, settings_file, settings)

    @cached_property
    def reader(self) -> Reader:
        """Reads this project's articles."""
        return Reader(self.settings, self.root)

    def articles(self, paths: Iterable[Path] = ()) -> list[Path]:
        """Return the article files among ``paths``, folders being searched; all of the project's if there are none.

        Raises:
            UsageError: there is no content folder, or no article in a folder that is named.
        """
        if not self.content.is_dir():
            hint = "put articles there, or name another folder with PATH in pelicanconf.py"
            raise UsageError("there is no content folder", place=Place(self.reader.shown(self.content)), hint=hint)
        named = list(paths)
        if not named:
            return self.reader.paths()
        files = {located(path) for path in named if not path.is_dir()}
        within = [article for path in named if path.is_dir() for article in self._articles_in(path)]
        return sorted(files.union(within))

    def _articles_in(self, folder: Path) -> list[Path]:
        found = [path for path in self.reader.paths() if path.is_relative_to(folder.resolve())]
        if not found:
            hint = f"articles are looked for in {self.reader.shown(self.content)}"
            raise UsageError("no articles in this folder", place=Place(self.reader.shown(folder.resolve())), hint=hint)
        return found


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article: a decision about its timeline file, or the error that stopped it, or neither."""

    article: str
    file: str = ""
    entries: int = 0
    decision: Decision | None = None
    error: DatelineError | None = None
    notice: str = ""


def extract_project(project: Project, articles: Iterable[Path], *, dry_run: bool = False) -> Iterator[Outcome]:
    """Bring the timeline files of articles up to date, telling of each as it is done."""
    folder = TimelineFolder(project.timeline, project.root)
    for path in articles:
        shown = project.reader.shown(path)
        try:
            yield _extract(project, folder, path, dry_run=dry_run)
        except DraftArticleError as draft:
            yield Outcome(shown, notice=draft.message)
        except DatelineError as error:
            yield Outcome(shown, error=error.at(Place(shown)))


def _extract(project: Project, folder: TimelineFolder, path: Path, *, dry_run: bool) -> Outcome:
    shown = project.reader.shown(path)
    if not located(path).is_relative_to(project.root):
        raise ArticleError("outside of the project's folder", place=Place(shown), hint="copy it to the content folder")
    article = project.reader.read(path)
    try:
        entries = extract_article(article)
    except DatelineError:
        raise
    except Exception as error:  # a fault of ours in one article shall not cost the others
        fault = f"Dateline failed here ({type(error).__name__}: {error})"
        raise ArticleError(fault, place=Place(shown), hint="please report it; --debug shows where") from error
    try:
        file, decision = folder.update(article, entries, dry_run=dry_run)
    except OSError as error:
        at = f"see to it that you may write to {project.reader.shown(project.timeline)}/"
        fault = f"its timeline file cannot be written: {error.strerror or error}"
        raise ArticleError(fault, place=Place(shown), hint=at) from error
    return Outcome(shown, project.reader.shown(file), len(entries), decision)
