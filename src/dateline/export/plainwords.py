"""What plain periods, and ranges of them, are called in a language: the words that ``words`` builds on."""

from __future__ import annotations

from babel import Locale

from dateline.export.phrasebook import Phrases, clock_pattern, day_pattern, fill_pattern, roman, unit_pattern
from dateline.timevalue import edtf
from dateline.timevalue.intervals import Period
from dateline.timevalue.units import Grain, Season

YEARS_IN = {Grain.DECADE: 10, Grain.CENTURY: 100, Grain.MILLENNIUM: 1000}
FIGURES = "iso"
"""The style whose dates are EDTF's."""

FIRST_PLAIN_YEAR = 100
"""Years before this one are said with their era in a date."""


class PlainWords:
    """Says periods without qualifiers, and ranges of them, in a language and a style."""

    def __init__(self, locale: Locale, texts: Phrases, style: str) -> None:
        self.locale = locale
        self.texts = texts
        self.style = style

    def say(self, period: Period) -> str:
        """Return what a period is called; a decade or more from before the common era without its era."""
        grain = period.grain
        if self.style == FIGURES and grain >= Grain.DAY:
            return self.fields(period)["range"] if grain in {Grain.WEEK, Grain.WEEKEND} else edtf.write(period)
        match grain:
            case Grain.SECOND | Grain.MINUTE | Grain.HOUR:
                return self._say_moment("moment", period, self._say_clock(period))
            case Grain.PART:
                part = self.texts.parts[period.part.code] if period.part else ""
                return self.phrase("part", day=self.say_day(period), part=part)
            case Grain.DAY:
                return self.say_day(period)
            case Grain.MONTH | Grain.QUARTER:
                return self._say_unit(period, grain.name.lower())
            case Grain.YEAR:
                return self.say_year(period.year)
            case _:
                return self.phrase(grain.name.lower(), **self.fields(period))

    def say_range(self, start: Period, end: Period) -> str:
        """Return a range from one period to another, both included."""
        if start.grain is end.grain is Grain.YEAR and self.style != FIGURES:
            return self._say_years(start.year, end.year)
        if _is_one_sitting(start, end):
            return self._say_moment("sitting", start, self._say_clocks(start, end))
        close = self._in_patterns(start, end, self.style, _range_name(start, end))
        return close or self.phrase("range", start=self.named(start), end=self.named(end))

    def named(self, period: Period) -> str:
        """Return what a period is called, always with the era it needs."""
        words = self.say(period)
        return self.in_era(words, period.year) if self.lacks_era(period) else words

    def lacks_era(self, period: Period) -> bool:
        """Tell whether the words for a period still need the era: it follows what a form of them adds."""
        return self.style != FIGURES and period.grain in YEARS_IN and period.index < 0

    def fields(self, period: Period) -> dict[str, str]:
        """Return what the phrases of a period's grain can use."""
        fields = {"year": self._year_in_date(period.year)}
        match period.grain:
            case Grain.WEEK | Grain.WEEKEND:
                return fields | self._ends(Period(Grain.DAY, period.first_day), Period(Grain.DAY, period.last_day))
            case Grain.SEASON | Grain.QUARTER | Grain.HALF:
                ordinal = self._ordinal(period.index % (2 if period.grain is Grain.HALF else 4) + 1)
                season = self.texts.seasons.get(season_name(period), "")
                months = self._ends(_month_at(period.first_day), _month_at(period.last_day))
                return fields | months | {"ordinal": ordinal, "season": season}
            case Grain.DECADE | Grain.CENTURY | Grain.MILLENNIUM:
                return fields | self._fields_of_years(period)
        return fields

    def say_day(self, period: Period, style: str = "") -> str:
        """Return the first day of a period, in another style if one is given."""
        style = style or self.style
        if style == FIGURES:
            return edtf.write(Period(Grain.DAY, period.first_day))
        pattern = self.texts.patterns[style].get("day")
        return self.in_pattern(period, pattern or day_pattern(self.locale, style))

    def say_year(self, year: int) -> str:
        """Return a year, with its era where that is not the common one."""
        return self.in_era(_figure(year), year)

    def in_era(self, words: str, year: int) -> str:
        """Return words for a year with its era, where that is not the common one."""
        return words if year > 0 else self.phrase("era", date=words, era=self.locale.eras["abbreviated"][0])

    def in_pattern(self, period: Period, pattern: str) -> str:
        """Return a period in a CLDR pattern, as ``EEEE`` for the weekday."""
        own = {"y": self._year_in_date(period.year)}
        half_of_day = self.texts.halves_of_day.get("am" if period.minute_of_day < 720 else "pm")
        if half_of_day:
            own["a"] = half_of_day
        if period.civil[2] == 1:
            own["d"] = self.phrase("first_of_month", day="1")
        return fill_pattern(pattern, period, self.locale, own)

    def phrase(self, name: str, **fields: str) -> str:
        """Return a phrase with its fields filled in."""
        return self.texts.phrases[name].format_map(fields)

    def _year_in_date(self, year: int) -> str:
        """Return a year as it stands in a date: 24 August 79 would be taken for 1979."""
        if 0 < year < FIRST_PLAIN_YEAR:
            return self.phrase("era_common", date=_figure(year), era=self.locale.eras["abbreviated"][1])
        return self.say_year(year)

    def _say_years(self, start: int, end: int) -> str:
        if (start < 1) == (end < 1):
            return self.in_era(self.phrase("close_range", start=_figure(start), end=_figure(end)), start)
        return self.phrase("range", start=self.say_year(start), end=self._year_in_date(end))

    def _say_unit(self, period: Period, unit: str) -> str:
        pattern = self.texts.patterns[self.style].get(unit)
        return self.in_pattern(period, pattern or unit_pattern(self.locale, unit, self.style))

    def _say_moment(self, name: str, period: Period, clock: str) -> str:
        name = "moment_iso" if self.style == FIGURES else name
        moment = self.phrase(name, day=self.say_day(period), clock=clock)
        return moment if period.offset is None else self.phrase("zoned", moment=moment, zone=zone_words(period.offset))

    def _say_clock(self, period: Period) -> str:
        name = {Grain.SECOND: "clock_seconds", Grain.HOUR: "hour"}.get(period.grain, "clock")
        patterns = self.texts.patterns[self._clock_style]
        otherwise = clock_pattern(self.locale, seconds=period.grain is Grain.SECOND)
        return self.in_pattern(period, patterns.get(name, otherwise))

    def _say_clocks(self, start: Period, end: Period) -> str:
        name = "clocks" if start.grain is end.grain is Grain.MINUTE else ""
        clocks = self._in_patterns(start, end, self._clock_style, name)
        return clocks or self.phrase("range", start=self._say_clock(start), end=self._say_clock(end))

    @property
    def _clock_style(self) -> str:
        """The style whose clock times are taken: they read alike in all but the one of figures."""
        return FIGURES if self.style == FIGURES else "long"

    def _in_patterns(self, start: Period, end: Period, style: str, name: str) -> str:
        patterns = zip((start, end), self.texts.ranges[style].get(name, ()), strict=False)
        return "".join(self.in_pattern(period, pattern) for period, pattern in patterns)

    def _ends(self, start: Period, end: Period) -> dict[str, str]:
        return {"start": self.say(start), "end": self.say(end), "range": self.say_range(start, end)}

    def _fields_of_years(self, period: Period) -> dict[str, str]:
        # -1 is the first before the common era, as 0 is the first of it.
        place = period.index if period.index >= 0 else -period.index - 1
        years = YEARS_IN[period.grain]
        return {
            "first": str(place * years),
            "last": str(place * years + years - 1),
            "ordinal": self._ordinal(place + 1),
            "roman": self._ordinal(place + 1, roman(place + 1)),
        }

    def _ordinal(self, number: int, written: str = "") -> str:
        ordinals = self.texts.ordinals
        return ordinals.get(self.locale.ordinal_form(number), ordinals["other"]).format(number=written or number)


