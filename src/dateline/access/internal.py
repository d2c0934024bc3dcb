"""Faults of Dateline itself in one file or line, which shall not cost the others."""

from __future__ import annotations

from dateline.errors import DatelineError, Place


def internal_error(place: Place, error: Exception) -> DatelineError:
    """Return what to say where Dateline failed at one file or line, for the caller to go on with the next."""
    # The place to keep the traceback: every guard around one file or line calls this function.
    fault = f"internal error ({type(error).__name__}: {error})"
    return DatelineError(fault, place=place, hint="please report it")
