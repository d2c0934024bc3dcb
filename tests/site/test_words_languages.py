from __future__ import annotations

import pytest

from dateline.export.words import DateWords
from dateline.timevalue import edtf
from dateline.timevalue.intervals import OPEN, Interval, Period
from dateline.timevalue.units import Grain, Mod, PartOfDay

WEEK = (Period.day_of(2022, 6, 13).first_day - 1) // 7
DAY = Period.day_of(1970, 4, 13)

AMERICAN = [
    ("1970-04-13", "April 13, 1970"),
    ("1970-04-13T21:08-06:00", "April 13, 1970, 9:08 p.m. (UTC−6)"),
    ("1970-04-13T12:05:09+05:30", "April 13, 1970, 12:05:09 p.m. (UTC+5:30)"),
    ("1970-04", "April 1970"),
    ("1970-23", "fall 1970"),
    ("1970-34", "2nd quarter of 1970"),
    ("197X", "the 1970s"),
    ("19XX", "the 20th century"),
    ("-0043-03-15", "March 15, 44 BC"),
    ("2022-04-05?", "perhaps April 5, 2022"),
    ("1970-04-13~/..", "since about April 13, 1970"),
    ("../1970-04-13", "until April 13, 1970"),
    ("2023-01-12/2023-01-13", "January 12–13, 2023"),
    ("1970-04-11/1970-05-03", "April 11 – May 3, 1970"),
    ("2023-12-28/2024-01-03", "December 28, 2023 – January 3, 2024"),
    ("2022-04/2022-06", "April–June 2022"),
    ("1969/1970", "1969–1970"),
    ("-0043-03-13/-0043-03-15", "March 13–15, 44 BC"),
    ("1970-04-13T21:08Z/1970-04-13T22:15Z", "April 13, 1970, 9:08 p.m. – 10:15 p.m. (UTC)"),
    ("[1970-04-13,1970-04-15]", "April 13, 1970 or April 15, 1970"),
    ("{1970-04-11,1970-04-13,1970-04-17}", "April 11, 1970; April 13, 1970 and April 17, 1970"),
    ("1985-04-XX", "April 1985 (day unknown)"),
]

GERMAN = [
    ("1970-04-13", "13. April 1970"),
    ("1970-04-13T21:08-06:00", "13. April 1970, 21:08 Uhr (UTC−6)"),
    ("1970-04-13T09:05:07", "13. April 1970, 9:05:07 Uhr"),
    ("1970-03", "März 1970"),
    ("1970-34", "2. Quartal 1970"),
    ("1970-40", "1. Halbjahr 1970"),
    ("1970-21", "Frühling 1970"),
    ("196X", "1960er Jahre"),
    ("18XX", "19. Jahrhundert"),
    ("1XXX", "2. Jahrtausend"),
    ("-0043", "44 v. Chr."),
    ("0079-08-24", "24. August 79 n. Chr."),
    ("-03XX", "4. Jahrhundert v. Chr."),
    ("2022-04~", "etwa April 2022"),
    ("2022-04-05?", "vielleicht 5. April 2022"),
    ("2022%", "vielleicht etwa 2022"),
    ("1985-04-XX", "April 1985 (Tag unbekannt)"),
    ("1985-XX", "1985 (Monat unbekannt)"),
    # After a preposition a day has an article, a month and a year have none, and decades are in the dative.
    ("2022-04/..", "seit April 2022"),
    ("2022/..", "seit 2022"),
    ("2022-04~/..", "seit etwa April 2022"),
    ("1970-04-13/..", "seit dem 13. April 1970"),
    ("1970-04-13~/..", "seit etwa dem 13. April 1970"),
    ("1970-04-13T21:08/..", "seit dem 13. April 1970, 21:08 Uhr"),
    ("1970-22/..", "seit dem Sommer 1970"),
    ("1970-34/..", "seit dem 2. Quartal 1970"),
    ("196X/..", "seit den 1960er Jahren"),
    ("18XX/..", "seit dem 19. Jahrhundert"),
    ("-03XX/..", "seit dem 4. Jahrhundert v. Chr."),
    ("../2022-04", "bis April 2022"),
    ("../2022-04-05", "bis zum 5. April 2022"),
    ("../196X", "bis in die 1960er Jahre"),
    ("../18XX", "bis zum 19. Jahrhundert"),
    ("2022/", "ab 2022, Ende unbekannt"),
    ("/2022-04-05", "bis zum 5. April 2022, Beginn unbekannt"),
    ("2023-01-12/2023-01-13", "12.–13. Januar 2023"),
    ("2023-03-28/2023-04-03", "28. März – 3. April 2023"),
    ("2023-12-28/2024-01-03", "28. Dezember 2023 – 3. Januar 2024"),
    ("2022-04/2022-06", "April–Juni 2022"),
    ("1969~/1970~", "etwa 1969–1970"),
    ("1970-04-13T21:08Z/1970-04-13T22:15Z", "13. April 1970, 21:08–22:15 Uhr (UTC)"),
    ("[1667,1668,1670]", "1667, 1668 oder 1670"),
    ("[1970-04-13..1970-04-17]", "zwischen dem 13. April 1970 und dem 17. April 1970"),
    ("[1670..1672]", "zwischen 1670 und 1672"),
    ("[1760-12..]", "Dezember 1760 oder später"),
    ("[..1760-12]", "Dezember 1760 oder früher"),
    ("{1960,1961-12}", "1960 und Dezember 1961"),
]

