from __future__ import annotations

import pytest

from dateline.errors import ArticleError, Place, UndatedArticleError
from dateline.reading import article_date, article_text
from dateline.reading.plain import split_text, to_html


def dated(text: str, path: str = "content/a.txt", metadata_date: str = "", zone: str = "") -> tuple[object, ...]:
    """Year, month, day, and clock time and offset where there is a clock time."""
    _, paragraphs = split_text(text)
    period = article_date(path, article_text(to_html(paragraphs)), metadata_date=metadata_date, zone=zone)
    return period.civil if period.hour is None else (*period.civil, period.hour, period.minute, period.offset)


PROSE = "\n\nThe crew slept. On 4 May 1968 they had trained for this, and on 3 June 1969 again."


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("1970-04-14", (1970, 4, 14)),
        ('"1970-04-14"', (1970, 4, 14)),
        ("13 janvier 2023", (2023, 1, 13)),
        ("14 April 1970", (1970, 4, 14)),
        ("1970-04-13 21:08", (1970, 4, 13, 21, 8, None)),
        ("1970-04-13T21:08-06:00", (1970, 4, 13, 21, 8, -360)),
        ("1970-04-13 21:08:53Z", (1970, 4, 13, 21, 8, 0)),
        ("13 April 1970 9:08 pm", (1970, 4, 13, 21, 8, None)),
        ("25.12.1970", (1970, 12, 25)),
        ("25.12.1970 21.08", (1970, 12, 25, 21, 8, None)),
    ],
)
def test_metadata_dates_are_read_as_written(written: str, date: tuple[object, ...]) -> None:
    assert dated("Text.", metadata_date=written) == date


@pytest.mark.parametrize(
    "written",
    ["April 1970", "1970", "14 April", "soon", "2023-02-31", "2023-13-01", "2023/31/12", "yesterday", "2 days ago"],
)
def test_a_metadata_date_without_day_month_and_year_is_an_error_with_its_place(written: str) -> None:
    place = Place("content/a.md", 2, 7)
    with pytest.raises(ArticleError, match=r"^content/a.md:2:7: error: the date in the metadata .* expected a day"):
        article_date("content/a.md", article_text("Text."), metadata_date=written, place=place)


def test_a_clock_time_without_offset_takes_that_of_the_zone_on_its_day() -> None:
    assert dated("Text.", metadata_date="1970-04-13 21:08", zone="America/Chicago")[-1] == -360
    assert dated("Text.", metadata_date="1970-07-13 21:08", zone="America/Chicago")[-1] == -300


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("By Jane Doe, 3 March 2021", (2021, 3, 3)),
        ("By Jane Doe and John Roe, Houston, Tuesday, March 3, 2021", (2021, 3, 3)),
        ("Posted by Jane Doe on 3 March 2021", (2021, 3, 3)),
        ("Par Jean Dupont – 13 janvier 2023", (2023, 1, 13)),
        ("Published: 3 March 2021", (2021, 3, 3)),
        ("Published: 2021-03-03", (2021, 3, 3)),
        ("Veröffentlicht am 13. Januar 2023", (2023, 1, 13)),
        ("Publié le vendredi 13 janvier 2023", (2023, 1, 13)),
        ("Опубликовано: 13 января 2023", (2023, 1, 13)),
        ("Jane Doe | Reuters | Jan 13, 2023 10:30 AM EST", (2023, 1, 13, 10, 30, -300)),
        ("2023年1月13日", (2023, 1, 13)),
        ("Tuesday, April 14, 1970", (1970, 4, 14)),
    ],
)
def test_a_line_made_for_the_date_dates_the_article(head: str, date: tuple[object, ...]) -> None:
    assert dated(head + PROSE) == date


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("LONDON, April 14, 1970 (AP) — The crew slept.", (1970, 4, 14)),
        ("KYIV, Ukraine, Jan. 13, 2023 (Reuters) - The crew slept.", (2023, 1, 13)),
        ("Paris, 13 janvier 2023 — L’équipage dormait.", (2023, 1, 13)),
        ("New York, 13 January 2023 (Reuters) – The crew slept.", (2023, 1, 13)),
        ("SPACE CENTER, Houston, Tuesday, April 14, 1970 (UPI)--The crew slept.", (1970, 4, 14)),
    ],
)
def test_a_dateline_dates_the_article(head: str, date: tuple[object, ...]) -> None:
    assert dated(head + PROSE) == date


def test_a_dateline_without_a_year_takes_that_of_the_path() -> None:
    assert dated("LONDON, April 14 (AP) — The crew slept." + PROSE, "content/1970/splashdown.txt") == (1970, 4, 14)


def test_a_dateline_without_any_year_says_so() -> None:
    with pytest.raises(UndatedArticleError, match=r'the dateline gives no year, found "April 14", .*add "Date:'):
        dated("LONDON, April 14 (AP) — The crew slept.")


@pytest.mark.parametrize(
    "prose",
    [
        "On 4 May 1968, the crew trained.",
        "In Houston, April 14, 1970 — a day after the blast — they met.",
        "The report of 3 March 2021",
        "Apollo 13, 1970",
        "The crew, seen on 17 April 1970",
        "Updated: 3 March 2021",
        "It began on Monday, 13 April 1970, and went on.",
        "The mission of April 11, 1970, was the third.",
    ],
)
def test_a_date_in_prose_is_no_publication_date(prose: str) -> None:
    with pytest.raises(UndatedArticleError, match=r"no publication date, expected .*add \"Date: YYYY-MM-DD\""):
        dated(prose + PROSE)


def test_a_date_that_may_be_two_is_not_guessed() -> None:
    with pytest.raises(UndatedArticleError, match="may be day/month or month/day"):
        dated("03/04/2021" + PROSE)
    assert dated("13/04/2021" + PROSE) == (2021, 4, 13)


@pytest.mark.parametrize(
    "path",
    ["content/1970-04-14-oxygen.md", "content/oxygen_19700414.txt", "content/1970/04/14/oxygen.md", "1970.04.14.md"],
)
def test_the_file_name_dates_an_article_that_says_nothing(path: str) -> None:
    assert dated("Text." + PROSE, path) == (1970, 4, 14)


def test_the_text_goes_before_the_file_name_and_metadata_before_both() -> None:
    head, path = "Published: 15 April 1970" + PROSE, "content/1970-04-14-oxygen.md"
    assert dated(head, path) == (1970, 4, 15)
    assert dated(head, path, metadata_date="1970-04-16") == (1970, 4, 16)


def test_a_number_in_the_file_name_that_is_no_date_is_not_taken() -> None:
    with pytest.raises(UndatedArticleError):
        dated("Text." + PROSE, "content/1970-13-44-oxygen.md")
