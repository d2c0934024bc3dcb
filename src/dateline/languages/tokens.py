"""Cutting text into tokens, and what can be said of a token from its shape alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LONGEST_NUMBER = 40
"""A number of more characters than this counts nothing, and one of thousands is more than Python takes."""
_YEARS = range(1000, 2101)

_ADDRESS = r"(?:https?://|www\.)\S+|(?<!\w)[@#]\w+"
# Letters and figures in one, such as KLPF2013 or F-16, are a name.
_CODE = r"[^\W\d_]{2,}\d\w*"
# Nine words in ten: tried before anything else, because none of the other kinds of token can begin like it.
_PLAIN = r"[a-z]++(?![\w'’.:/])"
# The next most frequent ones.
_STOP = r"[,.](?=\s)"
_INITIALS = r"(?:[^\W\d_]\.){2,}|[^\W\d_]\.[^\W\d_]\b"
_WORD = r"[^\W\d_]+(?:['’](?![sS]\b)[^\W\d_]+)*|['’][sS]\b"
_BREAK = r"\n[^\S\n]*\n\s*"


@dataclass(frozen=True, slots=True)
class NumberMarks:
    """The marks in a language's numbers: English writes 1,000.5, German 1.000,5."""

    group: str = ","
    decimal: str = "."

    @property
    def expression(self) -> str:
        """The expression of a number in figures."""
        group, decimal = re.escape(self.group), re.escape(self.decimal)
        return rf"\d{{1,3}}(?:{group}\d{{3}})+(?:{decimal}\d+)?|\d+(?:{decimal}\d+)?"

    def value(self, token: str) -> int | float:
        """Return the value of a number in figures.

        >>> NumberMarks(".", ",").value("1.000,5")
        1000.5
        """
        plain = token.replace(self.group, "").replace(self.decimal, ".")
        return float(plain) if "." in plain else int(plain)


def tokenizer(
    shapes: Mapping[str, str],
    ordinal_suffixes: Iterable[str] = (),
    *,
    abbreviations: Iterable[str] = (),
    names: Iterable[str] = (),
    compound_part: str = "",
    marks: NumberMarks | None = None,
) -> re.Pattern[str]:
    """Return the expression whose matches are the tokens of a text, in order, without white space.

    ``shapes`` are a language's own written forms (dates and times in figures), which go before everything else; an
    abbreviation takes its full stop along, and a name that holds words of time ("Saturday Night Live") is one token.
    ``compound_part`` is the expression of a part of a word that is several.
    """
    ordinals = "|".join(map(re.escape, ordinal_suffixes)) or "(?!)"
    dotted = "|".join(sorted(map(re.escape, abbreviations), key=len, reverse=True)) or "(?!)"
    whole = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names) or "(?!)"
    kinds = "|".join(
        [
            *([rf"\b(?:{whole})\b", compound_part] if compound_part else []),
            _PLAIN,
            _STOP,
            _ADDRESS,
            rf"\b(?:{whole})\b",
            *shapes.values(),
            rf"\d+(?:{ordinals})\b",
            rf"\b(?=[^\W\d_]{{1,5}}\.)(?i:{dotted})\.",
            _INITIALS,
            _CODE,
            _WORD,
            (marks or NumberMarks()).expression,
            _BREAK,
            r"[^\w\s]",
        ]
    )
    # No token begins with a blank; where most do, at every second position, none of the kinds needs to be tried.
    return re.compile(rf"(?! )(?:{kinds})")


def number_categories(token: str) -> frozenset[str]:
    """Return the categories of a number written in figures, by its size and number of figures.

    >>> sorted(number_categories("13"))
    ['day_number', 'hour', 'number', 'two_digits']
    """
    if not token.isascii() or not token.isdecimal():
        return frozenset({"number", "decimal"})
    value, figures = int(token), len(token)
    categories = {"number"}
    if figures <= 2:
        categories |= {"two_digits"} if figures == 2 else {"one_digit"}
        categories |= {"day_number"} if 1 <= value <= 31 else set()
        categories |= {"month_number", "hour_12"} if 1 <= value <= 12 else set()
        categories |= {"hour"} if value <= 24 else set()
    if figures == 3:
        categories.add("three_digits")
    if figures == 3 and 1 <= value // 100 <= 12 and value % 100 < 60:
        categories.add("short_clock_number")
    if figures == 4:
        categories |= {"year"} if value in _YEARS else {"four_digits"}
        categories |= {"clock_number"} if value < 2400 and value % 100 < 60 else set()
    return frozenset(categories)


def ordinal_categories(value: int) -> frozenset[str]:
    """Return the categories of an ordinal number."""
    return frozenset(
        {"ordinal", "figure_ordinal", "day_ordinal"} if 1 <= value <= 31 else {"ordinal", "figure_ordinal"}
    )


def every_number_signature() -> frozenset[frozenset[str]]:
    """Return each set of categories that a number in figures can have."""
    samples = [str(n) for n in range(2500)] + [f"{n:02}" for n in range(10)] + [f"{n:04}" for n in range(1000)]
    return frozenset(map(number_categories, [*samples, *(f"{n:03}" for n in range(100)), "9999", "12345", "2.5"]))
