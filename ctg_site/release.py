"""Which release of the site runs: one number, that of pyproject.toml."""

import tomllib

from ctg_site.setting_values import ROOT

#: Such as « 1.0.0 »; docs/changelog.md tells what each one changed.
RELEASE: str = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
