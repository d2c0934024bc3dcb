"""From an article's blocks to sentences, with the state of the story in each.

Boundaries come from sentencex (MIT), which knows the abbreviations of many languages but not clock times: it cuts
"8:00 p.m. | GMT on Friday". So a boundary inside a mention is dropped, and so is one between a mention that ends in a
full stop of its own and a next word that begins no sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

import sentencex

from dateline.model import Block, BlockKind, Mention, Sentence

_PARAGRAPH = re.compile(r"\S(?:[^\n]++|\n(?!\s*\n))*+")
_OPENING = "“\"‘'"
_STOP_BEFORE = re.compile(r"[^\W\d_]{4,}[.!?]\s+$")
_YEAR_FIRST = re.compile(r"\d{4}\b")
LONGEST_HEADING = 8
"""A line of more words than this is no heading."""
LONGEST_SENTENCE = 1_500
"""A "sentence" beyond this many characters is no prose; it is cut, so that work stays linear on any input."""


def blocks_of(text: str) -> tuple[Block, ...]:
    r"""Return the paragraphs of a plain text, which blank lines part; a short line without a stop is a heading.

    >>> [block.kind.value for block in blocks_of("People Are Scared\n\nOn Wednesday it rained.")]
    ['heading', 'paragraph']
    """
    blocks = []
    for match in _PARAGRAPH.finditer(text):
        words = match.group().strip()
        few = len(words.split(None, LONGEST_HEADING)) <= LONGEST_HEADING
        bare = few and "\n" not in words and words[-1] not in ".!?:;,”\"'’)…"
        blocks.append(Block(BlockKind.HEADING if bare else BlockKind.PARAGRAPH, match.start(), match.end()))
    return tuple(blocks)


def sentences_of(text: str, blocks: Iterable[Block], mentions: Sequence[Mention], language: str) -> list[Sentence]:
    """Return the sentences of those blocks that have a mention, in reading order."""
    starts = [mention.start for mention in mentions]
    found: list[Sentence] = []
    for number, block in enumerate(blocks):
        first, last = bisect_right(starts, block.start - 1), bisect_right(starts, block.end - 1)
        if first < last:
            found.extend(_sentences_in(text, block, number, mentions[first:last], language))
    return found


def other_sentences_of(text: str, blocks: Iterable[Block], found: Iterable[Sentence], language: str) -> list[Sentence]:
    """Return the sentences of those blocks of which none was found: those without a mention."""
    done = {sentence.paragraph for sentence in found}
    rest = ((number, block) for number, block in enumerate(blocks) if number not in done)
    return [sentence for number, block in rest for sentence in _sentences_in(text, block, number, (), language)]


def _sentences_in(text: str, block: Block, number: int, mentions: Sequence[Mention], language: str) -> list[Sentence]:
    start, sentences = block.start, []
    for end in [*_boundaries(text, block, mentions, language), block.end]:
        words = text[start:end]
        inner_start, inner_end = start + len(words) - len(words.lstrip()), start + len(words.rstrip())
        if inner_start < inner_end:
            sentences.append(Sentence(inner_start, inner_end, text[inner_start:inner_end], number, block.kind))
        start = end
    return sentences


def _boundaries(text: str, block: Block, mentions: Sequence[Mention], language: str) -> list[int]:
    starts = [mention.start for mention in mentions]
    cuts = []
    for offset in range(block.start, block.end, LONGEST_SENTENCE):
        end = min(offset + LONGEST_SENTENCE, block.end)
        for found in sentencex.get_sentence_boundaries(language, text[offset:end]):
            cut = offset + found["end_index"]
            before = bisect_right(starts, cut - 1) - 1
            mention = mentions[before] if before >= 0 else None
            if mention is None or not _breaks(text, cut, mention):
                cuts.append(cut)
            elif cut == end:
                cuts.append(mention.start)
    cuts += [mention.start for mention in mentions if _opens_with_year(text, mention)]
    return [cut for cut in sorted(set(cuts)) if block.start < cut < block.end]


def _opens_with_year(text: str, mention: Mention) -> bool:
    """Tell whether a mention opens a sentence with a year ("1226 fiel die Stadt"), where German stops are in doubt."""
    return bool(
        _YEAR_FIRST.match(mention.text) and _STOP_BEFORE.search(text, max(0, mention.start - 40), mention.start)
    )


def _breaks(text: str, cut: int, mention: Mention) -> bool:
    """Tell whether a boundary parts a mention, or parts it from the rest of its sentence after its own full stop."""
    if cut < mention.end:
        return True
    following = text[cut : cut + 1]
    ends_itself = mention.text.endswith(".") and not text[mention.end : cut].strip()
    return ends_itself and not (following.isupper() or following in _OPENING)
