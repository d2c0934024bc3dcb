"""Which timeline file, and which base, belongs to which article: told by what they hold, and never by their names.

A file says so itself, in its line ``article:``; so does a base. The name of a base counts only where several files
say that they are of one article: the base was written for the file of its name.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from pathlib import Path

from dateline.access import read_regular
from dateline.errors import Place, TimelineFileError
from dateline.store.durable import digest_of
from dateline.store.files import BASE_SUFFIX, LARGEST
from dateline.store.merge import ids_in

ARTICLE_LINE = re.compile(
    rb"""article:(?:(?<![^\r\n]article:)|(?<=\A\xef\xbb\xbfarticle:))[ \t]+"""
    rb"""(?:"(?P<double>[^"]*)"|'(?P<single>(?:[^']|'')*)'|(?P<plain>[^\s#][^\r\n]*?))"""
    rb"""[ \t]*(?:[ \t]#[^\r\n]*)?(?:\Z|(?=[\r\n]))""",
)
"""Lines may end as on any system, and a byte order mark may come first. What stands before the line is looked at last:
so the search is as fast as one for a word."""


@dataclass(frozen=True)
class Found:
    """A file that is there: the article it names ("" if none), the digest of its content, and where the content is."""

    article: str = ""
    digest: str = ""
    content: Path | bytes = b""

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of the entries in it; they are looked for only where the articles leave a doubt."""
        try:
            data = self.content if isinstance(self.content, bytes) else read_regular(self.content, LARGEST)
        except OSError:
            return frozenset()
        return _ids_in_base(data) if data.startswith(b"{") else frozenset(ids_in(data.decode("utf-8", "replace")))


@dataclass(frozen=True, slots=True)
class Holding:
    """What is an article's: its timeline files, each with its base ("" for none), and bases whose files are gone.

    All go by the names of the files. The first file is the main one.
    """

    pairs: tuple[tuple[str, str], ...] = ()
    loose: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """The names of the timeline files."""
        return tuple(file for file, _ in self.pairs)

    @property
    def bases(self) -> tuple[str, ...]:
        """The names of all bases."""
        return (*(base for _, base in self.pairs if base), *self.loose)

    def base_of(self, file: str) -> str:
        """Return the base of one of the files, "" if it has none."""
        return dict(self.pairs).get(file, "")

    def without(self, other: Holding) -> Holding:
        """Return what is left when another takes its part."""
        pairs = tuple(pair for pair in self.pairs if pair not in other.pairs)
        return Holding(pairs, tuple(name for name in self.loose if name not in other.loose))

    def joined_by(self, other: Holding) -> Holding:
        """Return what both are."""
        return Holding((*self.pairs, *other.pairs), (*self.loose, *other.loose))

    def with_base(self, file: str, base: str) -> Holding:
        """Return what it is when a file, which may be new, has a base."""
        loose = tuple(name for name in self.loose if name != base)
        if file not in self.files:
            return Holding((*self.pairs, (file, base)), loose)
        return Holding(tuple((file, base) if pair[0] == file else pair for pair in self.pairs), loose)


NOTHING = Holding()


def key_of(article: str) -> str:
    """Return an article's path as it is compared: composed, whatever form of Unicode a file system or editor uses."""
    return unicodedata.normalize("NFC", article)


