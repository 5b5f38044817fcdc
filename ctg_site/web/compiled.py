"""Templates as they were compiled before: a start reads them, instead of making hundreds of them anew."""

import hashlib
import logging
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache
from jinja2.bccache import Bucket

from . import typesetting


class CompiledTemplates(FileSystemBytecodeCache):
    """One file a template, made again when its text changed; without room on the disk, nothing is kept."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


def kept(folder: Path) -> CompiledTemplates | None:
    """Those of this folder, by whatever makes them beside their text; None where nothing can be written."""
    made_by = Path(typesetting.__file__).read_bytes() + version("jinja2").encode()
    place = folder / hashlib.sha256(made_by).hexdigest()[:12]
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        logging.getLogger("ctg_site").warning("templates are compiled at each start: %s", error)
        return None
    return CompiledTemplates(str(place))


def compile_all(templates: Environment) -> None:
    """So that no page waits for its template, nor a start for all of them."""
    for name in templates.list_templates():
        templates.get_template(name)
