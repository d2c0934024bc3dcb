"""Text that a terminal shows as it is: no escape sequences, no line ends, no change of direction."""

from __future__ import annotations

import re

# Control characters (ESC among them, and line ends), line separators, marks of direction, halves of characters.
NOT_PRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


def printable(text: str, keep: str = "") -> str:
    r"""Return a text with each character that a terminal might act on as an escape, of the form that JSON has.

    ``keep`` are such characters that stay, as a line feed in text of several lines. JSON stays the same JSON.

    >>> print(printable("\x1b[2J"), printable("a\nb"), printable("\u202egnp.exe"))
    \u001b[2J a\u000ab \u202egnp.exe
    """
    return NOT_PRINTABLE.sub(lambda found: found[0] if found[0] in keep else f"\\u{ord(found[0]):04x}", text)


def is_printable(text: str) -> bool:
    """Tell whether ``printable`` leaves a text as it is."""
    return not NOT_PRINTABLE.search(text)
