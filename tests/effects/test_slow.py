"""What takes long is done before an operation, or after: nobody else may write meanwhile."""

import pytest

from ctg_site.actions.sheets.columns import SHEETS
from ctg_site.db import operation
from ctg_site.effects import files, pdf
from ctg_site.effects.sheets import reading
from ctg_site.services import access


@pytest.mark.parametrize(
    "work",
    [
        lambda: access.hashed("une phrase de passe pour les tests"),
        lambda: access.is_password("a password", None),
        lambda: files.keep_photo(b""),
        lambda: pdf.sheet("poster.typ", {}),
        lambda: reading.read(b"PK", SHEETS),
    ],
    ids=["a password", "a password verified", "a photo", "a sheet in PDF", "a spreadsheet"],
)
def test_it_is_refused_while_others_wait(app, work):
    with pytest.raises(RuntimeError, match="is slow"):
        operation(work)()
