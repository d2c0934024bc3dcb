"""Calendar values in words ("about April 2022") and as HTML's ``datetime`` attribute.

Names of months and days come from CLDR through Babel; how they are put together stands in ``phrases/``, a file a
language. Years that Python's calendar does not have (before 1, after 9999) read like any other.
"""

from __future__ import annotations

from collections.abc import Mapping

from babel import Locale
from babel.lists import format_list

from dateline.export.phrasebook import STYLES, load_phrases
from dateline.export.plainwords import FIGURES, PlainWords, season_name, zone_words
from dateline.timevalue import edtf
from dateline.timevalue.intervals import OPEN, Interval, OneOf, Period, Several, Unspecified
from dateline.timevalue.units import Grain, Mod
from dateline.timevalue.values import CalendarValue

__all__ = ["STYLES", "DateWords", "html_datetime", "point_of", "zone_words"]

QUALIFIED = {"~": "approximate", "?": "uncertain", "%": "uncertain_approximate"}
MODIFIED = {
    Mod.START: "start",
    Mod.MID: "mid",
    Mod.END: "end",
    Mod.BEFORE: "before",
    Mod.AFTER: "after",
    Mod.ON_OR_BEFORE: "or_earlier",
    Mod.ON_OR_AFTER: "or_later",
}
ALONE = "date"
"""The form of a date that stands alone."""


class DateWords:
    """Says calendar values in a language, in one of the ``STYLES``.

    >>> say = DateWords("en").say
    >>> say(edtf.parse("1970-04-13T21:08-06:00"))
    '13 April 1970, 9:08 p.m. (UTC−6)'
    >>> say(edtf.parse("2022-04/..")), say(edtf.parse("2023-01-12/2023-01-13"))
    ('since April 2022', '12–13 January 2023')
    >>> DateWords("en", "iso").say(edtf.parse("1970-04-13T21:08-06:00"))
    '1970-04-13 21:08 (UTC−6)'
    """

    def __init__(self, language: str = "en", style: str = "long") -> None:
        if style not in STYLES:
            raise ValueError(f"no style of dates is called {style!r}; there are: {', '.join(STYLES)}")
        self.language = language.replace("-", "_")
        self.style = style
        self.locale = Locale.parse(self.language)
        self.texts = load_phrases(self.language)
        self._plain = PlainWords(self.locale, self.texts, style)

    def say(self, value: CalendarValue) -> str:
        """Return a value in words."""
        if isinstance(value, Several):
            return self._say_several(value)
        if isinstance(value, Interval):
            return self._say_interval(value)
        return self._in_form(value, ALONE)

    def say_in_pattern(self, period: Period, pattern: str) -> str:
        """Return a period in a CLDR pattern, as ``EEEE`` for the weekday."""
        return self._plain.in_pattern(period, pattern)

    def say_full_day(self, period: Period) -> str:
        """Return the first day of a period with its weekday."""
        return self._plain.say_day(period, "full")

    def say_confidence(self, confidence: float) -> str:
        """Return what a confidence (0 to 1) is called, or "" where the language has no words for it."""
        named = [words for least, words in self.texts.confidence.items() if confidence * 100 >= int(least) - 0.5]
        return named[-1] if named else ""

    def say_status(self, status: str) -> str:
        """Return what stands before the headline of what is ``planned`` or the like, "" for what happened."""
        return self.texts.status.get(status, "")

    def _in_form(self, period: Period, form: str) -> str:
        """Return a period in the form that the phrase around it wants, or ``ALONE``."""
        if isinstance(period, Unspecified) and self.style != FIGURES:
            name = "day_unknown" if period.unit is Grain.DAY else "month_unknown"
            return self._plain.phrase(name, date=self._in_form(period.plain.modified(period.mod), form))
        return self._qualified(period, form) if period.qualifier else self._unqualified(period, form)

    def _qualified(self, period: Period, form: str) -> str:
        unqualified = period.modified(Mod.NONE)
        if form == ALONE:
            return self._around(QUALIFIED[period.qualifier], unqualified)
        return self._qualified_inside(period.qualifier, self._unqualified(unqualified, form))

    def _qualified_inside(self, qualifier: str, words: str) -> str:
        """Return words with a qualifier that leaves them in the form they have."""
        name = QUALIFIED[qualifier]
        pattern = self.texts.inner.get(name, self.texts.phrases[name])
        return pattern.format_map(dict.fromkeys((ALONE, *self.texts.forms), words))

    def _unqualified(self, period: Period, form: str) -> str:
        plain = period.modified(Mod.NONE)
        if period.mod in MODIFIED:
            return self._inflected("modified", form, {ALONE: self._around(MODIFIED[period.mod], plain)})
        fields = self._plain.fields(plain) | {ALONE: self._plain.say(plain)}
        words = self._inflected(self._kind(plain), form, fields)
        return self._plain.in_era(words, plain.year) if self._plain.lacks_era(plain) else words

    def _inflected(self, kind: str, form: str, fields: Mapping[str, str]) -> str:
        texts = self.texts.forms.get(form, {})
        return texts.get(kind, texts.get("other", "{date}")).format_map(fields)

    def _kind(self, period: Period) -> str:
        """Return which kind of date a period is to the forms; see ``phrases/root.toml``."""
        if self.style == FIGURES and period.grain is not Grain.PART:
            return "figures"
        if self.style == "full" and period.grain <= Grain.DAY:
            return "weekday"
        if period.grain <= Grain.HOUR:
            return "moment"
        return season_name(period) if period.grain is Grain.SEASON else period.grain.name.lower()

    def _around(self, name: str, period: Period) -> str:
        """Return a phrase around one date, such as "since"."""
        return self.texts.phrases[name].format_map(self._forms(period))

    def _forms(self, period: Period) -> dict[str, str]:
        return {form: self._in_form(period, form) for form in (ALONE, *self.texts.forms)}

    def _say_interval(self, interval: Interval) -> str:
        start, end = interval.start, interval.end
        if isinstance(start, Period) and isinstance(end, Period):
            return self._say_range(start, end)
        if isinstance(start, Period):
            return self._around("since" if end is OPEN else "end_unknown", start)
        if isinstance(end, Period):
            return self._around("until" if start is OPEN else "start_unknown", end)
        return edtf.write(interval)

    def _say_range(self, start: Period, end: Period) -> str:
        if start == end:
            return self.say(start)
        whole = not isinstance(start, Unspecified) and not isinstance(end, Unspecified)
        if whole and not start.mod and not end.mod:
            return self._plain.say_range(start, end)
        if whole and start.mod == end.mod and start.qualifier:
            return self._qualified_inside(start.qualifier, self._plain.say_range(start.plain, end.plain))
        return self._plain.phrase("range", start=self.say(start), end=self.say(end))

    def _say_several(self, several: Several) -> str:
        either = isinstance(several, OneOf)
        words = [self._say_one_of(member) if either else self.say(member) for member in several.members]
        last = self.texts.lists.get("or" if either else "and")
        if last is None:
            return format_list(words, "or" if either else "standard", self.locale)
        # Where dates have commas of their own, semicolons tell them apart.
        comma = "; " if any("," in each for each in words[:-1]) else ", "
        return last.join([comma.join(words[:-1]), words[-1]] if words[1:] else words)

    def _say_one_of(self, member: Period | Interval) -> str:
        """Return one of several times of which nobody says which it is; of an interval, it is some time in it."""
        if isinstance(member, Period):
            return self.say(member)
        start, end = member.start, member.end
        if isinstance(start, Period) and isinstance(end, Period):
            between = {"start": self._forms(start), "end": self._forms(end)}
            return self.texts.phrases["between"].format_map(between)
        if isinstance(start, Period):
            return self._around("or_later", start)
        return self._around("or_earlier", end) if isinstance(end, Period) else self.say(member)


