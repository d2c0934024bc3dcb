"""A site with several articles of one happening: what shows once, what each of them keeps, and what comes first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import etree
from tests.site.built import broken_links, find, pages, read, texts, words
from tests.site.entries import entry_on, sentence, tags, title, titles, why

ATOM = {"atom": "http://www.w3.org/2005/Atom"}
Build = Callable[..., Path]
Errors = Callable[[], list[str]]

ARTICLES = {
    "morning": ("2021-03-02", "Mill burns", "A fire destroyed the old mill of Alden on Monday, killing two workers."),
    "inquest": (
        "2021-03-09",
        "What the inspector found",
        "The old mill of Alden caught fire at 7:40 a.m. on March 1. The council meets on Friday.",
    ),
    "memory": ("2022-04-01", "A year after", "The old mill of Alden burned down on March 2, 2021, people say."),
}
FILES = {
    "morning": """\
  - id: fire-destroyed-mill-1a1a
    date: 2021-03-01
    title: A fire destroyed the old mill of Alden
    text: A fire destroyed the old mill of Alden on Monday, killing two workers.
    when: on Monday
    why: weekday
    confidence: 0.9
    event: mill-fire
    tags: [Alden, "<script>alert(1)</script>"]
  - id: rumour-4d4d
    date: 2021-03-03
    title: A rumour
    text: Nobody may see this rumour.
    event: mill-fire
    hidden: true
  - id: quiet-5e5e
    date: 2021-03-20
    title: Another rumour
    event: council
    hidden: true
""",
    "inquest": """\
  - id: mill-caught-fire-2b2b
    date: "2021-03-01T07:40"
    title: The old mill of Alden caught fire
    text: The old mill of Alden caught fire at 7:40 a.m. on March 1.
    when: at 7:40 a.m. on March 1
    why: month and day as written
    confidence: 0.6
    also: ["2020-03-01T07:40"]
    event: mill-fire
    tags: [Alden, '"><svg onload=alert(2)>']
  - id: council-meets-6f6f
    date: 2021-03-12
    title: The council meets
    text: The council meets on Friday.
    when: on Friday
    event: council
""",
    "memory": """\
  - id: mill-burned-down-3c3c
    date: 2021-03-02
    title: '"><svg onload=alert(3)>'
    text: The old mill of Alden burned down on March 2, 2021, people say.
    when: on March 2, 2021
    event: mill-fire
""",
}
MEMBERS = ("fire-destroyed-mill-1a1a", "mill-caught-fire-2b2b", "mill-burned-down-3c3c")
WHERE = ("index.html", "timeline/2021/index.html", "timeline/2021/03/index.html")
OTHERS = (
    "A baker opened her shop",
    "Snow closed both roads",
    "The choir sang in the square",
    "Thieves emptied a bank",
    "Bees swarmed over the school",
    "The river flooded three cellars",
    "A train left its rails",
    "Farmers sold their last sheep",
    "The mayor resigned",
    "Two brothers found a coin",
    "The bridge was painted green",
    "A film crew came from abroad",
    "Nurses went on strike",
    "The clock stopped at noon",
)


def write(project: Path, name: str, article: tuple[str, str, str], entries: str) -> None:
    date, title, text = article
    (project / f"content/{name}.md").write_text(f"Title: {title}\nDate: {date}\n\n{text}\n", "utf-8")
    head = f"article: content/{name}.md\npublished: {date}\nentries:\n"
    (project / f"timeline/{name}.yaml").write_text(head + entries, "utf-8")


def happenings(marked: int = 0, extra: str = "") -> str:
    """A file of 14 other happenings, one a day; ``extra`` are keys of that on the day ``marked``."""
    lines = (
        f"  - {{id: day-{day}, date: 2021-05-{day:02}, title: {title}{', ' + extra if day == marked else ''}}}\n"
        for day, title in enumerate(OTHERS, start=1)
    )
    return "entries:\n" + "".join(lines)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with three articles of one fire, in place of the small example."""
    for folder in ("content", "timeline"):
        (tmp_path / folder).mkdir()
    for name, article in ARTICLES.items():
        write(tmp_path, name, article, FILES[name])
    return tmp_path


def replace(project: Path, name: str, old: str, new: str) -> None:
    file = project / f"timeline/{name}.yaml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def highlighted(site: Path) -> list[str]:
    return texts(site / "index.html", ".highlight-title")


