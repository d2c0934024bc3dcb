"""Calendar values in words ("about April 2022") and as HTML's ``datetime`` attribute.

Names of months and days come from CLDR through Babel; how they are put together stands in ``phrases/``, a file a
language. Years that Python's calendar does not have (before 1, after 9999) read like any other.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files

from babel import Locale
from babel.dates import DateTimeFormat, parse_pattern

from dateline.timevalue import edtf
from dateline.timevalue.intervals import OPEN, Interval, Period
from dateline.timevalue.units import Grain, Season
from dateline.timevalue.values import CalendarValue

GREGORIAN_CYCLE = 400
YEARS_IN = {Grain.DECADE: 10, Grain.CENTURY: 100, Grain.MILLENNIUM: 1000}
QUALIFIED = {"~": "approximate", "?": "uncertain", "%": "uncertain_approximate"}


@dataclass(frozen=True, slots=True)
class Phrases:
    """The texts of ``phrases/<language>.toml`` laid over ``phrases/root.toml``; see there for what each is."""

    patterns: Mapping[str, str]
    ranges: Mapping[str, list[str]]
    phrases: Mapping[str, str]
    halves_of_day: Mapping[str, str]
    parts: Mapping[str, str]
    seasons: Mapping[str, str]
    ordinals: Mapping[str, str]
    confidence: Mapping[str, str]


@cache
def load_phrases(language: str) -> Phrases:
    """Return the phrases of a language (``en``, ``pt_BR``); those of the root where it has no file of its own."""
    folder = files(__package__) / "phrases"
    texts: dict[str, dict[str, str]] = {}
    for name in ("root", language.partition("_")[0], language):
        file = folder / f"{name}.toml"
        if file.is_file():
            for table, lines in tomllib.loads(file.read_text("utf-8")).items():
                texts[table] = texts.get(table, {}) | lines
    return Phrases(**texts)  # type: ignore[arg-type]  # the tables of root.toml are the fields; a test says so


class _Fields(DateTimeFormat):
    """Babel's reading of a CLDR pattern's fields, with years and halves of the day said our way."""

    def __init__(self, period: Period, locale: Locale, halves_of_day: Mapping[str, str]) -> None:
        year, month, day = period.civil
        # The calendar repeats itself every 400 years, weekdays included, so a year that Python has can stand in.
        stand_in = datetime(2000 + year % GREGORIAN_CYCLE, month, day, *divmod(period.minute_of_day, 60))  # noqa: DTZ001
        super().__init__(stand_in.replace(second=period.second or 0), locale)
        self.year_words = _year_words(period.year, locale)
        self.half_of_day = halves_of_day.get("am" if period.minute_of_day < 720 else "pm")

    def __getitem__(self, name: str) -> str:
        """Return the text of a pattern's field."""
        if name.startswith("y"):
            return self.year_words
        if name == "a" and self.half_of_day:
            return self.half_of_day
        return super().__getitem__(name)


