"""A timeline file and its base as texts, for tests of the merge."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from dateline.model import Article, Entry
from dateline.store import Merge, merge
from dateline.store.base import read_base
from dateline.store.decisions import Base
from dateline.store.hand import read_hand
from dateline.store.matching import Field
from dateline.store.parsing import parse
from dateline.timevalue.intervals import Period

ARTICLE = Article("content/a.md", "a", "A", Period.day_of(1970, 4, 14), "", ())
TANK = Entry("tank-1", "1970-04-13", "Tank ruptures", "On Monday an oxygen tank ruptured.", "On Monday", "weekday", 0.9)
RAIN = Entry(
    "rain-2", "1969-03", "Rain", "In March 1969 it rained for a week.", "In March 1969", "month", 0.7, ("1970",)
)
VOTE = Entry("vote-3", "1970-05-02", "Vote", "Parliament votes in three weeks.", "in three weeks", "weeks", 0.5)


def changed(entry: Entry, **values: object) -> Entry:
    return replace(entry, **values)


@dataclass
class File:
    """A file as a person left it, and its base; None where there is none."""

    hand: str | None = None
    base: str | None = None

    def run(self, *entries: Entry, article: Article = ARTICLE) -> Merge:
        """Bring it up to date; a run right after that finds nothing to do."""
        merged = merge(self.base, self.hand, article, entries, "x.yaml")
        self.hand = self.hand if merged.text is None else merged.text
        self.base = self.base if merged.base is None else merged.base
        again = merge(self.base, self.hand, article, entries, "x.yaml")
        assert (again.text, again.base) == (None, None)
        return merged

    def edit(self, old: str, new: str) -> None:
        assert self.hand is not None
        assert self.hand.count(old) == 1
        self.hand = self.hand.replace(old, new)

    @property
    def entries(self) -> list[dict[str, Field]]:
        """The values of its entries."""
        assert self.hand is not None
        return [dict(entry.record) for entry in read_hand(parse(self.hand.removeprefix("\ufeff"), "x.yaml")).entries]

    @property
    def ids(self) -> list[Field]:
        return [entry["id"] for entry in self.entries]

    @property
    def remembered(self) -> Base:
        assert self.base is not None
        return read_base(self.base, "x.yaml")


def file_of(*entries: Entry) -> File:
    """A file as it was generated."""
    file = File()
    file.run(*entries)
    return file


def block(entry: Entry) -> str:
    """The lines of an entry in a file that was generated."""
    hand = file_of(entry).hand
    assert hand is not None
    return hand.partition("entries:\n")[2]


def put(project: Path, name: str, file: File) -> Path:
    """Write a file and its base into a project's timeline."""
    path = project / f"timeline/{name}.yaml"
    (path.parent / ".base").mkdir(parents=True, exist_ok=True)
    path.write_text(str(file.hand))
    (path.parent / f".base/{name}.yaml.json").write_text(str(file.base))
    return path


def doubtful_file() -> File:
    """A file of a sure entry and two in doubt, one that may be of other dates and one that is not sure."""
    file = file_of(TANK, changed(RAIN, also=("1970", "1971")), VOTE)
    file.edit("title: Rain\n", "title: 'Rain' # mine\n")
    return file


def contested_file() -> File:
    """A file with conflicts: of its head, of a date, of a title, and of readings that the article gave up."""
    file = file_of(changed(TANK, also=("1970-04-06",)))
    file.edit("date: 1970-04-13", "date: 1970-04-11")
    file.edit("title: Tank ruptures", "title: Mine")
    file.edit("also: [1970-04-06]", "also: [1970-04-07]")
    file.edit("published: 1970-04-14", "published: 1970-04-16")
    news = replace(ARTICLE, published=Period.day_of(1970, 4, 15))
    file.run(changed(TANK, date="1970-04-12", title="Theirs"), article=news)
    return file
