"""From runs of capitals to candidates for names, each with what its own words and neighbours tell.

A reader is asked at a word of a run what it makes of the words from there on; the first that makes something of them
has its way. What the rest of the article tells is added later; see ``names.py``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from dateline.summarization.names.runs import Run
from dateline.summarization.names.words import LONGEST_NAME, Kind

LONGEST_PERSON = 6
_NUMERAL = re.compile(r"(?:[IVX]+|[A-Z])\.?")
_ADJECTIVE = re.compile(r"e[nrs]?$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be a name at ``article.text[start:end]``, in the form it would have as a tag.

    ``kind`` is None where nothing but a capital tells. ``before`` is the word before it.
    """

    start: int
    end: int
    name: str
    kind: Kind | None
    before: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a reader makes of the words of a run up to ``goes_on``: those from ``first`` on are a candidate.

    Without ``first`` there is none, and the words are left out. ``name`` is the candidate's form where it is another
    than its words.
    """

    goes_on: int
    first: int = -1
    kind: Kind | None = None
    name: str = ""


def candidates_of(run: Run) -> Iterator[Candidate]:
    """Yield what may be names in a run, in reading order."""
    index = 0
    while index < len(run.words):
        found = _read(run, index)
        if found.first >= 0:
            name = found.name or run.named(found.first, found.goes_on)
            start, end = run.spans[found.first][0], run.spans[found.goes_on - 1][1]
            yield Candidate(start, end, name, found.kind, run.word_before(found.first))
        index = found.goes_on


def _read(run: Run, index: int) -> Found:
    if run.has_capital(index):
        for reader in READERS:
            if found := reader(run, index):
                return found
    return Found(index + 1)


# ---- What is known, and what its last word tells of ----


def _listed(run: Run, index: int) -> Found | None:
    """Read a name that is known, or one whose last word tells what it is of; the longer of the two."""
    compound = _compound(run, index)
    known = run.known_at(index)
    if known is None or (compound is not None and compound.goes_on - index > known[0]):
        return compound
    length, name, kind = known
    end = index + length
    if length == 1 and run.language.is_given(name) and run.is_plain(end) and run.goes_on(end):
        return None
    if _is_none_here(run, index, end, name, kind):
        return Found(end)
    if _is_doubtful(run, index, name):
        return Found(end) if run.language.nouns_capitalised else Found(end, index, None, name)
    return _unless_it_goes_on(run, Found(end, index, kind, name))


def _is_none_here(run: Run, index: int, end: int, name: str, kind: Kind) -> bool:
    """Tell whether a known name is that of a product, or does an adjective's work: "U.S. officials"."""
    if kind is Kind.ORGANISATION and run.is_model(end - 1):
        return True
    return name in run.language.attributive and run.noun_follows(index)


def _is_doubtful(run: Run, index: int, name: str) -> bool:
    """Tell whether a known name may be an ordinary word."""
    if run.possessive[index] or not (name in run.language.doubtful or name.lower() in run.in_lower_case):
        return False
    if run.language.nouns_capitalised:
        return name in run.language.doubtful and run.word_before(index).lower() not in run.language.prepositions
    return run.opens_sentence(index)


def _compound(run: Run, index: int) -> Found | None:
    """Read "Langley Research Center", "University of Bonn", "Ohio River", "Cape Kennedy"."""
    if index + 1 == len(run.words) or run.is_ordinary(index):
        return None
    kind, last, end = None, index, index
    while end == index or _continues_compound(run, index, end):
        if end - index == LONGEST_NAME or (run.title_at(end) and not _is_before_ender(run, end)):
            break
        end += 1
        if ender := run.language.ender(run.words[end - 1]):
            kind, last = ender, end
    if kind is None:
        return _opened_place(run, index)
    last = _with_what_it_is_of(run, index, last)
    if last == index + 1 or _is_person_after_all(run, index, last, kind):
        return None
    return _unless_it_goes_on(run, Found(last, index, kind))


def _continues_compound(run: Run, index: int, end: int) -> bool:
    language = run.language
    if not run.has_capital(end) or not language.not_names.isdisjoint((run.words[index], run.words[end])):
        return False
    if run.words[end].lower() in language.determiners:
        return False
    if run.possessive[end - 1]:
        # "Ford's Theatre", but not "Turkey's Parliament".
        return language.ender(run.words[end]) is not None and language.known(run.words[index:end]) is None
    if language.nouns_capitalised and end == index + 1:
        return language.ender(run.words[index]) is not None or _is_adjective_in_name(run, index)
    return True


