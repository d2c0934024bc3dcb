"""What people and tools do to the files of a project, done to a real folder; each act makes its choices by chance.

An article is a list of sentences as JSON, so that reading one takes no time; each sentence has a word of its own.
"""

from __future__ import annotations

import json
import re
import shutil
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from dateline.model import Article, Entry
from dateline.timevalue.intervals import Period

KEY = re.compile(r"\bk\d+z\b")
MARK = re.compile(r"\bmark\d+\b")
WORDS = "river mayor train bridge judge harbor strike council rocket garden winter library".split()
Sentence = tuple[str, int]
"""The words, and the day of April that it tells of."""


def read(path: Path, shown: str) -> tuple[Article, list[Entry]]:
    """Read an article; stands in for Dateline's own reader."""
    sentences = json.loads(path.read_text())
    published = Period.day_of(1970, 4, 30)
    slug = unicodedata.normalize("NFC", path.stem)
    entries = [entry(slug, words, day) for words, day in sentences]
    return Article(unicodedata.normalize("NFC", shown), slug, slug.title(), published, "x", ()), entries


def entry(slug: str, words: str, day: int) -> Entry:
    key = KEY.search(words)
    assert key
    text = f"On {day} April {words}."
    title = words.partition(" ")[0].title()
    return Entry(f"{slug}-{key[0]}", f"1970-04-{day:02}", title, text, f"{day} April", "day", 0.9)


@dataclass
class Desk:
    """A project's folder, and what choices are made by."""

    root: Path
    chance: Random
    number: int = 0
    shelf: dict[str, bytes] = field(default_factory=dict)
    """An older state of the timeline."""

    def next(self) -> int:
        self.number += 1
        return self.number

    @property
    def articles(self) -> list[Path]:
        return sorted((self.root / "content").glob("*.md"))

    @property
    def files(self) -> list[Path]:
        return sorted(path for path in (self.root / "timeline").glob("*.yaml") if path.is_file())

    @property
    def bases(self) -> list[Path]:
        return sorted((self.root / "timeline/.base").glob("*.json"))

    def one(self, choices: list[Any]) -> Any:
        return self.chance.choice(choices)

    def sentence(self) -> Sentence:
        number = self.next()
        words = [self.one(WORDS) + str(number * 7 + place) for place in range(5)]
        return f"{words[0]} k{number}z {' '.join(words[1:])}", self.chance.randint(1, 28)


def write_article(desk: Desk) -> None:
    sentences = [desk.sentence() for _ in range(5)]
    (desk.root / f"content/art{desk.next():02}.md").write_text(json.dumps(sentences))


def edit_article(desk: Desk) -> None:
    path = desk.one(desk.articles)
    sentences = json.loads(path.read_text())
    kind = desk.one(["add", "day", "order", "remove"])
    place = desk.chance.randint(0, len(sentences) - 1)
    if kind == "add":
        sentences.insert(place, desk.sentence())
    elif kind == "day":
        sentences[place][1] = 1 + sentences[place][1] % 28
    elif kind == "order":
        sentences.append(sentences.pop(place))
    elif len(sentences) > 4:
        del sentences[place]
    path.write_text(json.dumps(sentences))


def rename_article(desk: Desk) -> None:
    desk.one(desk.articles).rename(desk.root / f"content/new{desk.next():02}.md")


def swap_articles(desk: Desk) -> None:
    _swap(*_two(desk, desk.articles))


def number_articles_anew(desk: Desk) -> None:
    """Each takes the name of the one after it, the last a new one."""
    paths = desk.articles
    target = desk.root / f"content/zz{desk.next():02}.md"
    for path in reversed(paths):
        path.rename(target)
        target = path


def replace_article(desk: Desk) -> None:
    """An article is renamed, and its name is given to another."""
    path = desk.one(desk.articles)
    path.rename(desk.root / f"content/old{desk.next():02}.md")
    path.write_text(json.dumps([desk.sentence() for _ in range(5)]))


def other_form_of_unicode(desk: Desk) -> None:
    path = desk.one(desk.articles)
    form = "NFD" if unicodedata.is_normalized("NFC", path.name) else "NFC"
    name = path.name if "ü" in unicodedata.normalize("NFC", path.name) else f"ü{path.name}"
    path.rename(path.with_name(unicodedata.normalize(form, name)))


def copy_file(desk: Desk) -> None:
    path = desk.one(desk.files)
    shutil.copy(path, path.with_name(desk.one([f"{path.stem}-old.yaml", f"a {path.name}", f"{path.stem} (1).yaml"])))


