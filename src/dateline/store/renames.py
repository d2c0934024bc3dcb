"""Articles that were renamed, swapped or renumbered: told by what they say, and decided once all have been read.

An article that says what another's timeline file was made from may be that other under a new name. It takes the file
over if the other is gone, or says something else itself now. Where two articles have the same claim, or one has it to
two files, nobody knows, and nothing is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dateline.errors import ArticleError, Place
from dateline.model import Article, Entry
from dateline.store.base import base_of
from dateline.store.matching import Record, same_as_known
from dateline.store.ownership import Holding, Ownership, key_of

MOVED = 0.5
"""From this share of entries alike on, an article says what a file was made from."""

COMMON = 50
"""What more articles than this say in the same words tells nothing about which of them one is."""

Reading = tuple[Article, Sequence[Entry]]


@dataclass(frozen=True, slots=True)
class _Claim:
    """Files and bases of another article that an article says the entries of, and how much of them."""

    path: str
    owner: str
    holding: Holding
    share: float


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
        now = base_of(article, entries).entries
        own = self.owners.units_of(article.path)
        kept = all(self._is_bare(unit) or self._share(now, unit, whole=len(own) == 1) >= MOVED for unit in own)
        if not (own and kept) and (any(unit.bases for unit in own) or self._same_sentences(now) or self._gone(now)):
            return True
        self.note(article.path)
        return False

    def settle(
        self, doubtful: Sequence[Reading], read: Callable[[str], Reading | None]
    ) -> tuple[dict[str, ArticleError], set[str]]:
        """Give each of the articles in doubt what is its own.

        Returns what cannot be told, by the articles' paths, and the paths of those that gave or took anything.
        ``read`` reads an article that is not among those of the run; None if it cannot be read.
        """
        errors: dict[str, ArticleError] = {}
        moved: set[str] = set()
        claims: dict[str, list[_Claim]] = defaultdict(list)
        paths = {key_of(article.path): article.path for article, _ in doubtful}
        for article, entries in doubtful:
            try:
                found = self._claims(article, entries, paths, read)
            except ArticleError as error:
                errors[article.path] = error
                continue
            if len(found) > 1:
                owners = [claim.owner for claim in found]
                at_stake = [article.path, *(paths[each] for each in owners if each in paths)]
                why = f"{' and '.join(owners)} said the same"
                errors |= {path: _unknown(path, found[0].holding, why) for path in at_stake}
            elif found:
                claims[found[0].owner].append(found[0])
        for owner, rivals in claims.items():
            if paths.get(owner) in errors:
                why = f"{owner} cannot be told apart from others"
                errors |= {claim.path: _unknown(claim.path, claim.holding, why) for claim in rivals}
                continue
            best = max(claim.share for claim in rivals)
            first = [claim for claim in rivals if claim.share == best]
            if len(first) == 1:
                self.owners.give(first[0].path, first[0].holding, owner)
                moved |= {first[0].path, paths.get(owner, owner)}
                continue
            names = " and ".join(sorted(claim.path for claim in first))
            at_stake = [*(claim.path for claim in first), *([paths[owner]] if owner in paths else [])]
            errors |= {path: _unknown(path, first[0].holding, f"{names} say the same") for path in at_stake}
        self._sure |= paths.keys()
        return errors, moved

    def _claims(
        self, article: Article, entries: Sequence[Entry], doubtful: Iterable[str], read: Callable[[str], Reading | None]
    ) -> list[_Claim]:
        """What an article may take over, each with as good a claim; nothing if it keeps what it has, or has nothing.

        Raises:
            ArticleError: whether it may cannot be told.
        """
        now, own = base_of(article, entries).entries, key_of(article.path)
        found: list[_Claim] = []
        for owners in (self._same_sentences(now) | {own}, self._gone(now)):
            found = [
                claim
                for owner in sorted(owners)
                if (claim := self._claim_to(owner, article.path, now)) and self._is_free(claim, own, doubtful, read)
            ]
            if found:
                break
        best = max((claim.share for claim in found), default=0.0)
        first = [claim for claim in found if claim.share == best]
        # What says the same as ever stays where it is.
        return [] if any(claim.owner == own for claim in first) else first

    def _claim_to(self, owner: str, path: str, now: Sequence[Record]) -> _Claim | None:
        units = self.owners.units_of(owner)
        shares = [(self._share(now, unit, whole=len(units) == 1), unit) for unit in units]
        said = [(share, unit) for share, unit in shares if share >= MOVED]
        if not said:
            return None
        holding = Holding()
        for _, unit in said:
            holding = holding.joined_by(unit)
        return _Claim(path, owner, holding, max(share for share, _ in said))

    def _is_free(self, claim: _Claim, own: str, doubtful: Iterable[str], read: Callable[[str], Reading | None]) -> bool:
        """Whether what is claimed may belong to another than its owner: that is gone, or in doubt itself."""
        if claim.owner in self.owners.disputed:
            raise _unknown(claim.path, claim.holding, "its file and its copy in .base name two articles")
        if claim.owner == own or claim.owner in doubtful or not self.owners.is_there(claim.owner):
            return True
        if claim.owner in self._sure:
            return False
        other = read(claim.owner)
        if other is None:
            raise _unknown(claim.path, claim.holding, f"{claim.owner} cannot be read")
        if self._claim_to(claim.owner, claim.owner, base_of(*other).entries) is None:
            raise _unknown(claim.path, claim.holding, f"{claim.owner} is not part of this run and says something else")
        self.note(claim.owner)
        return False

    def _same_sentences(self, now: Sequence[Record]) -> set[str]:
        """The articles whose bases hold a sentence of this one, which few others have."""
        found = (self._made_index.get(_sentence(record), set()) for record in now)
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
                    if sentence := _sentence(record):
                        self._index.setdefault(sentence, set()).add(article)
        return self._index

    def _is_bare(self, unit: Holding) -> bool:
        """Whether nothing is remembered that an article could say."""
        return not self.known(unit)

    def _share(self, now: Sequence[Record], unit: Holding, *, whole: bool) -> float:
        """How much of what a holding remembers an article says; of a ``whole`` file also how much of the article.

        Where that is little, what its files hold counts as well: the base may be an older one.
        """
        known = self.known(unit)
        share = _alike(now, known, whole=whole)
        if share >= MOVED or not now or not unit.files:
            return share
        names = {record["id"] for record in known}
        return _alike(now, [*known, *(each for each in self.held(unit) if each.get("id") not in names)], whole=whole)


def _alike(now: Sequence[Record], before: Sequence[Record], *, whole: bool) -> float:
    if not before or not now:
        return 0.0
    return len(same_as_known(now, before)) / max(len(now) if whole else 0, len(before))


def _unknown(path: str, holding: Holding, why: str) -> ArticleError:
    name = (holding.files or holding.loose)[0]
    return ArticleError(
        f"says what {name} was made from, and whether it is that article under a new name cannot be told: {why}",
        place=Place(path),
        hint=f'put the right path after "article:" in {name}',
    )


def _sentence(record: Record) -> str:
    return str(record.get("text", "")).casefold()
