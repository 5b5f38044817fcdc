"""Which release of the site runs: one number, that of pyproject.toml."""

import tomllib
from functools import cache

from ctg_site.setting_values import ROOT


@cache
def release() -> str:
    """Such as « 1.0.0 »; docs/changelog.md tells what each one changed."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(told["project"]["version"])