FRENCH = [
    ("1970-04-13", "13 avril 1970"),
    ("1970-05-01", "1er mai 1970"),
    ("1970-04-13T21:08-06:00", "13 avril 1970 à 21 h 08 (UTC−6)"),
    ("1970-04-13T09:05:07", "13 avril 1970 à 9 h 05 min 07 s"),
    ("1970-08", "août 1970"),
    ("1970-33", "1er trimestre 1970"),
    ("1970-41", "2e semestre 1970"),
    ("1970-22", "été 1970"),
    ("196X", "années 1960"),
    ("18XX", "XIXe siècle"),
    ("00XX", "Ier siècle"),
    ("1XXX", "IIe millénaire"),
    ("-0043", "44 av. J.-C."),
    ("-03XX", "IVe siècle av. J.-C."),
    ("0079-08-24", "24 août 79 ap. J.-C."),
    ("2019~", "vers 2019"),
    ("1970-04-13~", "vers le 13 avril 1970"),
    ("196X~", "vers les années 1960"),
    ("2022-04?", "peut-être avril 2022"),
    ("2022%", "peut-être vers 2022"),
    ("1985-04-XX", "avril 1985 (jour inconnu)"),
    ("1985-XX", "1985 (mois inconnu)"),
    # "depuis" and "jusqu'" ask for an article of some dates, and "à" runs together with it.
    ("2022-04/..", "depuis avril 2022"),
    ("2022-04~/..", "depuis avril 2022 environ"),
    ("1970-04-13/..", "depuis le 13 avril 1970"),
    ("1970-04-13T21:08/..", "depuis le 13 avril 1970 à 21 h 08"),
    ("1970-21/..", "depuis le printemps 1970"),
    ("1970-22/..", "depuis l'été 1970"),
    ("196X/..", "depuis les années 1960"),
    ("18XX/..", "depuis le XIXe siècle"),
    ("../2022", "jusqu'en 2022"),
    ("../2022-04", "jusqu'en avril 2022"),
    ("../2022-04-05?", "jusqu'au 5 avril 2022 (peut-être)"),
    ("../1970-24", "jusqu'à l'hiver 1970"),
    ("../1970-34", "jusqu'au 2e trimestre 1970"),
    ("../196X", "jusqu'aux années 1960"),
    ("../18XX", "jusqu'au XIXe siècle"),
    ("2022/", "depuis 2022, fin inconnue"),
    ("/2022-04-05", "jusqu'au 5 avril 2022, début inconnu"),
    ("2023-02-01/2023-02-03", "1er–3 février 2023"),
    ("2023-03-28/2023-04-03", "28 mars – 3 avril 2023"),
    ("2022-04/2022-06", "avril–juin 2022"),
    ("1969~/1970~", "1969–1970 environ"),
    ("1970-04-13T21:08Z/1970-04-13T22:15Z", "13 avril 1970 de 21 h 08 à 22 h 15 (UTC)"),
    ("[1667,1668,1670]", "1667, 1668 ou 1670"),
    ("[1970-04-13..1970-04-17]", "entre le 13 avril 1970 et le 17 avril 1970"),
    ("[1760-12..]", "décembre 1760 ou plus tard"),
    ("{1960,1961-12}", "1960 et décembre 1961"),
]

