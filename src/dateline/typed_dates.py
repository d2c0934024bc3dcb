"""Dates as people type them into a timeline by hand, in words or in other forms than EDTF's."""

from __future__ import annotations

import re

from dateline.errors import ArticleError, LanguageError, Place, ValueSyntaxError
from dateline.pipeline import explain
from dateline.reading import is_ambiguous, read_metadata_date
from dateline.timevalue import edtf
from dateline.timevalue.intervals import Interval, Period

# Read from two days this far apart, a date that is the same counts from neither of them.
FAR_APART = ("1850-06-15", "2101-02-03")
# What is left to a library that knows the months of many languages, and that would pass over words it does not know.
WHOLE_DAY = re.compile(
    r"""(?: \d{4}[./-]\d{1,2}[./-]\d{1,2} | \d{1,2}[./-]\d{1,2}[./-]\d{4}
          | \d{1,2}\.?[ -](?:de[ ])?[^\W\d]+\.?,?[ -](?:de[ ])?\d{4} | [^\W\d]+\.?[ ]\d{1,2},?[ ]\d{4}
          | \d{4}[ ][^\W\d]+\.?[ ]\d{1,2} )
        (?: ,?[ ]\d{1,2}:\d\d(?::\d\d)? (?:[ ]?[ap]\.?m\.?)? (?:[ ]?(?:Z|UTC|GMT|[+-]\d\d:?\d\d))? )?""",
    re.VERBOSE | re.IGNORECASE,
)
RELATIVE = "it counts from the day on which it is read: give the day itself, with its year"
AMBIGUOUS = "it may be day/month or month/day: write it as 2022-04-05"


def date_in_words(text: str, language: str = "en") -> str:
    """Return a date that a person typed as EDTF.

    The whole of it has to be one date, and one that counts from no other day.

    Raises:
        ValueSyntaxError: it is none, or may be two.

    >>> date_in_words("April 2022"), date_in_words("circa 1850"), date_in_words("1970-04-13 9:08 p.m. CST")
    ('2022-04', '1850~', '1970-04-13T21:08-06:00')
    """
    written = " ".join(text.split())
    if is_ambiguous(written):
        raise ValueSyntaxError("not a date", excerpt=text, expected=edtf.EXPECTED, hint=AMBIGUOUS)
    for code in dict.fromkeys((language, "en")):
        readings = {_only_date(written, published, code) for published in FAR_APART}
        if len(readings) > 1:
            raise ValueSyntaxError("not a date", excerpt=text, expected=edtf.EXPECTED, hint=RELATIVE)
        if (found := readings.pop()) is not None:
            return found
    try:
        if not WHOLE_DAY.fullmatch(written):
            raise ArticleError("not a day written out")
        return edtf.write(read_metadata_date(written, Place(""), language=language))
    except ArticleError:
        raise ValueSyntaxError("not a date", excerpt=text, expected=edtf.EXPECTED) from None


def _only_date(written: str, published: str, language: str) -> str | None:
    """The date that a text is from its first word to its last."""
    try:
        found = explain(written, published, language)
    except LanguageError:
        return None
    if len(found) != 1 or found[0].mention.text != written or not isinstance(found[0].value, Period | Interval):
        return None
    return edtf.write(found[0].value)
