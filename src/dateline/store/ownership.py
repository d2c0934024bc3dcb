"""Which timeline file, and which base, belongs to which article: told by what they hold, and never by their names.

A file says so itself, in its line ``article:``; so does a base. The name of a base counts only where several files
say that they are of one article: the base was written for the file of its name.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from dateline.access import read_regular
from dateline.store.durable import digest_of
from dateline.store.files import LARGEST
from dateline.store.merge import ids_in

BASE_SUFFIX = ".json"
ARTICLE_LINE = re.compile(
    rb"""^article:[ \t]+(?:"(?P<double>[^"]*)"|'(?P<single>(?:[^']|'')*)'|(?P<plain>[^\s#].*?))"""
    rb"""[ \t]*(?:[ \t]#.*)?\r?$""",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A file that is there: the article it names ("" if none), the digest of its content, and the ids in it."""

    article: str = ""
    digest: str = ""
    ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Holding:
    """What is an article's: its timeline files by their names, the first the main one, and its bases."""

    files: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()

    @property
    def names(self) -> str:
        """The names of the files, those that they had where a person deleted them, "" if there are none."""
        return ", ".join(self.files or self.bases)

    def units(self) -> Iterator[Holding]:
        """Yield what belongs together: each file with its base, where there are several of both."""
        pairs = [Holding((name,), (name,)) for name in self.files if name in self.bases]
        if min(len(self.files), len(self.bases)) < 2 or not pairs:
            yield from [self] if self.files or self.bases else []
            return
        paired = {unit.files[0] for unit in pairs}
        files = (name for name in self.files if name not in paired)
        bases = (name for name in self.bases if name not in paired)
        yield Holding((*pairs[0].files, *files), (*pairs[0].bases, *bases))
        yield from pairs[1:]

    def without(self, other: Holding) -> Holding:
        """Return what is left when another takes its part."""
        files = tuple(name for name in self.files if name not in other.files)
        return Holding(files, tuple(name for name in self.bases if name not in other.bases))

    def joined_by(self, other: Holding) -> Holding:
        """Return what both are."""
        return Holding((*self.files, *other.files), (*self.bases, *other.bases))


NOTHING = Holding()


def key_of(article: str) -> str:
    """Return an article's path as it is compared: composed, whatever form of Unicode a file system or editor uses."""
    return unicodedata.normalize("NFC", article)