MODIFIED = [
    ("de", "196X", Mod.END, "Ende der 1960er Jahre"),
    ("de", "18XX", Mod.MID, "Mitte des 19. Jahrhunderts"),
    ("de", "-03XX", Mod.END, "Ende des 4. Jahrhunderts v. Chr."),
    ("de", "1970", Mod.START, "Anfang 1970"),
    ("de", "1985-04", Mod.MID, "Mitte April 1985"),
    ("de", "1970-23", Mod.END, "Ende des Herbsts 1970"),
    ("de", "1970-34", Mod.START, "Anfang des 2. Quartals 1970"),
    ("de", "1970-40", Mod.END, "Ende des 1. Halbjahrs 1970"),
    ("de", "1998", Mod.BEFORE, "vor 1998"),
    ("de", "1970-04-13", Mod.AFTER, "nach dem 13. April 1970"),
    ("de", "196X", Mod.BEFORE, "vor den 1960er Jahren"),
    ("fr", "196X", Mod.END, "fin des années 1960"),
    ("fr", "18XX", Mod.START, "début du XIXe siècle"),
    ("fr", "1970", Mod.MID, "mi-1970"),
    ("fr", "1985-04", Mod.MID, "mi-avril 1985"),
    ("fr", "196X", Mod.MID, "milieu des années 1960"),
    ("fr", "1970-22", Mod.MID, "milieu de l'été 1970"),
    ("fr", "1970-22", Mod.END, "fin de l'été 1970"),
    ("fr", "1970-04", Mod.START, "début avril 1970"),
    ("fr", "1970-04-13", Mod.BEFORE, "avant le 13 avril 1970"),
    ("fr", "1998", Mod.AFTER, "après 1998"),
]

BEYOND_EDTF = [
    ("en_US", Period(Grain.WEEKEND, WEEK), "weekend of June 18–19, 2022"),
    ("en_US", DAY.at_clock(Grain.PART, list(PartOfDay).index(PartOfDay.MORNING)), "morning of April 13, 1970"),
    ("de", Period(Grain.WEEK, WEEK), "Woche vom 13. Juni 2022"),
    ("de", Interval(Period(Grain.WEEK, WEEK), OPEN), "seit der Woche vom 13. Juni 2022"),
    ("de", Interval(OPEN, Period(Grain.WEEK, WEEK)), "bis zur Woche vom 13. Juni 2022"),
    ("de", Period(Grain.WEEKEND, WEEK), "Wochenende 18.–19. Juni 2022"),
    ("de", Period(Grain.WEEKEND, WEEK, Mod.START), "Anfang des Wochenendes 18.–19. Juni 2022"),
    ("de", DAY.at_clock(Grain.HOUR, 9), "13. April 1970, 9 Uhr"),
    ("fr", Period(Grain.WEEK, WEEK), "semaine du 13 juin 2022"),
    ("fr", Interval(Period(Grain.WEEK, WEEK), OPEN), "depuis la semaine du 13 juin 2022"),
    ("fr", Interval(OPEN, Period(Grain.WEEK, WEEK)), "jusqu'à la semaine du 13 juin 2022"),
    ("fr", Interval(OPEN, Period(Grain.DECADE, 196, Mod.END)), "jusqu'à fin des années 1960"),
    ("fr", Period(Grain.WEEKEND, WEEK), "week-end du 18 juin 2022"),
    ("fr", DAY.at_clock(Grain.HOUR, 21), "13 avril 1970 à 21 h"),
]

