"""The pages that the coordination of the demonstration wrote: all invented."""

from pathlib import Path

import yaml

from ctg_site.slicing import Town

from . import operations

SOURCE = Path(__file__).with_name("demonstration.yaml")


def play(town: Town) -> None:
    for page in yaml.safe_load(SOURCE.read_text(encoding="utf-8"))["pages"]:
        words = operations.PageWords(page["titre"], page["texte"], True)
        operations.create(page["langue"], words, by=town.coordination)