@dataclass(slots=True)
class Ownership:
    """The files and bases of a timeline, by the keys of their articles.

    ``files`` and ``bases`` are all that are there, by the names of the files; they change as the run writes.
    """

    files: dict[str, Found]
    bases: dict[str, Found]
    _of: dict[str, Holding] = field(default_factory=dict)

    def __post_init__(self) -> None:
        files, bases = _by_article(self.files), _by_article(self.bases)
        for base, found in self.bases.items():
            if base in self.files and self._is_renamed_by_hand(base, found, files):
                bases[found.article].remove(base)
                bases[self.files[base].article].append(base)
        for article in sorted({*files, *bases} - {""}):
            self._of[article] = Holding(_main_first(files[article], self.bases, article), tuple(bases[article]))

    def _is_renamed_by_hand(self, name: str, base: Found, files: Mapping[str, list[str]]) -> bool:
        """Whether a person put another article's name into a file, or the base does not say any more whose it is."""
        file = self.files[name]
        if not file.article or file.article == base.article:
            return False
        return not base.article or (not files.get(base.article) and bool(base.ids & file.ids))

    def of(self, article: str) -> Holding:
        """Return what is an article's."""
        return self._of.get(key_of(article), NOTHING)

    def articles(self) -> list[str]:
        """Return the keys of all articles that something belongs to."""
        return list(self._of)

    def give(self, article: str, holding: Holding) -> None:
        """Make files and bases an article's, and nobody else's."""
        for other, has in list(self._of.items()):
            self._of[other] = has.without(holding)
        self._of[key_of(article)] = self.of(article).joined_by(holding)

    def wrote(self, article: str, holding: Holding, texts: Mapping[str, str], bases: Mapping[str, str]) -> None:
        """Note what an article has now, and what was written of it."""
        key = key_of(article)
        self._of[key] = holding
        self.files.update({name: found_in_text(text.encode(), key) for name, text in texts.items()})
        self.bases.update({name: found_in_base(text.encode()) for name, text in bases.items()})

    def free_name(self, slug: str) -> str:
        """Return a name for a new file that neither a file nor a base has, the slug's if that is free."""
        names = (f"{slug}{f'-{number}' if number > 1 else ''}.yaml" for number in count(1))
        taken = {name.casefold() for names in (self.files, self.bases) for name in names}
        taken |= {name.casefold() for has in self._of.values() for name in has.files}
        return next(name for name in names if name.casefold() not in taken)

    def free_base(self, file: str, holding: Holding) -> str:
        """Return the name for a file's base: the file's, unless that is the base of what is not in ``holding``."""
        if file not in self.bases or file in holding.bases:
            return file
        own = [name for name in holding.bases if name not in holding.files]
        return own[0] if own else self.free_name(file.rpartition(".")[0])

    def state(self) -> str:
        """Return a digest of all files and bases."""
        found = ((name, each.digest) for names in (self.files, self.bases) for name, each in sorted(names.items()))
        return digest_of(repr(list(found)).encode())

    def state_of(self, article: str) -> tuple[str, str, str]:
        """Return the names of an article's files, and the digests of files and bases, "" for what there is not."""
        has = self.of(article)
        return has.names, _digests(has.files, self.files), _digests(has.bases, self.bases)


def _digests(names: Iterable[str], found: Mapping[str, Found]) -> str:
    digests = [found[name].digest for name in names if name in found]
    return digests[0] if len(digests) == 1 else digest_of("\n".join(digests).encode()) if digests else ""


def _by_article(found: Mapping[str, Found]) -> defaultdict[str, list[str]]:
    names: defaultdict[str, list[str]] = defaultdict(list)
    for name, each in found.items():
        names[each.article].append(name)
    return names


def _main_first(files: Iterable[str], bases: Mapping[str, Found], article: str) -> tuple[str, ...]:
    """Put first the files that a base was written for, of these the one whose base holds most."""

    def rank(name: str) -> tuple[bool, int, str]:
        base = bases.get(name, Found())
        return base.article != article, -len(base.ids), name

    return tuple(sorted(files, key=rank))


def find(paths: Iterable[Path]) -> dict[str, Found]:
    """Look at files, and return what is found by their names; what cannot be read is nobody's."""
    return {path.name.removesuffix(BASE_SUFFIX): _found(path) for path in paths}


def _found(path: Path) -> Found:
    try:
        data = read_regular(path, LARGEST)
    except OSError:  # extracting, checking and building tell of it
        return Found()
    if path.suffix == BASE_SUFFIX:
        return found_in_base(data)
    match = ARTICLE_LINE.search(data)
    if match is None:
        return Found("", digest_of(data))
    name: bytes = match["double"] or (match["single"] or b"").replace(b"''", b"'") or match["plain"] or b""
    return found_in_text(data, key_of(name.decode("utf-8", "replace")))


def found_in_text(data: bytes, article: str) -> Found:
    """Return what is found in a timeline file of an article; lines tell, so that a broken file is somebody's too."""
    return Found(article, digest_of(data), frozenset(ids_in(data.decode("utf-8", "replace"))))


def found_in_base(data: bytes) -> Found:
    """Return what is found in a base, which is nobody's if it is damaged."""
    try:
        base = json.loads(data)
        records = [*base["entries"], *base.get("former", ())]
        return Found(key_of(str(base["article"])), digest_of(data), frozenset(str(each["id"]) for each in records))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return Found("", digest_of(data))