def html_datetime(value: CalendarValue) -> str:
    """Return the value for HTML's ``datetime`` attribute, or "" where HTML has no notation (before the year 1).

    An interval is marked by its start, or its end where the start is open; a season, quarter or half by its year, a
    decade or century by its first year. The exact value is EDTF's to tell.

    >>> html_datetime(edtf.parse("1970-04-13T21:08-06:00")), html_datetime(edtf.parse("2022-04~/.."))
    ('1970-04-13T21:08-06:00', '2022-04')
    """
    period = point_of(value)
    if period.year < 1:
        return ""
    if period.grain >= Grain.SEASON:
        return f"{max(period.year, 1):04}"
    if period.grain is Grain.MONTH:
        return f"{period.year:04}-{period.month:02}"
    year, month, day = period.civil
    date = f"{year:04}-{month:02}-{day:02}"
    if period.hour is None:
        return date
    seconds = f":{period.second:02}" if period.second is not None else ""
    return f"{date}T{period.hour:02}:{period.minute or 0:02}{seconds}{edtf.write_offset(period.offset)}"


def point_of(value: CalendarValue) -> Period:
    """Return the period a value stands at on a timeline: itself, an interval's start, or its end if that is open."""
    if isinstance(value, Period):
        return value
    if isinstance(value.start, Period):
        return value.start
    if isinstance(value.end, Period):
        return value.end
    raise ValueError("an interval without a date at either end stands nowhere")