def feed_ids(site: Path) -> dict[str, str]:
    """The ids of the feed's items by their titles."""
    items = etree.fromstring((site / "feeds/timeline.atom.xml").read_bytes()).findall("atom:entry", ATOM)
    return {item.findtext("atom:title", "", ATOM): item.findtext("atom:id", "", ATOM) for item in items}


def anchors(page: Path) -> list[str]:
    found: list[str] = read(page).xpath("//@id")
    return found


def mentions(site: Path, name: str) -> Iterator[tuple[str, str]]:
    for link in find(read(site / f"articles/{name}.html"), "a.mention"):
        yield link.text_content(), link.get("href")


def test_articles_of_one_happening_show_once_on_every_page_with_all_sources(build: Build) -> None:
    site = build()
    for name in WHERE:
        event = entry_on(site / name, "mill-fire")
        assert titles(site / name).count(title(event)) == 1, name
        sources = find(find(event, ".entry-tellings")[0], "cite a")
        assert [words(each) for each in sources] == ["Mill burns", "What the inspector found", "A year after"], name
        assert words(find(event, "summary")[0]) == "Told by 3 articles", name
    assert texts(site / "timeline/2021/03/index.html", ".period-count") == ["2 entries"]


def test_each_article_s_sentence_stands_in_the_event_as_it_was_written(build: Build) -> None:
    event = entry_on(build() / "index.html", "mill-fire")
    assert [words(each) for each in find(event, ".entry-telling")] == [
        f"{ARTICLES['morning'][2]} 1 March 2021",
        "The old mill of Alden caught fire at 7:40 a.m. on March 1.",
        f"{ARTICLES['memory'][2]} 2 March 2021",
    ]


def test_the_day_of_an_event_is_that_of_its_best_date_and_the_reason_tells_why(build: Build) -> None:
    event = entry_on(build() / "timeline/2021/03/index.html", "mill-fire")
    assert words(event.xpath("./p")[0]) == "1 March 2021, 7:40 a.m."
    assert "2 of 3 reports go with it; most articles say so" in why(event)


@pytest.mark.parametrize("hanging", [True, False])
def test_the_evidence_of_an_event_is_of_the_telling_that_gives_its_date(
    project: Path, build: Build, hanging: bool
) -> None:
    if hanging:
        replace(project, "inquest", "text: The old mill of Alden caught", "text: It was then that it caught")
    event = entry_on(build() / "index.html", "mill-fire")
    evidence = why(event)
    assert "“at 7:40 a.m. on March 1”" in evidence
    assert "Month and day as written" in evidence
    assert "60%" in evidence
    assert "1 March 2020, 7:40 a.m." in evidence
    assert "weekday" not in evidence


def test_the_words_of_time_are_marked_in_the_sentence_that_is_shown(project: Path, build: Build) -> None:
    replace(project, "inquest", "text: The old mill of Alden caught", "text: It was then that it caught")
    said = sentence(entry_on(build() / "index.html", "mill-fire"))
    assert words(said) == ARTICLES["morning"][2]
    assert [words(mark) for mark in find(said, "mark")] == ["on Monday"]


def test_dates_that_do_not_go_together_are_listed_with_their_articles(build: Build) -> None:
    disputed = find(entry_on(build() / "index.html", "mill-fire"), ".entry-disputed")[0]
    assert words(find(disputed, "p")[0]) == "The sources disagree on the date:"
    assert [words(each) for each in find(disputed, "li")] == [
        "1 March 2021, 7:40 a.m. – What the inspector found",
        "1 March 2021 – Mill burns",
        "2 March 2021 – A year after",
    ]


def test_dates_that_go_together_are_no_disagreement(project: Path, build: Build) -> None:
    replace(project, "memory", "date: 2021-03-02", "date: 2021-03")
    event = entry_on(build() / "index.html", "mill-fire")
    assert len(find(event, ".entry-tellings")) == 1
    assert not find(event, ".entry-disputed")


def test_the_words_of_each_article_lead_to_its_own_telling(build: Build) -> None:
    site = build()
    spoken = ("on Monday", "at 7:40 a.m. on March 1", "on March 2, 2021")
    for name, anchor, said in zip(ARTICLES, MEMBERS, spoken, strict=True):
        href = dict(mentions(site, name))[said]
        assert href == f"../timeline/2021/03/index.html#{anchor}"
        assert anchor in anchors(site / "timeline/2021/03/index.html")
    assert list(broken_links(site)) == []


