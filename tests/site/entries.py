"""The entries on the pages of a built site, as tests look at them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.site.built import find, read, words

HEADINGS = "*[self::h2 or self::h3 or self::h4 or self::h5]"


def entry_on(page: Path, anchor: str) -> Any:
    """The whole entry whose headline has an id."""
    (entry,) = read(page).xpath("//article[*[@id=$anchor]]", anchor=anchor)
    return entry


def titles(page: Path) -> list[str]:
    return [words(heading) for heading in read(page).xpath(f"//article[contains(@class, 'entry')]/{HEADINGS}")]


def title(entry: Any) -> str:
    (heading,) = entry.xpath(f"./{HEADINGS}")
    return words(heading)


def dates(page: Path) -> list[str]:
    return [words(date) for date in read(page).xpath("//article[contains(@class, 'entry')]/p[1]")]


def sentence(entry: Any) -> Any:
    return entry.xpath("./p")[1]


def why(entry: Any) -> str:
    """What the entry says of how its date was found."""
    (details,) = (each for each in find(entry, "details") if words(find(each, "summary")[0]) == "Why this date")
    return words(details)


def tags(entry: Any) -> list[str]:
    return [name.strip() for each in find(entry, "i") for name in words(each).split("·")]