@dataclass(slots=True)
class Ownership:
    """The files and bases of a timeline, by the keys of their articles.

    ``files`` and ``bases`` are all that are there, by the names of the files; they change as the run writes.
    ``is_there`` tells whether an article is.
    """

    files: dict[str, Found]
    bases: dict[str, Found]
    is_there: Callable[[str], bool]
    disputed: dict[str, TimelineFileError] = field(default_factory=dict)
    """What keeps files from being anybody's, by the articles that may have them."""
    _of: dict[str, Holding] = field(default_factory=dict)

    def __post_init__(self) -> None:
        files, bases = _by_article(self.files), _by_article(self.bases)
        self._move_copies(files)
        for name, found in self.bases.items():
            file = self.files.get(name, Found())
            if found.article and not file.article and name in files[""]:
                # It has the name that its base was written for, and perhaps an article's in a form not known here.
                files[""].remove(name)
                files[found.article].append(name)
            if not file.article or file.article == found.article:
                continue
            claimed = files.get(found.article, ())
            of_its_own = any(found.ids & self.files[each].ids for each in claimed)
            if not found.article or (not of_its_own and found.ids & file.ids):
                if found.article and (claimed or self.is_there(found.article)):
                    self._dispute(name, file.article, found.article)
                # A person put another article's name into the file, or the base is damaged.
                bases[found.article].remove(name)
                bases[file.article].append(name)
        for article in sorted({*files, *bases} - {""}):
            self._of[article] = self._holding(files[article], bases[article])

    def _move_copies(self, files: defaultdict[str, list[str]]) -> None:
        """Count a file to the article of another that holds all its entries: it is a copy, of before a change of names.

        Copies of files that name the same article are told of when that article is brought up to date.
        """
        based = {name: self.files[name].article for name in self.bases if name in self.files}
        copies = [(article, name) for article in files if article for name in files[article] if name not in based]
        holders: defaultdict[str, list[str]] = defaultdict(list)
        for name in sorted(based) if copies else ():
            for each in self.files[name].ids:
                holders[each].append(name)
        for article, name in copies:
            ids = self.files[name].ids
            originals = (each for each in holders[min(ids, default="")] if ids <= self.files[each].ids)
            if other := based.get(next(originals, ""), ""):
                files[article].remove(name)
                files[other].append(name)

    def _dispute(self, name: str, article: str, other: str) -> None:
        message = f"says that it is of {article}, and its copy in .base that it is of {other}"
        hint = "bring back the version of either that goes with the other, or delete the copy in .base"
        error = TimelineFileError(message, place=Place(name), hint=hint)
        self.disputed |= {article: error, other: error}

    def _holding(self, files: Iterable[str], bases: Iterable[str]) -> Holding:
        """Give each file its base: the one of its name, else one that knows more of its entries than of any other's."""
        loose, found = sorted(bases), dict.fromkeys(sorted(files), "")
        for name in [name for name in loose if name in found]:
            loose.remove(name)
            found[name] = name
        for name in list(loose):
            overlaps = {file: len(self.bases[name].ids & self.files[file].ids) for file in found if not found[file]}
            first, second = ([*sorted(overlaps.values(), reverse=True), -1, -1])[:2]
            if first > second and (first or len(found) == 1):
                loose.remove(name)
                found[max(overlaps, key=lambda file: overlaps[file])] = name
        pairs = sorted(found.items(), key=self._rank) if len(found) > 1 else found.items()
        return Holding(tuple(pairs), tuple(loose))

    def _rank(self, pair: tuple[str, str]) -> tuple[bool, bool, int, str]:
        """The main file is the one that a base was written for, of several the one whose base knows most."""
        file, base = pair
        return not base, file != base, -len(self.bases[base].ids) if base else 0, file

    def of(self, article: str) -> Holding:
        """Return what is an article's."""
        return self._of.get(key_of(article), NOTHING)

    def original_of(self, file: str) -> str:
        """Return the file that follows the article where another, without a base, holds entries of it; "" if none."""
        has = self.of(self.files[file].article) if file in self.files else NOTHING
        if file not in has.files or has.base_of(file):
            return ""
        ids = self.files[file].ids
        return next((other for other, base in has.pairs if base and ids & self.files[other].ids), "")

    def units_of(self, article: str) -> list[Holding]:
        """Return what can become another article's by itself: each base, with the files that hold its entries.

        Files that hold entries of none are with the first.
        """
        has = self.of(article)
        units = [Holding((pair,)) for pair in has.pairs if pair[1]] + [Holding((), (base,)) for base in has.loose]
        for pair in has.pairs:
            if not pair[1]:
                place = self._nearest(pair[0], units)
                units[place:] = [(units[place] if units else NOTHING).joined_by(Holding((pair,))), *units[place + 1 :]]
        return units

    def _nearest(self, file: str, units: Sequence[Holding]) -> int:
        """The place of the unit whose bases know most of a file's entries."""
        ids = self.files[file].ids
        overlaps = [sum(len(self.bases[base].ids & ids) for base in unit.bases) for unit in units]
        return overlaps.index(max(overlaps)) if overlaps else 0

    def articles(self) -> list[str]:
        """Return the keys of all articles that something belongs to."""
        return [article for article, has in self._of.items() if has != NOTHING]

    def give(self, article: str, holding: Holding, owner: str) -> None:
        """Make files and bases of one article, the ``owner``, another's."""
        self._of[owner] = self.of(owner).without(holding)
        self._of[key_of(article)] = self.of(article).joined_by(holding)

    def wrote_file(self, article: str, file: str, data: bytes) -> None:
        """Note what a file holds now, and that it is an article's."""
        has = self.of(article)
        self.files[file] = Found(key_of(article), digest_of(data), data)
        if file not in has.files:
            self._of[key_of(article)] = has.with_base(file, "")

    def wrote_base(self, article: str, file: str, base: str, data: bytes) -> None:
        """Note what the base of a file holds now; of a file that is gone, the base is loose as before."""
        has = self.of(article)
        self.bases[base] = found_in_base(data, data)
        if file in has.files:
            self._of[key_of(article)] = has.with_base(file, base)

    def removed_base(self, article: str, base: str) -> None:
        """Note that a base is no longer there."""
        self.bases.pop(base, None)
        has = self.of(article)
        self._of[key_of(article)] = Holding(has.pairs, tuple(name for name in has.loose if name != base))

    def free_name(self, slug: str) -> str:
        """Return a name for a new file that neither a file nor a base has, the slug's if that is free."""
        names = (f"{slug}{f'-{number}' if number > 1 else ''}.yaml" for number in count(1))
        taken = {name.casefold() for names in (self.files, self.bases) for name in names}
        return next(name for name in names if name.casefold() not in taken)

    def base_for(self, article: str, file: str) -> str:
        """Return the name that the base of a file has, or is to have: the file's, unless another has that."""
        has = self.of(article)
        now = file if file in has.loose else has.base_of(file)
        return now or (file if file not in self.bases else self.free_name(file.rpartition(".")[0]))

    def badly_named(self, articles: Iterable[str]) -> tuple[str, str, str] | None:
        """Return a base that has not the name of its file and could have it: its article, file and name."""
        for article in articles:
            for file, base in self.of(article).pairs:
                if base and file != base and file not in self.bases:
                    return article, file, base
        return None

    def renamed_base(self, article: str, file: str, base: str) -> None:
        """Note that a base has the name of its file now."""
        self.bases[file] = self.bases.pop(base)
        self._of[key_of(article)] = self.of(article).with_base(file, file)

    def state(self) -> str:
        """Return a digest of all files and bases."""
        found = ((name, each.digest) for names in (self.files, self.bases) for name, each in sorted(names.items()))
        return digest_of(repr(list(found)).encode())

    def state_of(self, article: str) -> tuple[str, str, str]:
        """Return the names of an article's files, and the digests of files and bases, "" for what there is not.

        Where a person deleted the file, its name is that of its base.
        """
        has = self.of(article)
        names = ", ".join(has.files or has.bases)
        return names, _digests(has.files, self.files), _digests(has.bases, self.bases)