def test_the_address_of_each_entry_of_an_event_still_leads_to_what_it_says(build: Build) -> None:
    site = build()
    for name in WHERE:
        for anchor in MEMBERS:
            telling = read(site / name).get_element_by_id(anchor)
            (article,) = telling.iterancestors("article")
            assert article.find("*[@id]").get("id") == "mill-fire", (name, anchor)
        assert len(anchors(site / name)) == len(set(anchors(site / name))), name


def test_every_link_of_the_public_site_to_events_resolves(project: Path, build: Build) -> None:
    (project / "timeline/days.yaml").write_text(happenings())
    site = build(SITEURL="https://news.example/x", RELATIVE_URLS=False)
    assert highlighted(site)
    assert list(broken_links(site, "https://news.example/x")) == []


def test_hidden_entries_of_an_event_do_not_show(build: Build) -> None:
    for file in build().rglob("*.*ml"):
        assert "rumour" not in file.read_text("utf-8"), file


def test_an_event_with_one_visible_entry_left_is_that_entry(build: Build) -> None:
    site = build()
    entry = entry_on(site / "index.html", "council-meets-6f6f")
    assert entry.tag == "article"
    assert not find(entry, ".entry-tellings")
    assert words(find(entry, "cite")[0]) == "What the inspector found"
    assert "council" not in anchors(site / "index.html")


def test_entries_of_one_id_in_two_files_are_two_tellings(project: Path, build: Build) -> None:
    replace(project, "memory", MEMBERS[2], MEMBERS[0])
    site = build()
    event = entry_on(site / "index.html", "mill-fire")
    assert len(find(event, ".entry-telling")) == 3
    assert len(anchors(site / "index.html")) == len(set(anchors(site / "index.html")))
    assert list(broken_links(site)) == []


def test_an_entry_by_hand_can_be_of_an_event(project: Path, build: Build) -> None:
    own = "entries:\n  - {id: own, date: 2021-03-01, title: My aunt saw the mill burn, event: mill-fire}\n"
    (project / "timeline/own.yaml").write_text(own)
    event = entry_on(build() / "index.html", "mill-fire")
    assert words(find(event, "summary")[0]) == "Told by 3 articles"
    assert "Without an article" in words(find(event, "li")[0])
    assert find(event, "li")[0].get("id") == "own"


def test_a_file_in_a_language_that_nobody_knows_takes_part(project: Path, build: Build, errors: Errors) -> None:
    replace(project, "memory", "entries:", "language: eo\nentries:")
    event = entry_on(build() / "index.html", "mill-fire")
    assert words(find(event, "summary")[0]) == "Told by 3 articles"
    assert errors() == []


def test_sources_count_what_they_tell_and_the_timeline_counts_events(build: Build) -> None:
    site = build()
    assert texts(site / "sources/index.html", ".source-count") == [
        "1 entry on the timeline",
        "2 entries on the timeline",
        "1 entry on the timeline",
    ]
    assert texts(site / "timeline/2021/index.html", ".period-count") == ["2 entries"]


def test_newest_first_turns_events_round_and_not_their_tellings(project: Path, build: Build) -> None:
    oldest, newest = (build(DATELINE_ORDER=order, output=order) / "index.html" for order in ("oldest", "newest"))
    assert titles(newest) == titles(oldest)[::-1]
    assert texts(newest, ".entry-telling") == texts(oldest, ".entry-telling")


def test_tags_of_all_entries_show_once_each_and_do_nothing(build: Build) -> None:
    site = build()
    event = entry_on(site / "index.html", "mill-fire")
    assert sorted(tags(event)) == ['"><svg onload=alert(2)>', "<script>alert(1)</script>", "Alden"]
    council = entry_on(site / "index.html", "council-meets-6f6f")
    assert tags(council) == []


def test_hostile_titles_and_tags_are_shown_and_do_nothing(project: Path, build: Build) -> None:
    (project / "timeline/days.yaml").write_text(
        happenings(3, "importance: 1").replace("The choir sang", "<script>sang</script>")
    )
    replace(project, "inquest", "title: The old mill of Alden caught fire", "title: '<script>alert(4)</script>'")
    replace(project, "morning", "title: A fire destroyed the old mill of Alden", "title: '\"><svg onload=alert(5)>'")
    replace(project, "morning", "event: mill-fire", "event: '\"><svg onload=alert(6)>'")
    replace(project, "inquest", "event: mill-fire", "event: '\"><svg onload=alert(6)>'")
    site = build()
    assert any("<script>" in title for title in highlighted(site))
    for page in pages(site):
        assert not read(page).xpath("//script[not(@src) and not(@type='application/ld+json')] | //svg[@onload]"), page
    tellings = find(read(site / "index.html"), ".entry-tellings")
    assert len(tellings) == 1
    assert list(broken_links(site)) == []


