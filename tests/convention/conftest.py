"""The convention of Lens, as its file says it, and ways to spoil a file on purpose."""

import pytest

from ctg_site.convention import operations, reader


@pytest.fixture(scope="session")
def lens():
    return reader.read(reader.LENS)


@pytest.fixture
def spoilt():
    """The file, with one text replaced by another; it must be there."""

    def spoil(old, new):
        text = reader.LENS.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in the file any more"
        return text.replace(old, new, 1)

    return spoil


@pytest.fixture
def loaded(lens):
    """The convention of Lens in the database of the test."""
    return operations.load_convention(lens)
