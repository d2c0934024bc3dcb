"""One article after another: read, extract, bring its timeline file up to date. One that fails never stops the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dateline.access import internal_error, read_regular
from dateline.errors import ArticleError, DatelineError, Place, TimelineFileError
from dateline.joining import join_events
from dateline.model import Article, Entry
from dateline.pipeline import extract_article
from dateline.project import Project
from dateline.reading import LARGEST, DraftArticleError, bounded, located
from dateline.settled import Memory, Settled
from dateline.store import (
    DELETED,
    DOUBLE_HINT,
    Action,
    Beside,
    Merge,
    TimelineFile,
    TimelineFolder,
    writing,
)

ALL = ""
"""What the whole timeline is remembered under, where an article is under its path."""


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
    of_another_part: bool = False
    """The article was counted before, and this is about another of its files, or about none."""


@dataclass(frozen=True, slots=True)
class _Read:
    """An article as it was read, what its file held before, the files that it includes, and what was left out of it."""

    article: Article
    entries: list[Entry]
    data: bytes | None
    included: Sequence[Path]
    mistakes: Sequence[DatelineError]


def nobody_waits() -> None:
    """Say nothing while another run is at work."""


def extract_project(
    project: Project,
    articles: Iterable[Path],
    *,
    dry_run: bool = False,
    afresh: bool = False,
    report_files: bool = True,
    waiting: Callable[[], None] = nobody_waits,
) -> Iterator[Outcome]:
    """Bring the timeline files of articles up to date, telling of each as it is done.

    An article that is as it was when it was last done, its files too, is passed over, unless ``afresh``. Then the
    entries of the whole timeline are compared, and those that tell of one happening are given the same event.
    ``report_files`` tells what building a site tells by itself: what is wrong with timeline files that no article has
    news for, and with metadata that are left out. ``waiting`` is called where another run has to end first.
    """
    if dry_run:
        yield from _Extraction(project, afresh=afresh, dry_run=True, report_files=report_files).outcomes(articles)
        return
    try:
        with writing(project.timeline, waiting, project.boundary, project.reader.shown):
            extraction = _Extraction(project, afresh=afresh, dry_run=False, report_files=report_files)
            try:
                yield from extraction.outcomes(articles)
            finally:
                extraction.memory.save()
    except OSError as error:
        raise unwritable(project, error, project.timeline) from error


def unwritable(project: Project, error: OSError, path: Path) -> TimelineFileError:
    """Return what keeps a file of the timeline from being written; ``path`` is for an error that names none.

    One that names two names the folder as well; see ``write_together``.
    """
    shown = project.reader.shown
    folder = shown(Path(error.filename2 or project.timeline))
    hint = f"see to it that you may write to {folder}/, and that the disk is not full"
    place = Place(shown(Path(error.filename or path)))
    return TimelineFileError(f"cannot be written: {error.strerror or error}", place=place, hint=hint)


class _Extraction:
    """One run over a project."""

    def __init__(self, project: Project, *, afresh: bool, dry_run: bool, report_files: bool) -> None:
        self._project = project
        self._afresh = afresh
        self._dry_run = dry_run
        self._report_files = report_files
        self._shown = project.reader.shown
        self._place = self._shown(project.timeline)
        self._folder = TimelineFolder(project.timeline, project.root, self._shown)
        self._told: set[str] = set()
        self._run: set[str] = set()
        self.memory = Memory(project.timeline, project.settings)

    def outcomes(self, articles: Iterable[Path]) -> Iterator[Outcome]:
        doubtful: list[_Read] = []
        for path in articles:
            shown = self._shown(path)
            self._run.add(shown)
            # What is remembered is what was there before it was read, should someone save it meanwhile.
            data = self._bytes(path)
            settled = self._settled(shown, data)
            if settled:
                self._folder.has_settled(shown)
                yield settled
                continue
            read = self._read(path, shown, data)
            if isinstance(read, Outcome):
                self._remember(read, data, self._project.reader.opened(path))
                yield read
            elif self._folder.is_in_doubt(read.article, read.entries):
                doubtful.append(read)
            else:
                yield from self._bring_up(read)
        yield from self._decide(doubtful)
        yield from self._tidied()
        yield from self._events()

    def _decide(self, doubtful: Sequence[_Read]) -> Iterator[Outcome]:
        """Bring up to date what may be of another article, now that all have been read."""
        if not doubtful:
            return
        beside = Beside(self._read_beside, self._new_beside)
        errors = self._folder.settle([(each.article, each.entries) for each in doubtful], beside)
        for each in doubtful:
            if each.article.path in errors:
                yield Outcome(each.article.path, error=errors[each.article.path])
            else:
                yield from self._bring_up(each)

    def _read_beside(self, article: str) -> tuple[Article, list[Entry]] | None:
        try:
            return _read(self._project, self._project.root / article)
        except DatelineError:
            return None

    def _new_beside(self) -> Iterator[tuple[Article, list[Entry]]]:
        """The articles that are not part of the run and have no file; what cannot be read is none."""
        for path in self._project.reader.paths():
            shown = self._shown(path)
            if shown not in self._run and not self._folder.has(shown) and (read := self._read_beside(shown)):
                yield read

    def _read(self, path: Path, shown: str, data: bytes | None) -> _Read | Outcome:
        try:
            reader = self._project.reader
            read = _Read(*_read(self._project, path), data, reader.opened(path), reader.mistakes(path))
            self._folder.require_undisputed(read.article.path)
            return read
        except DraftArticleError as draft:
            return Outcome(shown, notice=draft.message)
        except DatelineError as error:
            return Outcome(shown, error=error.at(Place(shown)))

    def _bring_up(self, read: _Read) -> Iterator[Outcome]:
        """Bring the files of an article up to date, and remember how they were left."""
        if self._report_files:
            yield from (Outcome(read.article.path, error=each, of_another_part=True) for each in read.mistakes)
        outcomes = list(self._brought_up(read.article, read.entries))
        yield from outcomes
        if not read.mistakes and not any(outcome.error for outcome in outcomes):
            conflicts = sum(outcome.conflicts for outcome in outcomes)
            outcome = replace(outcomes[0], entries=len(read.entries), conflicts=conflicts)
            self._remember(outcome, read.data, read.included)

    def _brought_up(self, article: Article, entries: list[Entry]) -> Iterator[Outcome]:
        try:
            merged = self._folder.merge(article, entries)
            for number, piece in enumerate(merged.pieces):
                self._carry_out(article.path, piece.path, piece.merge)
                file, conflicts = self._shown(piece.path), len(piece.merge.conflicts)
                yield Outcome(article.path, file, piece.entries, piece.merge, conflicts, of_another_part=number > 0)
            if not self._dry_run:
                self._folder.has_brought_up(article.path)
        except DatelineError as error:
            self._told.add(str(error.at(Place(article.path))))
            yield Outcome(article.path, error=error)
            return
        for double in merged.doubles:
            twice = TimelineFileError(str(double), place=double.place, hint=DOUBLE_HINT)
            yield Outcome(article.path, error=twice, of_another_part=True)

    def _tidied(self) -> Iterator[Outcome]:
        """Name bases after their files and renew the schema; tells what keeps that from being done."""
        if self._dry_run or not self._project.timeline.is_dir():
            return
        try:
            self._folder.name_bases()
            self._folder.add_schema()
        except OSError as error:
            yield Outcome("", error=unwritable(self._project, error, self._project.timeline), of_another_part=True)
        except DatelineError as error:
            yield Outcome("", error=error, of_another_part=True)

    def _events(self) -> Iterator[Outcome]:
        """Join what tells of one happening; nothing to do where the timeline is as it was the last time."""
        settled = self.memory.recall(ALL)
        if settled and not self._afresh and not self._dry_run and settled.article == self._collection():
            return
        files, errors = self._folder.load(self._project.in_words)
        yield from self._broken(errors)
        failed = bool(errors)
        for file, events in join_events(self._folder, files):
            outcome = self._joined(file, events)
            failed = failed or outcome.error is not None
            yield outcome
        if not failed and not self._dry_run:
            self.memory.remember(ALL, Settled(self._collection(), "", "", "", 0))

    def _broken(self, errors: Iterable[DatelineError]) -> Iterator[Outcome]:
        """Tell what is wrong with the files of the timeline, unless bringing an article up to date has told of it."""
        for error in errors if self._report_files else ():
            if error.place:
                error.place = replace(error.place, path=self._shown(Path(error.place.path)))
            if str(error) not in self._told:
                yield Outcome("", error=error, of_another_part=True)

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
        more = max(0, conflicts - (before.conflicts if before else 0))
        return Outcome(article, self._shown(path), len(file.entries), merged, more, of_events=True)

    def _collection(self) -> str:
        return self.memory.digest(self._folder.state().encode())

    @staticmethod
    def _bytes(path: Path) -> bytes | None:
        """What an article or a file that it includes holds, None if it cannot be read, which its reader tells of."""
        try:
            return read_regular(path, LARGEST)
        except OSError:
            return None

    def _digest(self, data: bytes, included: Iterable[Path]) -> str:
        """The digest of an article and of the files that it includes, "" if one of them cannot be read."""
        parts = [data, *(self._bytes(path) for path in included)]
        return "" if None in parts else self.memory.digest(b"\0".join(part for part in parts if part is not None))

    def _settled(self, shown: str, data: bytes | None) -> Outcome | None:
        """What became of an article before, if nothing has changed since, neither in what it includes."""
        settled = self.memory.recall(shown)
        if settled is None or self._afresh or data is None:
            return None
        source = self._digest(data, map(Path, settled.included))
        if (settled.article, settled.file, settled.hand, settled.base) != (source, *self._folder.state_of(shown)):
            return None
        if settled.notice:
            return Outcome(shown, notice=settled.notice)
        merge = Merge(Action.UNCHANGED) if settled.hand else DELETED
        file = settled.file.partition(", ")[0]
        return Outcome(shown, f"{self._place}/{file}", settled.entries, merge, settled.conflicts)

    def _remember(self, outcome: Outcome, data: bytes | None, included: Sequence[Path] = ()) -> None:
        """Take down how an article was left; one that failed is read again next time."""
        if self._dry_run:
            return
        settled = None
        if data is not None and not outcome.error and (source := self._digest(data, included)):
            names, hand, base = self._folder.state_of(outcome.article)
            paths = list(map(str, included))
            settled = Settled(source, names, hand, base, outcome.entries, outcome.conflicts, outcome.notice, paths)
        self.memory.remember(outcome.article, settled)

    def _carry_out(self, article: str, file: Path, merge: Merge) -> None:
        """Do what was decided; where nothing is to be written, what comes next sees it as done."""
        try:
            if self._dry_run:
                self._folder.hold(article, file, merge)
            else:
                self._folder.write(article, file, merge)
        except OSError as error:
            raise unwritable(self._project, error, self._project.root / article) from error


def _read(project: Project, path: Path) -> tuple[Article, list[Entry]]:
    """Read an article and find its entries."""
    shown = project.reader.shown(path)
    if not located(path).is_relative_to(project.content):
        raise ArticleError("outside of the content folder", place=Place(shown), hint="copy it to the content folder")
    try:
        article = project.reader.read(path)
        with bounded(path, shown):
            return article, extract_article(article)
    except DatelineError:
        raise
    except Exception as error:  # a fault of ours in one article shall not cost the others
        fault = internal_error(Place(shown), error)
        raise ArticleError(fault.message, place=fault.place, hint=fault.hint) from error