def test_the_feed_has_one_item_for_an_event_and_its_id_stays_when_an_article_joins(project: Path, build: Build) -> None:
    before = feed_ids(build(output="before"))
    assert len(before) == 2
    text = "The old mill of Alden burned to the ground on March 1."
    entry = f"  - {{id: late-7a7a, date: 2021-03-01, title: {text}, text: {text}, event: mill-fire}}\n"
    write(project, "late", ("2021-03-01", "First report", text), entry)
    after = feed_ids(build(output="after"))
    assert len(after) == 2
    assert set(after.values()) == set(before.values())


def test_highlights_stand_first_in_the_order_of_time_and_lead_to_their_events(project: Path, build: Build) -> None:
    (project / "timeline/days.yaml").write_text(happenings())
    home = build() / "index.html"
    links = [link.get("href") for link in find(read(home), ".highlight-title a")]
    assert len(links) == 6
    order = anchors(home)
    places = [order.index(unquote(link.partition("#")[2])) for link in links]
    assert places == sorted(set(places))
    assert "timeline/2021/03/index.html#mill-fire" in {link.removeprefix("./") for link in links}
    main = read(home).get_element_by_id("content")
    assert [each.get("class") for each in main][:2] == ["overview", "highlights"]


def test_highlights_stand_in_the_order_of_time_also_where_the_newest_come_first(project: Path, build: Build) -> None:
    (project / "timeline/days.yaml").write_text(happenings())
    assert highlighted(build(DATELINE_ORDER="newest", output="newest")) == highlighted(build())


@pytest.mark.parametrize(("number", "shown"), [(0, 0), (1, 1), (3, 3), (7, 7), (8, 0)])
def test_there_are_as_many_highlights_as_are_asked_for_where_there_are_enough_events(
    project: Path, build: Build, number: int, shown: int
) -> None:
    (project / "timeline/days.yaml").write_text(happenings())
    home = build(DATELINE_HIGHLIGHTS=number) / "index.html"
    assert len(texts(home, ".highlight-title")) == shown
    assert len(find(read(home), ".highlights")) == bool(shown)


def test_an_event_that_a_person_finds_important_is_a_highlight(project: Path, build: Build) -> None:
    (project / "timeline/days.yaml").write_text(happenings())
    before = highlighted(build(DATELINE_HIGHLIGHTS=1, output="before"))
    (project / "timeline/days.yaml").write_text(happenings(9, "importance: 1"))
    assert (before, highlighted(build(DATELINE_HIGHLIGHTS=1))) == (
        ["A fire destroyed the old mill of Alden"],
        ["The mayor resigned"],
    )


def test_an_event_is_important_if_one_of_its_entries_is_also_beside_a_greater_one(project: Path, build: Build) -> None:
    """That of an entry which only looks ahead too, on a day that others tell of."""
    (project / "timeline/days.yaml").write_text(happenings())
    beside = "  - {id: beside, date: 2021-03-01, title: The ferry of Alden sails, event: ferry, importance: 1}\n"
    write(project, "ahead", ("2021-02-20", "A plan", "The ferry sails."), beside)
    assert highlighted(build(DATELINE_HIGHLIGHTS=1)) == ["The ferry of Alden sails"]


def test_an_event_that_a_person_finds_unimportant_is_no_highlight(project: Path, build: Build) -> None:
    (project / "timeline/days.yaml").write_text(happenings())
    assert highlighted(build(DATELINE_HIGHLIGHTS=1, output="before")) == ["A fire destroyed the old mill of Alden"]
    replace(project, "morning", "event: mill-fire\n    tags", "event: mill-fire\n    importance: 0\n    tags")
    for number in (1, 7):
        titles = highlighted(build(DATELINE_HIGHLIGHTS=number, output=f"after-{number}"))
        assert len(titles) == number
        assert "A fire destroyed the old mill of Alden" not in titles


def test_an_unimportant_event_does_not_keep_out_another_one_of_its_day(project: Path, build: Build) -> None:
    (project / "timeline/days.yaml").write_text(
        happenings() + "  - {id: tea, date: 2021-03-01, title: Somebody drank tea, importance: 0}\n"
    )
    assert highlighted(build(DATELINE_HIGHLIGHTS=1)) == ["A fire destroyed the old mill of Alden"]
