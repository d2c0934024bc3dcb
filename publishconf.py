"""Settings for the public site: those of pelicanconf.py, and its address."""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from pelicanconf import *


def public_address(environment: dict[str, str]) -> str:
    """Return SITEURL as the environment gives it, else a GitHub project page's: user.github.io/repo."""
    given = environment.get("SITEURL", "").strip().rstrip("/")
    if given:
        return given
    owner, _, repository = environment.get("GITHUB_REPOSITORY", "").partition("/")
    if not repository:
        sys.exit("publishconf.py: set SITEURL to the site's public address, such as https://user.github.io/repo")
    host = f"{owner.lower()}.github.io"
    return f"https://{host}" if repository.lower() == host else f"https://{host}/{repository}"


SITEURL = public_address(dict(os.environ))
