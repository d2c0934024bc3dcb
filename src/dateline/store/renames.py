"""Articles that were renamed, swapped or renumbered: told by what they say, and decided once all have been read.

An article that does not say just what its timeline file was made from may be another than it was. Each file goes to
the article that says most of it word for word, and of two that say as much to the one that has it. Sentences that are
only alike count for another article where their names and numbers are the same, since the minutes of two towns are
written in one form. Where two articles have the same claim, or one has it to two files, nobody knows, and nothing is
written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dateline.errors import ArticleError, Place
from dateline.model import Article, Entry
from dateline.store.base import base_of
from dateline.store.claims import ALL_SAID, Claim, Closeness, Decision, closeness, sentence_of, unknown
from dateline.store.matching import Record
from dateline.store.ownership import Holding, Ownership, key_of

MOVED = 0.5
"""From this share of entries alike on, an article says what a file was made from."""

COMMON = 50
"""What more articles than this say in the same words tells nothing about which of them one is."""

Reading = tuple[Article, Sequence[Entry]]


@dataclass(frozen=True, slots=True)
class Beside:
    """The articles that are not part of a run.

    ``read`` reads one of them, None if it cannot be read; ``new`` reads those that have no file yet.
    """

    read: Callable[[str], Reading | None]
    new: Callable[[], Iterable[Reading]]


@dataclass(slots=True)
class Renames:
    """Finds out which files and bases belong to which of the articles that are read in a run.

    ``known`` gives what the bases of a holding remember, ``held`` what its files hold.
    """

    owners: Ownership
    known: Callable[[Holding], Sequence[Record]]
    held: Callable[[Holding], Sequence[Record]]
    _sure: set[str] = field(default_factory=set)
    _index: dict[str, set[str]] | None = None

    def note(self, article: str) -> None:
        """Take down that an article has what it had."""
        self._sure.add(key_of(article))

    def is_in_doubt(self, article: Article, entries: Sequence[Entry]) -> bool:
        """Tell whether what belongs to an article can only be said when all have been read."""
        now, has = base_of(article, entries).entries, self.owners.of(article.path)
        known = self.known(has)
        # Where nothing is remembered, there is nothing that another article could say.
        kept = bool(has.files or has.bases) and (not known or _said(known) == _said(now))
        if not kept and (has.bases or self._same_sentences(now) or self._gone(now)):
            return True
        self.note(article.path)
        return False

    def settle(self, doubtful: Sequence[Reading], beside: Beside) -> tuple[dict[str, ArticleError], set[str]]:
        """Give each of the articles in doubt what is its own.

        Returns what cannot be told, by the articles' paths, and the paths of those that gave or took anything.
        """
        paths = {key_of(article.path): article.path for article, _ in doubtful}
        decision = Decision(self.owners, paths)
        claims: list[Claim] = []
        for article, entries in doubtful:
            now = base_of(article, entries).entries
            try:
                claims += self._claims(article.path, now, paths, beside)
            except ArticleError as error:
                decision.errors[article.path] = error
        decision.make(claims)
        self._sure |= paths.keys()
        return decision.errors, decision.moved

    def _claims(self, path: str, now: Sequence[Record], doubtful: Collection[str], beside: Beside) -> list[Claim]:
        """What an article may keep, and of what it may take over that which it says more of.

        Raises:
            ArticleError: whether it may cannot be told.
        """
        mine = self._claims_to(key_of(path), path, now)
        more = self._claims_to_others(path, now, mine, doubtful, beside)
        self._require_no_closer(path, now, beside)
        if not more:
            # Who still says all that there was, and more, is no other.
            mine = [replace(each, closeness=ALL_SAID) if self._says_all(now, each.unit) else each for each in mine]
        return [*mine, *more]

    def _claims_to_others(
        self, path: str, now: Sequence[Record], mine: Sequence[Claim], doubtful: Collection[str], beside: Beside
    ) -> list[Claim]:
        """What an article says more of than of its own, and that may belong to another than its owner.

        Those that are gone are looked through only if it says nothing else: there may be many.
        """
        least = max((claim.closeness.rank for claim in mine), default=(0.0, 0.0, 0.0))
        for owners in (self._same_sentences(now), self._gone(now)):
            others = sorted(owners - {key_of(path)})
            closer = (each for owner in others for each in self._claims_to(owner, path, now))
            found = [each for each in closer if each.closeness.rank > least and self._is_free(each, doubtful, beside)]
            if mine or found:
                return found
        return []

    def _claims_to(self, owner: str, path: str, now: Sequence[Record]) -> list[Claim]:
        """The files of an owner that an article says the entries of; of its own, whatever else they may be of."""
        units = self.owners.units_of(owner)
        claims = [Claim(path, owner, unit, self._closeness(now, unit, whole=len(units) == 1)) for unit in units]
        return [each for each in claims if (each.closeness.alike if each.is_own else each.closeness.same) >= MOVED]

    def _is_free(self, claim: Claim, doubtful: Collection[str], beside: Beside) -> bool:
        """Whether what is claimed may belong to another than its owner: that is gone, or in doubt itself."""
        if claim.owner in self.owners.disputed:
            raise unknown(claim.path, claim.unit, "its file and its copy in .base name two articles")
        if claim.owner in doubtful or not self.owners.is_there(claim.owner):
            return True
        if claim.owner in self._sure:
            return False
        other = beside.read(claim.owner)
        if other is None:
            raise unknown(claim.path, claim.unit, f"{claim.owner} cannot be read")
        now = base_of(*other).entries
        own = [each for each in self._claims_to(claim.owner, claim.owner, now) if each.unit == claim.unit]
        if self._says_all(now, claim.unit) or any(each.order > claim.order for each in own):
            return False
        raise unknown(claim.path, claim.unit, f"{claim.owner} is not part of this run and says something else")

    def _require_no_closer(self, path: str, now: Sequence[Record], beside: Beside) -> None:
        """Raise ``ArticleError`` if a new article beside the run says what this one perhaps no longer does."""
        units = self.owners.units_of(path)
        mine = [(unit, self._closeness(now, unit, whole=len(units) == 1)) for unit in units if self.known(unit)]
        lost = [(unit, found) for unit, found in mine if found.same < MOVED]
        for article, entries in beside.new() if lost else ():
            theirs = base_of(article, entries).entries
            for unit, found in lost:
                their = self._closeness(theirs, unit, whole=len(units) == 1)
                if their.same >= MOVED and their.rank > found.rank:
                    raise _may_be_of(article.path, path, unit)

    def _says_all(self, now: Sequence[Record], unit: Holding) -> bool:
        return closeness(now, self.known(unit), whole=False) == ALL_SAID

    def _same_sentences(self, now: Sequence[Record]) -> set[str]:
        """The articles whose bases hold a sentence of this one, which few others have, perhaps of that date alone."""
        found = (self._made_index.get(key, set()) for record in now for key in _keys(record))
        return {article for articles in found if len(articles) <= COMMON for article in articles}

    def _gone(self, now: Sequence[Record]) -> set[str]:
        """The articles that are no longer there."""
        return self._made_index[""] if now else set()

    @property
    def _made_index(self) -> Mapping[str, set[str]]:
        """The articles by the sentences that their bases hold, under "" those that are gone."""
        if self._index is None:
            self._index = {"": set()}
            for article in self.owners.articles():
                if not self.owners.is_there(article):
                    self._index[""].add(article)
                for record in self.known(self.owners.of(article)):
                    for key in _keys(record):
                        self._index.setdefault(key, set()).add(article)
        return self._index

    def _closeness(self, now: Sequence[Record], unit: Holding, *, whole: bool) -> Closeness:
        """How much of what a holding remembers an article says.

        Where that is little, what its files hold counts as well: the base may be an older one.
        """
        known = self.known(unit)
        found = closeness(now, known, whole=whole)
        if found.alike >= MOVED or not now or not unit.files:
            return found
        names = {record["id"] for record in known}
        held = [each for each in self.held(unit) if each.get("id") not in names]
        return closeness(now, [*known, *held], whole=whole)


def _said(records: Iterable[Record]) -> Counter[tuple[str, str]]:
    return Counter((sentence_of(record), str(record.get("date"))) for record in records)


def _keys(record: Record) -> tuple[str, ...]:
    """What an entry is looked up by: its sentence, and its sentence of its date."""
    sentence = sentence_of(record)
    return (sentence, f"{record.get('date')} {sentence}") if sentence else ()


def _may_be_of(other: str, path: str, unit: Holding) -> ArticleError:
    name = (unit.files or unit.loose)[0]
    message = f"no longer says what {name} was made from, and {other}, which is not part of this run, says more of it"
    return ArticleError(message, place=Place(path), hint="extract both")