PARTS = [
    ("de", PartOfDay.DAYTIME, "13. April 1970, tagsüber"),
    ("de", PartOfDay.MORNING, "13. April 1970, morgens"),
    ("de", PartOfDay.MIDDAY, "13. April 1970, mittags"),
    ("de", PartOfDay.AFTERNOON, "13. April 1970, nachmittags"),
    ("de", PartOfDay.EVENING, "13. April 1970, abends"),
    ("de", PartOfDay.NIGHT, "13. April 1970, nachts"),
    ("fr", PartOfDay.DAYTIME, "13 avril 1970 dans la journée"),
    ("fr", PartOfDay.MORNING, "13 avril 1970 au matin"),
    ("fr", PartOfDay.MIDDAY, "13 avril 1970 à midi"),
    ("fr", PartOfDay.AFTERNOON, "13 avril 1970 dans l'après-midi"),
    ("fr", PartOfDay.EVENING, "13 avril 1970 au soir"),
    ("fr", PartOfDay.NIGHT, "13 avril 1970 dans la nuit"),
]


@pytest.mark.parametrize(("value", "words"), AMERICAN)
def test_american_english(value: str, words: str) -> None:
    assert DateWords("en_US").say(edtf.parse(value)) == words


@pytest.mark.parametrize(("value", "words"), GERMAN)
def test_german(value: str, words: str) -> None:
    assert DateWords("de").say(edtf.parse(value)) == words


@pytest.mark.parametrize(("value", "words"), FRENCH)
def test_french(value: str, words: str) -> None:
    assert DateWords("fr").say(edtf.parse(value)) == words


@pytest.mark.parametrize(("language", "value", "mod", "words"), MODIFIED)
def test_early_and_late_have_the_case_that_the_language_wants(language: str, value: str, mod: Mod, words: str) -> None:
    period = edtf.parse(value)
    assert isinstance(period, Period)
    assert DateWords(language).say(period.modified(mod)) == words


@pytest.mark.parametrize(("language", "value", "words"), BEYOND_EDTF)
def test_values_that_edtf_cannot_write_have_words_too(language: str, value: Period | Interval, words: str) -> None:
    assert DateWords(language).say(value) == words


@pytest.mark.parametrize(("language", "part", "words"), PARTS)
def test_every_part_of_the_day_has_words(language: str, part: PartOfDay, words: str) -> None:
    assert DateWords(language).say(DAY.at_clock(Grain.PART, list(PartOfDay).index(part))) == words


@pytest.mark.parametrize(
    ("language", "spring", "summer", "autumn", "winter"),
    [
        ("en_US", "spring 1970", "summer 1970", "fall 1970", "winter 1970"),
        ("de", "Frühling 1970", "Sommer 1970", "Herbst 1970", "Winter 1970"),
        ("fr", "printemps 1970", "été 1970", "automne 1970", "hiver 1970"),
    ],
)
def test_every_season_has_words(language: str, spring: str, summer: str, autumn: str, winter: str) -> None:
    say = DateWords(language).say
    assert [say(edtf.parse(f"1970-{code}")) for code in (21, 22, 23, 24)] == [spring, summer, autumn, winter]


@pytest.mark.parametrize(
    ("language", "guess", "rather", "likely", "sure"),
    [
        ("en_US", "a guess", "more likely than not", "likely", "almost certain"),
        ("de", "eine Vermutung", "eher wahrscheinlich", "wahrscheinlich", "so gut wie sicher"),
        ("fr", "une supposition", "plutôt probable", "probable", "quasi certain"),
    ],
)
def test_a_confidence_has_words(language: str, guess: str, rather: str, likely: str, sure: str) -> None:
    words = DateWords(language)
    assert [words.say_confidence(confidence) for confidence in (0.2, 0.5, 0.8, 0.95)] == [guess, rather, likely, sure]


def test_a_region_without_a_file_reads_as_its_language_does() -> None:
    assert DateWords("de_CH").say(edtf.parse("../2022-04-05")) == "bis zum 5. April 2022"
    assert DateWords("en-GB").say(edtf.parse("1970-04-13")) == "13 April 1970"