def season_name(period: Period) -> str:
    """Return which season a period of that grain is: "spring" and so on."""
    return Season(period.index % 4).name.lower()


def zone_words(offset: int) -> str:
    """Return an offset in minutes east of UTC as people write it.

    >>> zone_words(-360), zone_words(330), zone_words(0)
    ('UTC−6', 'UTC+5:30', 'UTC')
    """
    if not offset:
        return "UTC"
    hours, minutes = divmod(abs(offset), 60)
    return f"UTC{'−' if offset < 0 else '+'}{hours}{f':{minutes:02}' if minutes else ''}"


def _figure(year: int) -> str:
    return str(year if year > 0 else 1 - year)


def _is_one_sitting(start: Period, end: Period) -> bool:
    clock = {Grain.MINUTE, Grain.SECOND}
    same_day = start.first_day == end.first_day and start.offset == end.offset
    return same_day and start.grain in clock and end.grain in clock


def _range_name(start: Period, end: Period) -> str:
    """Return which pair of patterns a range is written with, by what the two ends share; "": write both in full."""
    if start.grain is not end.grain or start.year != end.year:
        return ""
    if start.grain is Grain.DAY:
        return "days_in_month" if start.month == end.month else "days_in_year"
    return "months_in_year" if start.grain is Grain.MONTH else ""


def _month_at(day: int) -> Period:
    year, month, _ = Period(Grain.DAY, day).civil
    return Period.month_of(year, month)
