"""The example site's settings, and what they mean. Pelican's own: docs.getpelican.com; Dateline's: docs/site.md."""

from __future__ import annotations

SITENAME = "Apollo 13"
SITESUBTITLE = "The flight that did not land, as the wires told it, April to June 1970"
AUTHOR = "The Dateline example"
DEFAULT_LANG = "en"
TIMEZONE = "America/Chicago"

PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
PLUGINS = ["dateline"]
DELETE_OUTPUT_DIRECTORY = True

# The folder of timeline files, beside the content folder.
DATELINE_TIMELINE = "timeline"
# "oldest" or "newest" first, in groups of a "day", a "month" or a "year".
DATELINE_ORDER = "oldest"
DATELINE_GROUPING = "day"
# The language dates are written in; "" is DEFAULT_LANG. "long", "full", "medium" or "iso".
DATELINE_LANGUAGE = ""
DATELINE_DATE_STYLE = "long"
# How many events the home page shows first, those that matter most; 0 for none.
DATELINE_HIGHLIGHTS = 6
# A page with more entries than this leads to the pages of its months or days instead.
DATELINE_PAGE_ENTRIES = 500
# A tag has a page of its own from so many entries on.
DATELINE_TAG_ENTRIES = 2
# What entries show beside date and headline.
DATELINE_FIELDS = ["text", "source", "tags", "why", "edit"]
# Where readers can edit a timeline file, as "https://github.com/user/repo/edit/main/{path}"; "" for nowhere.
DATELINE_EDIT_URL = ""
# Year and month pages go to timeline/1970/ and timeline/1970/04/.
DATELINE_FOLDER = "timeline"
DATELINE_HOME_SAVE_AS = "index.html"
DATELINE_SOURCES_SAVE_AS = "sources/index.html"
# The most entries that a feed holds.
FEED_MAX_ITEMS = 100

# Links work wherever the folder is put, from the disk too; publishconf.py makes them absolute.
SITEURL = ""
RELATIVE_URLS = True
ARTICLE_URL = "articles/{slug}.html"
ARTICLE_SAVE_AS = "articles/{slug}.html"
ARTICLE_LANG_URL = "articles/{slug}-{lang}.html"
ARTICLE_LANG_SAVE_AS = "articles/{slug}-{lang}.html"
DRAFT_SAVE_AS = ""
# Addresses and timeline files are named after the article's file, so a new headline does not move them.
SLUGIFY_SOURCE = "basename"
ARTICLE_ORDER_BY = "basename"
STATIC_PATHS = ["images", "extra"]

# What the theme has no pages for, because a timeline needs none.
DIRECT_TEMPLATES: list[str] = []
AUTHOR_SAVE_AS = ""
CATEGORY_SAVE_AS = ""
# Pelican cannot write a draft that has no category.
DEFAULT_METADATA = {"category": "dispatches"}
TAG_SAVE_AS = ""
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