def rename_file(desk: Desk) -> None:
    desk.one(desk.files).rename(desk.root / f"timeline/mine{desk.next():02}.yaml")


def swap_files(desk: Desk) -> None:
    _swap(*_two(desk, desk.files))


def swap_files_and_bases(desk: Desk) -> None:
    one, other = _two(desk, desk.files)
    _swap(one, other)
    bases = [path.parent / ".base" / f"{path.name}.json" for path in (one, other)]
    if all(base.exists() for base in bases):
        _swap(*bases)


def split_file(desk: Desk) -> None:
    path = desk.one(desk.files)
    head, blocks = _blocks(path)
    if len(blocks) > 1:
        at = desk.chance.randint(1, len(blocks) - 1)
        _put(path, head, blocks[:at])
        _put(path.with_name(f"part{desk.next():02}.yaml"), head, blocks[at:])


def move_an_entry(desk: Desk) -> None:
    """To another file, or to one of one's own."""
    path = desk.one(desk.files)
    head, blocks = _blocks(path)
    if not blocks:
        return
    block = blocks.pop(desk.chance.randint(0, len(blocks) - 1))
    _put(path, head, blocks)
    own = path.with_name(f"own{desk.next():02}.yaml")
    target = desk.one([*[each for each in desk.files if each != path], own])
    other, others = _blocks(target) if target.exists() else ("", [])
    _put(target, other, [*others, block])


def delete_an_entry(desk: Desk) -> None:
    path = desk.one(desk.files)
    head, blocks = _blocks(path)
    if blocks:
        del blocks[desk.chance.randint(0, len(blocks) - 1)]
        _put(path, head, blocks)


def edit_an_entry(desk: Desk) -> None:
    path = desk.one(desk.files)
    head, blocks = _blocks(path)
    if blocks:
        place = desk.chance.randint(0, len(blocks) - 1)
        blocks[place] = blocks[place].replace("title: ", f"title: mark{desk.next()} ", 1)
        _put(path, head, blocks)


def delete_a_file(desk: Desk) -> None:
    desk.one(desk.files).unlink()


def put_on_the_shelf(desk: Desk) -> None:
    desk.shelf = {str(path.relative_to(desk.root)): path.read_bytes() for path in [*desk.files, *desk.bases]}


def older_files(desk: Desk) -> None:
    _from_the_shelf(desk, lambda name: ".base" not in name)


def older_bases(desk: Desk) -> None:
    _from_the_shelf(desk, lambda name: ".base" in name)


def line_ends_of_windows(desk: Desk) -> None:
    for path in [*desk.articles, *desk.files, *desk.bases]:
        path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))


def line_ends_of_unix(desk: Desk) -> None:
    for path in [*desk.articles, *desk.files, *desk.bases]:
        path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n"))


ACTS: list[Callable[[Desk], None]] = [
    write_article,
    edit_article,
    edit_article,
    rename_article,
    swap_articles,
    number_articles_anew,
    replace_article,
    other_form_of_unicode,
    copy_file,
    rename_file,
    swap_files,
    swap_files_and_bases,
    split_file,
    split_file,
    move_an_entry,
    move_an_entry,
    delete_an_entry,
    delete_an_entry,
    delete_an_entry,
    edit_an_entry,
    edit_an_entry,
    edit_an_entry,
    delete_a_file,
    put_on_the_shelf,
    older_files,
    older_bases,
    line_ends_of_windows,
    line_ends_of_unix,
]


def _two(desk: Desk, paths: list[Path]) -> tuple[Path, Path]:
    one = desk.one(paths)
    return one, desk.one([path for path in paths if path != one] or [one])


def _swap(one: Path, other: Path) -> None:
    if one != other:
        between = one.with_name("between")
        one.rename(between)
        other.rename(one)
        between.rename(other)


def _blocks(path: Path) -> tuple[str, list[str]]:
    """The head of a timeline file up to its entries, and its entries."""
    text = path.read_bytes().decode().replace("entries: []", "entries:").replace("\r\n", "\n")
    head, *blocks = re.split(r"^(?=  - )", text, flags=re.MULTILINE)
    return head.removesuffix("entries:\n"), blocks


def _put(path: Path, head: str, blocks: list[str]) -> None:
    listed = "entries:\n" + "".join(blocks) if blocks else "entries: []\n"
    path.write_text(head + listed)


def _from_the_shelf(desk: Desk, wanted: Callable[[str], bool]) -> None:
    for name, data in desk.shelf.items():
        if wanted(name) and (desk.root / name).exists():
            (desk.root / name).write_bytes(data)
