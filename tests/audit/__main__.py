"""`make audit`: each page of the sample is examined, then the sheet and the declaration are written."""

import sys
from datetime import date

import yaml

from ctg_site.release import RELEASE
from tests.audit import checks, sheet, walking, writing


def main(again):
    if again:
        (sheet.HERE / "found.yaml").write_text(as_yaml(look()), encoding="utf-8")
        sheet.found.cache_clear()
    writing.DECLARED.write_text(writing.as_yaml(), encoding="utf-8")
    writing.DOCUMENT.write_text(writing.document(), encoding="utf-8")
    respected, applying = sheet.of_the_law()
    sys.stdout.write(f"{respected} of {applying} criteria; docs/audit.md says which are not respected.\n")


def look():
    """What the machine finds of each page, a sign for each criterion, and the words of each fault."""
    signs, faults, beside, menus = dict.fromkeys(sheet.criteria(), ""), {}, [], {}
    with walking.town() as (site, entry), walking.chromiums() as browsers:
        for key, page_of in sheet.sample().items():
            sys.stdout.write(f"{page_of['name']}\n")
            sys.stdout.flush()
            found, more = checks.examine(browsers, site, entry, page_of, menus, sheet.criteria())
            beside += more
            for number, told in found.items():
                signs[number] += "-" if told is None else "x" if told else "+"
                if told:
                    faults.setdefault(number, {})[key] = told[0].replace(site, "")
        tools = [f"Chromium {browsers[0].version}", f"axe-core {checks.axe_version()}", "html5lib", "pypdf"]
    return {
        "day": date.today(),
        "release": RELEASE,
        "tools": tools,
        "pages": list(sheet.sample()),
        "signs": signs,
        "faults": faults,
        "beside": beside,
    }


HEAD = "# Written by `make audit`: by criterion, a sign a page: + sound, x faulty, - not there.\n"


def as_yaml(found):
    return HEAD + yaml.safe_dump(found, allow_unicode=True, sort_keys=False, width=150)


main(again="--write" not in sys.argv)
