"""Dates of articles as Pelican keeps them: moments in a time zone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pelican.utils import set_date_tzinfo

from dateline.errors import Place
from dateline.reading.dates import read_metadata_date
from dateline.timevalue.intervals import Period


def date_in_any_words(name: str, value: str, settings: Mapping[str, Any]) -> datetime:
    """Return a date of the metadata that Pelican does not know, such as ``13 janvier 2023``, as it keeps dates.

    Raises:
        ArticleError: nobody knows it.
    """
    zone = site_zone(settings)
    return kept_moment(read_metadata_date(value, Place(name), zone, str(settings["DEFAULT_LANG"])), zone)


def site_zone(settings: Mapping[str, Any]) -> str:
    """Return the time zone of articles that do not name their own."""
    return str(settings.get("DATELINE_TIMEZONE") or settings.get("TIMEZONE") or "UTC")


def kept_moment(period: Period, zone: str) -> datetime:
    """Return a publication date as Pelican keeps it, in a time zone."""
    moment = datetime(*period.civil, period.hour or 0, period.minute or 0)  # noqa: DTZ001  # the zone is added below
    aware: datetime = set_date_tzinfo(moment, zone)
    return aware
