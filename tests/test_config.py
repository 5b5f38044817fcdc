"""Settings tell all their complaints at once, and an unsafe site is not served."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import create_engine

from ctg_site import config, serving
from ctg_site.config import ROOT, Settings, SettingsError, env_example
from ctg_site.db import db
from ctg_site.factory import create_app
from ctg_site.models.outbox import SiteFact
from ctg_site.setting_values import DEMONSTRATION

KEYS = {"CTG_SECRET_KEY": "0123456789abcdef" * 2, "CTG_CODE_KEY": "fedcba9876543210" * 2}


def test_all_problems_are_told_at_once():
    with pytest.raises(SettingsError) as error:
        Settings.from_env({"CTG_SECRET_KEY": "short", "CTG_DEMO": "yes", "CTG_DATABASE_URL": "mysql://x"})
    told = str(error.value)
    for words in (
        "CTG_SECRET_KEY=…",
        "CTG_CODE_KEY is not set",
        "CTG_DEMO='yes'",
        "CTG_DATABASE_URL='mysql://x'",
    ):
        assert words in told
    assert "short" not in told, "a secret is never printed"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CTG_BASE_URL", "envies.example.org"),
        ("CTG_BASE_URL", "https://envies.example.org/chemin"),
        ("CTG_MAIL_URL", "http://x"),
        ("CTG_MAIL_FROM", "a@b.fr\r\nBcc: c@d.fr"),
        ("CTG_MAIL_FROM", "Envies\r\nBcc: <c@d.fr>"),
        ("CTG_MAIL_FROM", "Envies <a@b.fr>, Autre <c@d.fr>"),
        ("CTG_MAIL_FROM", "Envies <envies>"),
        ("CTG_MAIL_FROM", "c@d.fr <a@b.fr>"),
        ("CTG_CONTACT_DELAY_DAYS", "0"),
        ("CTG_TRUSTED_PROXIES", "all"),
        ("CTG_CENTRE_NETWORKS", "192.0.2.1/8"),
        ("CTG_DATABASE_URL", "sqlite:///:memory:"),
        ("CTG_SECRET_KEY", "a" * 40),
        ("CTG_BASE_URL", "https://a:b@envies.town.fr"),
        ("CTG_BASE_URL", "https://envies.town.fr:99999"),
        ("CTG_BASE_URL", "https://envies.town.fr/?a=b"),
        ("CTG_MAIL_URL", "smtp://mail.town.fr:abc"),
        ("CTG_MAIL_URL", "smtp://u@x:p@ss#w@mail.town.fr:587"),
        ("CTG_MAIL_URL", "smtp://u:p/w@mail.town.fr:587"),
        ("CTG_CENTRE_NETWORKS", "0.0.0.0/0"),
        ("CTG_CENTRE_NETWORKS", "81.0.0.0/8"),
        ("CTG_CENTRE_NETWORKS", "192.0.2.0/24, ::/0"),
        ("CTG_HOUSING_PHONE", "TODO"),
        ("CTG_CONTACT_PHONE", "abc"),
        ("CTG_HOST_PHONE", "03 21 aa bb cc"),
        ("CTG_TIME_ZONE", "../Europe/Paris"),
        ("CTG_TIME_ZONE", "posix/Europe/Paris"),
        ("CTG_TIME_ZONE", "UTC+1"),
    ],
)
def test_a_malformed_setting_is_refused(name, value):
    with pytest.raises(SettingsError, match=name):
        Settings.from_env({**KEYS, name: value})


@pytest.mark.parametrize(
    ("value", "name", "address"),
    [
        ("envies@town.fr", "", "envies@town.fr"),
        ("Envies d’agir, Lens <envies@town.fr>", "Envies d’agir, Lens", "envies@town.fr"),
        ('"Ville (62)"<envies@exämple.org>', "Ville (62)", "envies@xn--exmple-cua.org"),
    ],
)
def test_the_sender_may_have_a_name(value, name, address):
    settings = Settings.from_env({**KEYS, "CTG_MAIL_FROM": value})
    assert (settings.mail_name, settings.mail_address) == (name, address)


def test_the_password_of_the_mail_server_is_never_printed():
    with pytest.raises(SettingsError) as error:
        Settings.from_env({**KEYS, "CTG_MAIL_URL": "smtp://u:motdepasse@mail.town.fr:abc"})
    assert "motdepasse" not in str(error.value) and "CTG_MAIL_URL=…" in str(error.value)


def test_the_file_of_settings_is_read_as_it_is_written(tmp_path, monkeypatch):
    """A password may hold « $ »: nothing stands for something else, and nothing disappears."""
    kept = KEYS | {
        "CTG_MAIL_URL": "smtps://u:p${HOME}$HOME@mail.town.fr",
        "CTG_TOWN_NAME": "Bréval-sur-Ombre",
    }
    (tmp_path / ".env").write_text("".join(f"{name}={value}\n" for name, value in kept.items()))
    monkeypatch.setattr(config, "ROOT", tmp_path)
    for name in kept:
        monkeypatch.delenv(name, raising=False)
    read = Settings.from_env()
    assert (read.mail_url, read.town_name) == (kept["CTG_MAIL_URL"], kept["CTG_TOWN_NAME"])


def test_the_two_keys_differ():
    with pytest.raises(SettingsError, match="must differ"):
        Settings.from_env({**KEYS, "CTG_CODE_KEY": KEYS["CTG_SECRET_KEY"]})


def test_a_relative_database_stands_in_the_project():
    settings = Settings.from_env({**KEYS, "CTG_DATABASE_URL": "sqlite:///var/x.sqlite3"})
    assert settings.database_url == f"sqlite:///{ROOT}/var/x.sqlite3"


def test_a_real_site_needs_its_legal_values_to_be_served():
    missing = "\n".join(Settings.from_env(KEYS).missing_to_serve())
    for name in (
        "CTG_PUBLISHER",
        "CTG_HOST_NAME",
        "CTG_DPO_CONTACT",
        "CTG_CONTACT_PHONE",
        "https",
        "CTG_MAIL_URL",
    ):
        assert name in missing
    assert Settings.from_env({**KEYS, "CTG_DEMO": "1"}).missing_to_serve() == []


WHOLE = KEYS | {
    **{f"CTG_{key.upper()}": value for key, value in DEMONSTRATION.items()},
    "CTG_BASE_URL": "https://envies.town.fr",
    "CTG_MAIL_URL": "smtps://u:p@mail.town.fr",
    "CTG_MAIL_FROM": "envies@town.fr",
    "CTG_CONTACT_EMAIL": "envies@town.fr",
    "CTG_DPO_CONTACT": "dpo@town.fr",
    "CTG_TRUSTED_PROXIES": "1",
}


def test_a_real_site_with_all_its_settings_is_served():
    assert Settings.from_env(WHOLE).missing_to_serve() == []
    assert Settings.from_env(WHOLE | {"CTG_TRUSTED_PROXIES": "none"}).missing_to_serve() == []
    for url in (
        "postgresql:///ctg",
        "postgresql://ctg@db.town.fr/ctg?sslmode=verify-full",
        "postgresql://[::1]/ctg",
    ):
        assert Settings.from_env(WHOLE | {"CTG_DATABASE_URL": url}).missing_to_serve() == [], url


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("CTG_TRUSTED_PROXIES", "0", "ten wrong codes"),
        ("CTG_TRUSTED_PROXIES", None, "ten wrong codes"),
        ("CTG_MAIL_FROM", "envies@example.org", "reaches nobody"),
        ("CTG_MAIL_FROM", None, "reaches nobody"),
        ("CTG_MAIL_FROM", "Envies d’agir <envies@example.org>", "reaches nobody"),
        ("CTG_MAIL_FROM", "Envies d’agir <envies@example.org>", "reaches nobody"),
        ("CTG_CONTACT_EMAIL", "nous@mail.example", "reaches nobody"),
        ("CTG_BASE_URL", "https://envies.example.com:8443", "reaches nobody"),
        ("CTG_MAIL_URL", "memory:", "forgets the mails"),
        ("CTG_MAIL_URL", "console:", "prints the mails"),
        ("CTG_TRUSTED_PROXY", "1", "CTG_TRUSTED_PROXIES?"),
        ("CTG_MAIL_FORM", "a@town.fr", "CTG_MAIL_FROM?"),
        ("CTG_TIME_ZONE", "Indian/Reunion", "the clock of CTG_HOLIDAYS='métropole' is Europe/Paris"),
        ("CTG_TIME_ZONE", "Etc/GMT-1", "the clock of CTG_HOLIDAYS='métropole' is Europe/Paris"),
        ("CTG_HOLIDAYS", "La Réunion", "CTG_TIME_ZONE='Europe/Paris': the clock of"),
        ("FLASK_DEBUG", "1", "inside of the site"),
        ("CTG_DATABASE_URL", "postgresql://ctg:p@db.town.fr/ctg", "sslmode=verify-full"),
        ("CTG_DATABASE_URL", "postgresql://ctg@db.town.fr/ctg?sslmode=require", "sslmode=verify-full"),
        ("CTG_DATABASE_URL", "postgresql:///ctg?host=db.town.fr", "sslmode=verify-full"),
    ],
)
def test_a_setting_that_cannot_be_meant_forbids_to_serve(name, value, said):
    (told,) = Settings.from_env(WHOLE | {name: value}).missing_to_serve()
    assert said in told and name in told


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("CTG_TIME_ZONE", "Indian/Réunion", "must be a time zone of the IANA list: Indian/Reunion?"),
        ("CTG_TIME_ZONE", "?", "as Europe/Paris, Indian/Reunion or America/Guadeloupe"),
        ("CTG_HOLIDAYS", "974", "must be one of: métropole, Alsace-Moselle, Guadeloupe, Martinique, Guyane"),
        ("CTG_HOLIDAYS", "Zone A", "must be one of: métropole, Alsace-Moselle"),
    ],
)
def test_a_clock_and_holidays_that_nobody_knows_are_refused_with_those_that_are(name, value, said):
    with pytest.raises(SettingsError) as error:
        Settings.from_env({**KEYS, name: value})
    assert f"{name}={value!r}: " in str(error.value) and said in str(error.value)


@pytest.mark.parametrize(
    ("written", "name", "zone"),
    [
        ("Alsace-Moselle", "Alsace-Moselle", "Europe/Paris"),
        ("alsace moselle", "Alsace-Moselle", "Europe/Paris"),
        ("Métropole", "métropole", "Europe/Berlin"),
        ("reunion", "La Réunion", "Indian/Reunion"),
        ("La Réunion", "La Réunion", "Indian/Mauritius"),
        ("POLYNESIE FRANCAISE", "Polynésie française", "Pacific/Gambier"),
        ("saint barthelemy", "Saint-Barthélemy", "America/Guadeloupe"),
    ],
)
def test_a_town_elsewhere_is_served(written, name, zone):
    town = Settings.from_env(WHOLE | {"CTG_HOLIDAYS": written, "CTG_TIME_ZONE": zone})
    assert town.missing_to_serve() == []
    assert (town.calendar.region.name, town.calendar.zone.key) == (name, zone)


def complaints(settings):
    """As the server asks before it serves: on a connection of its own."""
    engine = create_engine(settings.database_url)
    with engine.connect() as connection:
        told = serving.database_complaints(connection, settings)
    engine.dispose()
    return told


def test_the_demonstration_mark_and_the_setting_agree(app, settings):
    assert complaints(settings) == []
    db.session.add(SiteFact(key=serving.DEMO_KEY, value="1"))
    db.session.commit()
    (said,) = complaints(settings)
    assert said.startswith("the database holds a demonstration")


def test_sqlite_is_as_it_must_be(settings, tmp_path):
    """On a site of its own: the other tests wait for no disk, which `serve` would refuse."""
    site = create_app(replace(settings, database_url=f"sqlite:///{tmp_path}/site.sqlite3"))
    with site.app_context():
        with db.engine.connect() as connection:
            assert serving.sqlite_complaints(connection) == []
        db.engine.dispose()


def test_serving_is_refused_with_every_reason(settings, tmp_path):
    bare = replace(
        settings, demo=False, database_url=f"sqlite:///{tmp_path}/x.sqlite3", **dict.fromkeys(DEMONSTRATION)
    )
    with pytest.raises(SettingsError) as error:
        serving.refuse_unsafe(bare)
    assert "CTG_PUBLISHER" in str(error.value) and "flask ctg init" in str(error.value)


def test_a_day_is_read_as_such():
    assert Settings.from_env(KEYS | {"CTG_SECURITY_EXPIRES": "2027-02-28"}).security_expires == date(
        2027, 2, 28
    )
    with pytest.raises(SettingsError, match="must be a day"):
        Settings.from_env(KEYS | {"CTG_SECURITY_EXPIRES": "28/02/2027"})


def test_the_example_of_settings_is_today_s():
    assert (ROOT / ".env.example").read_text() == env_example()