def _digests(names: Iterable[str], found: Mapping[str, Found]) -> str:
    digests = [found[name].digest for name in names if name in found]
    return digests[0] if len(digests) == 1 else digest_of("\n".join(digests).encode()) if digests else ""


def _by_article(found: Mapping[str, Found]) -> defaultdict[str, list[str]]:
    names: defaultdict[str, list[str]] = defaultdict(list)
    for name, each in found.items():
        names[each.article].append(name)
    return names


def find(paths: Iterable[Path]) -> dict[str, Found]:
    """Look at files, and return what is found by their names; what cannot be read is nobody's."""
    return {path.name.removesuffix(BASE_SUFFIX): _found(path) for path in paths}


def _found(path: Path) -> Found:
    try:
        data = read_regular(path, LARGEST)
    except OSError:  # extracting, checking and building tell of it
        return Found()
    if path.suffix == BASE_SUFFIX:
        return found_in_base(data, path)
    match = ARTICLE_LINE.search(data)
    if match is None:
        return Found("", digest_of(data), path)
    name: bytes = match["double"] or (match["single"] or b"").replace(b"''", b"'") or match["plain"] or b""
    return Found(key_of(name.decode("utf-8", "replace")), digest_of(data), path)


def found_in_base(data: bytes, content: Path | bytes) -> Found:
    """Return what is found in a base, which is nobody's if it is damaged."""
    try:
        article = json.loads(data)["article"]
    except (ValueError, TypeError, LookupError, RecursionError):
        article = ""
    return Found(key_of(article) if isinstance(article, str) else "", digest_of(data), content)


def _ids_in_base(data: bytes) -> frozenset[str]:
    try:
        base = json.loads(data)
        return frozenset(str(each["id"]) for each in (*base["entries"], *base.get("former", ())))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return frozenset()
