"""One article after another: read, extract, bring its timeline file up to date. One that fails never stops the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from dateline.errors import ArticleError, DatelineError, Place, TimelineFileError, UsageError
from dateline.joining import join_events
from dateline.model import Article, Entry
from dateline.pipeline import extract_article
from dateline.reading import DraftArticleError, Reader, located, read_settings
from dateline.settled import Memory, Settled
from dateline.store import DELETED, Action, DateReader, Merge, TimelineFile, TimelineFolder, timeline_paths, writing
from dateline.typed_dates import date_in_words

SETTINGS = "pelicanconf.py"
ALL = ""
"""What the whole timeline is remembered under, where an article is under its path."""
TIMELINE = "timeline"
# reStructuredText and Markdown extensions take text from other files.
INCLUDES = re.compile(rb"include::|\{%|\{!|--8<--")


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

    @property
    def in_words(self) -> DateReader:
        """Reads dates that are typed in words, in the language of the site."""
        return partial(date_in_words, language=str(self.settings.get("DEFAULT_LANG") or "en"))

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

    def timeline_files(self, paths: Iterable[Path] = ()) -> list[Path]:
        """Return the timeline files among ``paths``, folders being searched; all of the project's if there are none."""
        named = list(paths) or [self.timeline]
        return [file for path in named for file in (timeline_paths(path) if path.is_dir() else [path])]

    def _articles_in(self, folder: Path) -> list[Path]:
        found = [path for path in self.reader.paths() if path.is_relative_to(folder.resolve())]
        if not found:
            hint = f"articles are looked for in {self.reader.shown(self.content)}"
            raise UsageError("no articles in this folder", place=Place(self.reader.shown(folder.resolve())), hint=hint)
        return found


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article: what was done to its timeline file, or the error that stopped it, or neither."""

    article: str
    file: str = ""
    entries: int = 0
    merge: Merge | None = None
    conflicts: int = 0
    error: DatelineError | None = None
    notice: str = ""
    of_events: bool = False
    """The article was done before, and this is what came of comparing it with the others."""


def nobody_waits() -> None:
    """Say nothing while another run is at work."""


def extract_project(
    project: Project,
    articles: Iterable[Path],
    *,
    dry_run: bool = False,
    afresh: bool = False,
    waiting: Callable[[], None] = nobody_waits,
) -> Iterator[Outcome]:
    """Bring the timeline files of articles up to date, telling of each as it is done.

    An article that is as it was when it was last done, its files too, is passed over, unless ``afresh``. Then the
    entries of the whole timeline are compared, and those that tell of one happening are given the same event.
    ``waiting`` is called where another run has to end first.
    """
    if dry_run:
        yield from _Extraction(project, afresh=afresh, dry_run=True).outcomes(articles)
        return
    try:
        with writing(project.timeline, waiting):
            extraction = _Extraction(project, afresh=afresh, dry_run=False)
            try:
                yield from extraction.outcomes(articles)
            finally:
                extraction.memory.save()
    except OSError as error:
        raise unwritable(project, error, project.timeline) from error


def unwritable(project: Project, error: OSError, path: Path) -> TimelineFileError:
    """Return what keeps a file of the timeline from being written; ``path`` is for an error that names none."""
    shown = project.reader.shown
    hint = f"see to it that you may write to {shown(project.timeline)}/, and that the disk is not full"
    place = Place(shown(Path(error.filename or path)))
    return TimelineFileError(f"cannot be written: {error.strerror or error}", place=place, hint=hint)


class _Extraction:
    """One run over a project."""

    def __init__(self, project: Project, *, afresh: bool, dry_run: bool) -> None:
        self._project = project
        self._afresh = afresh
        self._dry_run = dry_run
        self._shown = project.reader.shown
        self._place = self._shown(project.timeline)
        self._folder = TimelineFolder(project.timeline, project.root, self._shown)
        self.memory = Memory(project.timeline, project.settings)

    def outcomes(self, articles: Iterable[Path]) -> Iterator[Outcome]:
        for path in articles:
            shown = self._shown(path)
            # What is remembered is what was there before it was read, should someone save it meanwhile.
            data = _bytes(path)
            source = self.memory.digest(data) if data is not None else ""
            outcome = self._settled(shown, source)
            if outcome is None:
                outcome = self._outcome(path, shown)
                if not self._dry_run:
                    hangs_on_others = data is None or INCLUDES.search(data)
                    self.memory.remember(shown, None if hangs_on_others else self._state(shown, source, outcome))
            yield outcome
        yield from self._events()

    def _events(self) -> Iterator[Outcome]:
        """Join what tells of one happening; nothing to do where the timeline is as it was the last time."""
        settled = self.memory.recall(ALL)
        if settled and not self._afresh and not self._dry_run and settled.article == self._collection():
            return
        failed = False
        for file, events in join_events(self._folder, self._project.in_words):
            outcome = self._joined(file, events)
            failed = failed or outcome.error is not None
            yield outcome
        if not failed and not self._dry_run:
            self.memory.remember(ALL, Settled(self._collection(), "", "", "", 0))

    def _joined(self, file: TimelineFile, events: Mapping[str, str]) -> Outcome:
        article, path = file.article or "", Path(file.path)
        try:
            merged = self._folder.merge_events(path, events)
            self._carry_out(article, path, merged)
        except DatelineError as error:
            return Outcome(article, error=error.at(Place(self._shown(path))), of_events=True)
        before, conflicts = self.memory.recall(article), len(merged.conflicts)
        if before and not self._dry_run:
            _, hand, base = self._folder.state_of(article)
            self.memory.remember(article, replace(before, hand=hand, base=base, conflicts=conflicts))
        more = conflicts - (before.conflicts if before else 0)
        return Outcome(article, self._shown(path), len(file.entries), merged, more, of_events=True)

    def _collection(self) -> str:
        return self.memory.digest(self._folder.state().encode())

    def _settled(self, shown: str, source: str) -> Outcome | None:
        """What became of an article before, if nothing has changed since."""
        settled = self.memory.recall(shown)
        if settled is None or self._afresh:
            return None
        if (settled.article, settled.file, settled.hand, settled.base) != (source, *self._folder.state_of(shown)):
            return None
        if settled.notice:
            return Outcome(shown, notice=settled.notice)
        merge = Merge(Action.UNCHANGED) if settled.hand else DELETED
        return Outcome(shown, f"{self._place}/{settled.file}", settled.entries, merge, settled.conflicts)

    def _state(self, shown: str, source: str, outcome: Outcome) -> Settled | None:
        """How an article was left, None if it failed."""
        if outcome.error:
            return None
        state = self._folder.state_of(shown)
        return Settled(source, *state, outcome.entries, outcome.conflicts, outcome.notice)

    def _outcome(self, path: Path, shown: str) -> Outcome:
        try:
            article, entries = _read(self._project, path)
            file, merge = self._folder.merge(article, entries)
            self._carry_out(article.path, file, merge)
        except DraftArticleError as draft:
            return Outcome(shown, notice=draft.message)
        except DatelineError as error:
            return Outcome(shown, error=error.at(Place(shown)))
        return Outcome(shown, self._shown(file), len(entries), merge, len(merge.conflicts))

    def _carry_out(self, article: str, file: Path, merge: Merge) -> None:
        """Do what was decided; where nothing is to be written, what comes next sees it as done."""
        try:
            if self._dry_run:
                self._folder.hold(article, file, merge)
            else:
                self._folder.write(article, file, merge)
        except OSError as error:
            raise unwritable(self._project, error, self._project.root / article) from error


def _bytes(path: Path) -> bytes | None:
    """What an article's file holds, None if it cannot be read, which its reader tells of."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def _read(project: Project, path: Path) -> tuple[Article, list[Entry]]:
    """Read an article and find its entries."""
    shown = project.reader.shown(path)
    if not located(path).is_relative_to(project.root):
        raise ArticleError("outside of the project's folder", place=Place(shown), hint="copy it to the content folder")
    try:
        article = project.reader.read(path)
        return article, extract_article(article)
    except DatelineError:
        raise
    except Exception as error:  # a fault of ours in one article shall not cost the others
        fault = f"Dateline failed here ({type(error).__name__}: {error})"
        raise ArticleError(fault, place=Place(shown), hint="please report it; --debug shows where") from error