def _is_adjective_in_name(run: Run, index: int) -> bool:
    """Tell whether an adjective has a capital for being part of a name: "die Deutsche Bank", not "Berliner Bank"."""
    word = run.words[index]
    is_of_place = word.endswith("er") and run.language.known([word.removesuffix("er")]) is not None
    return _ADJECTIVE.search(word) is not None and not is_of_place and not run.opens_sentence(index)


def _is_before_ender(run: Run, index: int) -> bool:
    """Tell whether what could be a title says what an organisation is for: "Justice Department"."""
    return run.has_capital(index + 1) and run.language.ender(run.words[index + 1]) is Kind.ORGANISATION


def _with_what_it_is_of(run: Run, index: int, last: int) -> int:
    """Return where a name ends that goes on after ``last``: "Department | of the Interior", "Universität | Bonn"."""
    for length in (2, 1):
        if _joins(run, last, length) and not run.possessive[last - 1]:
            end = last + length
            while run.has_capital(end) and not run.title_at(end) and (end == last + length or run.goes_on(end)):
                end += 1
            is_name = end > last + length and run.words[end - 1] not in run.language.adjectives
            return end if is_name else last
    follows = run.language.nouns_capitalised and last == index + 1 and run.goes_on(last) and not run.title_at(last)
    return last + 1 if follows and run.words[last] not in run.language.not_names else last


def _joins(run: Run, index: int, length: int) -> bool:
    """Tell whether words join a name to more of it; "for" does not where a name follows: "scored for England"."""
    words, beyond = run.words[index : index + length], index + length
    if words in run.language.purposes:
        return run.has_capital(beyond) and not run.is_known(beyond) and not run.language.is_given(run.words[beyond])
    return words in run.language.joiners


def _is_person_after_all(run: Run, index: int, last: int, kind: Kind) -> bool:
    """Tell "Ashley Park", who said something, from the park where something was."""
    is_pair = kind is Kind.PLACE and last == index + 2 and run.language.is_given(run.words[index])
    is_place = run.follows_preposition(index) or run.word_before(index).lower() in run.language.determiners
    return is_pair and not is_place


def _opened_place(run: Run, index: int) -> Found | None:
    """Read "Lake Erie", "Isle of Wight"."""
    if run.words[index] not in run.language.openings or run.possessive[index]:
        return None
    is_joined = run.words[index + 1 : index + 2] in run.language.joiners
    last = index + 1 + is_joined
    return Found(last + 1, index, Kind.PLACE) if run.is_plain(last) else None


def _unless_it_goes_on(run: Run, found: Found) -> Found:
    """Leave out a place that only begins a name of something else: "Miami | Herald"."""
    end = found.goes_on
    is_beginning = found.kind is Kind.PLACE and run.is_plain(end) and run.goes_on(end)
    if not is_beginning or run.language.nouns_capitalised or run.language.is_given(run.words[end]):
        return found
    return Found(_end_of_plain(run, end))


# ---- People ----


def _titled(run: Run, index: int) -> Found | None:
    """Read a person with a title, which is left out: "President Nixon"; a title alone is no name."""
    length = run.title_at(index)
    if not length:
        return None
    first = index + length
    if run.possessive[first - 1] or not run.has_capital(first) or run.title_at(first):
        return Found(first)
    end = _end_of_person(run, first)
    return _found_person(run, first, first, end) if end > first else Found(first)


def _person(run: Run, index: int) -> Found | None:
    """Read a person with a given name, an initial, a title that stays or one in lower case: "Queen Victoria"."""
    is_royal = run.words[index] in run.language.kept_titles
    if is_royal and not run.goes_on(index + 1):
        return Found(index + 1)
    follows_title = index == 0 and run.follows_title()
    if not (is_royal or follows_title or _has_initial(run, index) or run.language.is_given(run.words[index])):
        return None
    end = _end_of_person(run, index + is_royal)
    if end - index > 1 or (follows_title and run.is_plain(index)):
        return _found_person(run, index, index + is_royal, end)
    return None


def _has_initial(run: Run, index: int) -> bool:
    """Tell whether a person's name begins there with an initial or has one in second place: "Edgar M. Cortright"."""
    return any(run.goes_on(at + 1) and run.words[at].endswith(".") and run.is_initial(at) for at in (index, index + 1))


def _found_person(run: Run, index: int, first: int, end: int) -> Found:
    genitive = run.language.genitives[0] if _is_genitive(run, first, end - 1) else ""
    return Found(end, index, Kind.PERSON, run.named(index, end).removesuffix(genitive))


