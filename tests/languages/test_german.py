"""German, which is data alone: what its phrases come to, what stays out, and how an article becomes a timeline."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import dateline
from dateline.languages import load_language
from dateline.pipeline import extract

FIXTURES = Path(__file__).parents[1] / "fixtures"
PUBLISHED = "1970-04-14"
ARTICLE = """\
HOUSTON, 14. April 1970 — Am Montagabend um 21.08 Uhr platzte an Bord des Raumschiffs ein Sauerstofftank, teilte die \
Raumfahrtbehörde mit.

Der Start hatte am Samstag wie geplant stattgefunden. Die drei sollten am Donnerstag auf dem Mond landen, doch der \
Flugleiter brach die Landung am Montag gegen 22 Uhr ab. „Wir haben hier ein Problem“, sagte Swigert am Montagabend.

Die Kapsel soll am Freitag im Pazifik niedergehen.

Wenn der Tank am Dienstag geplatzt wäre, hätte es keine Rettung gegeben.
"""


def lines(folder: str) -> dict[str, str]:
    return {
        f"{path.stem}:{number}": line
        for path in sorted((FIXTURES / folder).glob("*.txt"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if line.strip() and not line.startswith("#")
    }


PHRASES = lines("phrases-de")
COUNTEREXAMPLES = lines("counterexamples-de")


@pytest.mark.parametrize("place", PHRASES)
def test_the_words_of_time_are_found_with_their_value(place: str) -> None:
    published, text, answer = PHRASES[place].split(" | ")
    expected = [tuple(part.strip() for part in pair.rsplit("=>", 1)) for pair in answer.split(";")]
    assert [(timex["text"], timex["value"]) for timex in dateline.tag(text, published, language="de")] == expected


@pytest.mark.parametrize("place", COUNTEREXAMPLES)
def test_no_time_is_found_where_none_stands(place: str) -> None:
    assert dateline.tag(COUNTEREXAMPLES[place], PUBLISHED, language="de") == []


def test_there_are_enough_phrases_and_none_twice() -> None:
    assert len(PHRASES) >= 550
    assert len(set(PHRASES.values())) == len(PHRASES)


def test_there_are_enough_counterexamples_and_none_twice() -> None:
    assert len(COUNTEREXAMPLES) >= 200
    assert len(set(COUNTEREXAMPLES.values())) == len(COUNTEREXAMPLES)


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Er trat am Dienstag zurück.", "1970-04-14"),
        ("Er ist am Montag zurückgetreten.", "1970-04-13"),
        ("Er wird am Montag zurücktreten.", "1970-04-20"),
        ("Er soll am Montag zurücktreten.", "1970-04-20"),
        ("Es heißt, dass er am Montag gewählt wird.", "1970-04-20"),
        ("Es heißt, dass er am Montag gewählt wurde.", "1970-04-13"),
        ("Er kündigte an, am Montag zurückzutreten.", "1970-04-20"),
        ("Die Wahl beginnt am Montag.", "1970-04-20"),
        ("Bis Montag meldete sich niemand.", "1970-04-13"),
        ("Anmeldung bis Montag.", "1970-04-20"),
    ],
)
def test_a_weekday_goes_by_the_verb_wherever_german_puts_it(sentence: str, value: str) -> None:
    assert [timex["value"] for timex in dateline.tag(sentence, PUBLISHED, language="de")] == [value]


@pytest.mark.parametrize(
    ("word", "value"), [("dreiundzwanzig", "P23D"), ("zweihundertfünfzig", "P250D"), ("anderthalb", "P1DT12H")]
)
def test_numbers_written_as_one_word_are_cut_into_their_parts(word: str, value: str) -> None:
    assert [timex["value"] for timex in dateline.tag(f"Es dauerte {word} Tage.", PUBLISHED, "de")] == [value]


def test_only_a_whole_word_is_cut() -> None:
    token = load_language("de").token
    assert token.findall("Montagabend") == ["Montag", "abend"]
    assert token.findall("Montagsdemonstration dreist Abendkleid") == ["Montagsdemonstration", "dreist", "Abendkleid"]


def test_umlauts_and_sharp_s_are_letters() -> None:
    assert [timex["value"] for timex in dateline.tag("Am dreißigsten März kam er.", PUBLISHED, "de")] == ["1970-03-30"]


def test_an_article_becomes_a_timeline_with_headlines() -> None:
    entries = extract(ARTICLE, PUBLISHED, language="de", slug="apollo")
    assert [(entry.date, entry.title) for entry in entries] == [
        ("1970-04-13T21:08", "Am Montagabend um 21.08 Uhr platzte an Bord des Raumschiffs ein Sauerstofftank"),
        ("1970-04-11", "Der Start hatte wie geplant stattgefunden"),
        ("1970-04-16", "Die drei sollten auf dem Mond landen"),
        ("1970-04-13T22:00", "Der Flugleiter brach die Landung ab"),
        ("1970-04-13", "„Wir haben hier ein Problem“"),
        ("1970-04-17", "Die Kapsel soll im Pazifik niedergehen"),
    ]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Noch am Vormittag hatte der Kanzler ihm vertraut.", ["Noch am Vormittag hatte der Kanzler ihm vertraut"]),
        ("Das Rückspiel ist am Freitag, der Saal ist klein.", ["Das Rückspiel ist am Freitag, der Saal ist klein"]),
        ("Das Rückspiel in Jena war am Freitag.", ["Das Rückspiel in Jena war am Freitag"]),
        ("Das Rückspiel fand am Freitag in Jena statt.", ["Das Rückspiel fand in Jena statt"]),
        ("Sie wuchs im 13. Jahrhundert schnell. 1937 wurde sie preußisch.",
         ["Sie wuchs schnell", "1937 wurde sie preußisch"]),
    ],
)  # fmt: skip
def test_a_headline_is_german_whatever_leads_the_sentence(text: str, titles: list[str]) -> None:
    assert [entry.title for entry in extract(text, PUBLISHED, language="de")] == titles


def test_an_article_says_in_its_metadata_that_it_is_german(project: Path, dateline: Callable[..., object]) -> None:
    (project / "content/tank.md").write_text(
        "Title: Tank\nDate: 1970-04-14\nLang: de\n\nAm Montag platzte ein Tank an Bord der Odyssey.\n", "utf-8"
    )
    dateline("extract")
    written = (project / "timeline/tank.yaml").read_text("utf-8")
    assert "date: 1970-04-13\n" in written
    assert "title: Am Montag platzte ein Tank an Bord der Odyssey" in written
