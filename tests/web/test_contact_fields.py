"""An address is taken as every relay takes it, by whatever door it comes in."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from ctg_site.config import Settings, SettingsError
from ctg_site.domain import mailbox
from ctg_site.domain.policy import Role
from ctg_site.staff import operations as staff
from ctg_site.web.contact_fields import check_email
from tests import factories
from tests.test_config import KEYS

SITE = Path(__file__).parents[2] / "ctg_site"
#: Here an address is looked for, never kept.
LOOKED_FOR = {"accounts/forms.py"}


def typed_in(address, asked_about=""):
    return SimpleNamespace(data=address, raw_data=[address], asked_about=asked_about, doubtful="")


def test_an_address_that_looks_mistyped_is_asked_about_and_kept_when_it_is_sent_again():
    first = typed_in("marie@gmail.con")
    assert "Vouliez-vous écrire marie@gmail.com" in check_email(first) and first.doubtful == "marie@gmail.con"
    again = typed_in("marie@gmail.con", asked_about="marie@gmail.con")
    assert check_email(again) is None and again.data == again.doubtful == "marie@gmail.con"
    assert check_email(typed_in("nour@gmail.con", asked_about="marie@gmail.con"))
    kept = typed_in("marie@gmail.con")
    kept.raw_data = None
    assert check_email(kept) is None, "what a draft holds was asked about when it was typed"


def test_every_address_that_is_kept_is_a_field_that_asks():
    plain = {str(path.relative_to(SITE)) for path in SITE.rglob("*.py") if " EmailField(" in path.read_text()}
    assert plain == LOOKED_FOR


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("camille@example.org", "camille@example.org"),
        (" camille@Example.ORG ", "camille@example.org"),
        ("marie@exämple.org", "marie@xn--exmple-cua.org"),
        ("marie@xn--exmple-cua.org", "marie@xn--exmple-cua.org"),
    ],
)
def test_the_domain_is_encoded(typed, kept):
    field = typed_in(typed)
    assert check_email(field) is None and field.data == kept and field.data.isascii()


@pytest.mark.parametrize("typed", ["josé@example.org", "élise@exämple.org", "名@example.org"])
def test_a_name_with_an_accent_is_asked_again(typed):
    field = typed_in(typed)
    assert "sans accent avant le @" in check_email(field) and field.data == typed


@pytest.mark.parametrize(
    "typed", ["", "camille", "camille@", "@é", "a b@example.org", "a@b", "a@b.fr\r\nBcc: c@d.fr"]
)
def test_what_is_no_address_is_said(typed):
    assert "adresse e-mail complète" in check_email(typed_in(typed))


def test_every_form_that_keeps_an_address_asks_the_same_door():
    doors = [path for path in SITE.rglob("*.py") if re.search(r"\b(Email|Mail)Field\(", path.read_text())]
    others = [
        name
        for path in doors
        if not {"check_email", "ReachableForm"}
        & set(path.read_text().replace("(", " ").replace(")", " ").split())
        and (name := str(path.relative_to(SITE))) not in LOOKED_FOR
    ]
    assert len(doors) > 5 and not others, f"an address is kept that may take no mail: {others}"


def test_the_command_line_and_the_settings_ask_it_too():
    for wrong in ("zoe@", "a b@x.fr", "josé@example.org"):
        with pytest.raises(staff.AccountError):
            staff.add_staff(wrong, "Zoé", Role.PARTNER)
    staff.add_staff("Zoe@Exämple.org", "Zoé", Role.PARTNER)
    assert factories.by_email("zoé@exämple.org") is None
    assert factories.by_email("ZOE@exämple.org").email == "zoe@xn--exmple-cua.org"
    assert (
        Settings.from_env(KEYS | {"CTG_MAIL_FROM": "envies@exämple.org"}).mail_from
        == "envies@xn--exmple-cua.org"
    )
    with pytest.raises(SettingsError):
        Settings.from_env(KEYS | {"CTG_MAIL_FROM": "élan@example.org"})


def test_one_mailbox_has_one_owner():
    spellings = "Camille@Example.org", "camille+news@example.org", " camille@example.org"
    assert {mailbox.owner(spelling) for spelling in spellings} == {"camille@example.org"}