class DateWords:
    """Says calendar values in a language.

    >>> say = DateWords("en").say
    >>> say(edtf.parse("1970-04-13T21:08-06:00"))
    '13 April 1970, 9:08 p.m. (UTC−6)'
    >>> say(edtf.parse("2022-04/..")), say(edtf.parse("2023-01-12/2023-01-13"))
    ('since April 2022', '12–13 January 2023')
    """

    def __init__(self, language: str = "en") -> None:
        self.language = language.replace("-", "_")
        self.locale = Locale.parse(self.language)
        self.texts = load_phrases(self.language)

    def say(self, value: CalendarValue) -> str:
        """Return a value in words."""
        if isinstance(value, Interval):
            return self._say_interval(value)
        words = self._say_plain(value.plain)
        return self._phrase(QUALIFIED[value.qualifier], date=words) if value.qualifier else words

    def say_in_pattern(self, period: Period, pattern: str) -> str:
        """Return a period in a CLDR pattern, as ``EEEE`` for the weekday."""
        fields = _Fields(period, self.locale, self.texts.halves_of_day)
        return parse_pattern(pattern) % fields

    def say_full_day(self, period: Period) -> str:
        """Return the first day of a period with its weekday."""
        return self._pattern(period, "day_full", self.locale.date_formats["full"].pattern)

    def say_confidence(self, confidence: float) -> str:
        """Return what a confidence (0 to 1) is called, or "" where the language has no words for it."""
        named = [words for least, words in self.texts.confidence.items() if confidence * 100 >= int(least) - 0.5]
        return named[-1] if named else ""

    def _say_plain(self, period: Period) -> str:  # noqa: PLR0911  # one line a grain
        match period.grain:
            case Grain.SECOND | Grain.MINUTE | Grain.HOUR:
                moment = self._phrase("moment", day=self._say_day(period), clock=self._say_clock(period))
                return self._zoned(moment, period.offset)
            case Grain.PART:
                part = self.texts.parts[period.part.code] if period.part else ""
                return self._phrase("part", day=self._say_day(period), part=part)
            case Grain.DAY:
                return self._say_day(period)
            case Grain.WEEK | Grain.WEEKEND:
                return self._say_days(period)
            case Grain.MONTH:
                return self._pattern(period, "month", self.locale.datetime_skeletons["yMMMM"].pattern)
            case Grain.QUARTER:
                return self._pattern(period, "quarter", self.locale.datetime_skeletons["yQQQQ"].pattern)
            case Grain.SEASON | Grain.HALF:
                return self._say_months(period)
            case Grain.YEAR:
                return _year_words(period.year, self.locale)
            case _:
                return self._say_years(period)

    def _say_day(self, period: Period) -> str:
        return self._pattern(period, "day", self.locale.date_formats["long"].pattern)

    def _say_clock(self, period: Period) -> str:
        if period.grain is Grain.SECOND:
            return self._pattern(period, "clock_seconds", self.locale.time_formats["medium"].pattern)
        short = self.locale.time_formats["short"].pattern
        return self._pattern(period, "hour" if period.grain is Grain.HOUR else "clock", short)

    def _zoned(self, moment: str, offset: int | None) -> str:
        return moment if offset is None else self._phrase("zoned", moment=moment, zone=zone_words(offset))

    def _say_days(self, period: Period) -> str:
        start, end = Period(Grain.DAY, period.first_day), Period(Grain.DAY, period.last_day)
        name = "week" if period.grain is Grain.WEEK else "weekend"
        return self._phrase(
            name, start=self.say(start), end=self.say(end), range=self._say_interval(Interval(start, end))
        )

    def _say_months(self, period: Period) -> str:
        start, end = _month_at(period.first_day), _month_at(period.last_day)
        season = self.texts.seasons.get(Season(period.index % 4).name.lower(), "")
        return self._phrase(
            "season" if period.grain is Grain.SEASON else "half",
            start=self.say(start),
            end=self.say(end),
            season=season,
            ordinal=self._ordinal(period.index % 2 + 1),
            year=_year_words(period.year, self.locale),
        )

    def _say_years(self, period: Period) -> str:
        years = YEARS_IN[period.grain]
        first = (period.index if period.index >= 0 else -period.index - 1) * years
        number = period.index + 1 if period.index >= 0 else -period.index
        words = self._phrase(
            period.grain.name.lower(), first=str(first), last=str(first + years - 1), ordinal=self._ordinal(number)
        )
        return words if period.index >= 0 else self._phrase("era", date=words, era=_era_before(self.locale))

    def _say_interval(self, interval: Interval) -> str:
        start, end = interval.start, interval.end
        if isinstance(start, Period) and isinstance(end, Period):
            return self._say_range(start, end)
        if isinstance(start, Period):
            return self._phrase("since" if end is OPEN else "end_unknown", date=self.say(start))
        if isinstance(end, Period):
            return self._phrase("until" if start is OPEN else "start_unknown", date=self.say(end))
        return edtf.write(interval)

    def _say_range(self, start: Period, end: Period) -> str:
        if start == end:
            return self.say(start)
        if start.mod == end.mod and start.qualifier:
            return self._phrase(QUALIFIED[start.qualifier], date=self._say_range(start.plain, end.plain))
        if self._is_one_sitting(start, end):
            return self._say_sitting(start, end)
        name = _range_name(start, end)
        patterns = self.texts.ranges.get(name) if name else None
        if patterns is None or start.mod or end.mod:
            return self._phrase("range", start=self.say(start), end=self.say(end))
        words = (self.say_in_pattern(start, patterns[0]), self.say_in_pattern(end, patterns[1]))
        close = not any(" " in text for text in words[:1])
        return self._phrase("close_range" if close else "range", start=words[0], end=words[1])

    @staticmethod
    def _is_one_sitting(start: Period, end: Period) -> bool:
        clock = (Grain.MINUTE, Grain.SECOND)
        same_day = start.first_day == end.first_day and start.offset == end.offset
        return same_day and start.grain in clock and end.grain in clock and not (start.mod or end.mod)

    def _say_sitting(self, start: Period, end: Period) -> str:
        clock = self._phrase("range", start=self._say_clock(start), end=self._say_clock(end))
        return self._zoned(self._phrase("moment", day=self._say_day(start), clock=clock), start.offset)

    def _pattern(self, period: Period, name: str, otherwise: str) -> str:
        return self.say_in_pattern(period, self.texts.patterns.get(name, otherwise))

    def _phrase(self, name: str, **fields: str) -> str:
        return self.texts.phrases[name].format_map(fields)

    def _ordinal(self, number: int) -> str:
        ordinals = self.texts.ordinals
        return ordinals.get(self.locale.ordinal_form(number), ordinals["other"]).format(number=number)


def zone_words(offset: int) -> str:
    """Return an offset in minutes east of UTC as people write it.

    >>> zone_words(-360), zone_words(330), zone_words(0)
    ('UTC−6', 'UTC+5:30', 'UTC')
    """
    if not offset:
        return "UTC"
    hours, minutes = divmod(abs(offset), 60)
    return f"UTC{'−' if offset < 0 else '+'}{hours}{f':{minutes:02}' if minutes else ''}"


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


def _range_name(start: Period, end: Period) -> str | None:
    """Return which pair of patterns a range is written with, by what the two ends share; None: write both in full."""
    if start.grain != end.grain or start.year < 1:
        return None
    if start.grain is Grain.YEAR:
        return "years"
    if start.year != end.year:
        return None
    if start.grain is Grain.DAY:
        return "days_in_month" if start.month == end.month else "days_in_year"
    return "months_in_year" if start.grain is Grain.MONTH else None


def _month_at(day: int) -> Period:
    year, month, _ = Period(Grain.DAY, day).civil
    return Period.month_of(year, month)


def _year_words(year: int, locale: Locale) -> str:
    return str(year) if year > 0 else f"{1 - year} {_era_before(locale)}"


def _era_before(locale: Locale) -> str:
    return str(locale.eras["abbreviated"][0])