def _end_of_person(run: Run, first: int) -> int:
    """Return where the name of a person ends that begins at ``first``; there, if it is none."""
    end = first
    while end < len(run.words) and end - first < LONGEST_PERSON and not (end > first and run.possessive[end - 1]):
        beyond = end
        while beyond < len(run.words) and run.words[beyond] in run.language.particles:
            beyond += 1
        if not _is_part_of_person(run, first, beyond):
            break
        end = beyond + 1
        if run.words[beyond] in run.language.suffixes or _is_genitive(run, first, beyond):
            break
    return end


def _is_part_of_person(run: Run, first: int, index: int) -> bool:
    if not run.has_capital(index):
        return False
    language, word = run.language, run.words[index]
    if index == first:
        return run.is_plain(index) or language.is_given(word) or run.is_initial(index) or run.is_known(index)
    if run.title_at(index) or run.opens_sentence(index) or word == run.words[index - 1]:
        return False
    if language.nouns_capitalised and index > first + 1 and not _may_be_third(run, index):
        return False
    if word in language.not_names:
        # Theresa May; but "told Lovell Monday", and "Anna May 3".
        return index == first + 1 and word in language.surnames_too and not run.has_number_after(index)
    return not word.isupper() or word in language.suffixes or run.is_initial(index)


def _may_be_third(run: Run, index: int) -> bool:
    """Tell whether a third word still belongs to a person where each noun has a capital."""
    before, language = run.words[index - 1], run.language
    is_named = language.is_given(before) or run.is_initial(index - 1) or before in language.particles
    return is_named or run.words[index] in language.suffixes


def _is_genitive(run: Run, first: int, index: int) -> bool:
    """Tell whether the noun that follows makes a genitive of a name: "Angela Merkels Rede"."""
    return index > first and run.has_capital(index + 1) and run.language.has_genitive(run.words[index])


# ---- What is no name, and what only has a capital ----


def _thing(run: Run, index: int) -> Found | None:
    """Leave out what a thing is called: "Medal of Freedom", "Prince of Wales"."""
    if run.words[index] not in run.language.not_people:
        return None
    last = _with_what_it_is_of(run, index, index + 1)
    return Found(last) if last > index + 1 else None


def _left_out(run: Run, index: int) -> Found | None:
    """Leave out an ordinary word that begins a sentence; a month may be a person, if there is one of that name."""
    word = run.words[index]
    if word in run.language.surnames_too and not run.word_before(index) and not run.has_number_after(index):
        return Found(index + 1, index)
    return Found(index + 1) if run.is_ordinary(index) else None


def _unknown(run: Run, index: int) -> Found | None:
    """Read words that nothing is known of but their capitals."""
    if not run.is_plain(index):
        return None
    if run.language.nouns_capitalised:
        is_place = run.word_before(index) in run.language.cues and run.language.ends_as_place(run.words[index])
        return Found(index + 1, index, Kind.PLACE if is_place else None)
    end = _end_of_plain(run, index)
    if end < len(run.words) and run.words[end] in run.language.particles:
        end = _end_of_person(run, index)
    if _is_no_name(run, index, end):
        return Found(end)
    if run.before_article(index) in run.language.thing_nouns:
        return Found(end, index, Kind.THING)
    before = run.word_before(index).lower()
    if end - index == 1:
        return Found(end, index, Kind.PLACE if before in run.language.cues else None)
    return Found(end) if before in run.language.determiners else Found(end, index, Kind.PERSON)


def _end_of_plain(run: Run, index: int) -> int:
    end = index + 1
    while (
        end - index < LONGEST_NAME
        and run.is_plain(end)
        and run.goes_on(end)
        and run.words[end - 1] not in run.language.suffixes
    ):
        end += 1
    return end


def _is_no_name(run: Run, index: int, end: int) -> bool:
    """Tell whether unknown words are of a thing, or only a part of a name: "Nobel | Prize", "Apollo 13"."""
    if end < len(run.words) and run.words[end] in run.language.thing_words:
        return True
    # "National Security Adviser Jane Doe": what the title is of.
    if run.goes_on(end) and run.title_at(end):
        return True
    is_numbered = run.has_number_after(end - 1) or _NUMERAL.fullmatch(run.words[end - 1]) is not None
    return is_numbered or (end - index > 1 and _is_part(run, index, end))


def _is_part(run: Run, index: int, end: int) -> bool:
    """Tell whether words are only a part of a name: "Government of | National Unity", "Air | France"."""
    is_rest = index > 0 and run.goes_on(index) and run.language.ender(run.words[index - 1]) is not None
    is_joined = index > 1 and run.words[index - 1 : index] in run.language.joiners | run.language.purposes
    return is_rest or is_joined or any(map(run.is_known, range(index + 1, end)))


READERS: Sequence[Callable[[Run, int], Found | None]] = (_listed, _titled, _thing, _person, _left_out, _unknown)
"""In this order: what is known first, what only has a capital last."""
