"""The site's own log: a line for each answer, without what would open something to whoever reads it."""

import json
import logging

import pytest

from ctg_site.web.logs import SECRETS, JsonLines

#: The other parts of addresses: numbers and words that everybody may know. A new one is a secret or is not.
KNOWN_TO_ALL = {
    *(
        "number",
        "envie",
        "photo",
        "small",
        "index",
        "answer",
        "contribution",
        "indicator",
        "line",
        "question",
    ),
    *(
        "row",
        "version",
        "act",
        "dataset",
        "key",
        "kind",
        "language",
        "period",
        "section",
        "slug",
        "theme",
        "year",
    ),
}
MARK = "SECRETSECRETSECRETSECRET22"


@pytest.fixture
def noted(app, caplog):
    """The lines written about one request."""
    caplog.set_level(logging.INFO, "ctg_site")

    def ask(address, method="GET"):
        caplog.clear()
        with app.app_context():
            app.test_client().open(address, method=method).close()
        return "\n".join(JsonLines().format(one) for one in caplog.records if one.name.startswith("ctg_site"))

    return ask


def test_each_part_of_an_address_is_a_secret_or_is_not(app):
    names = {name for rule in app.url_map.iter_rules() for name in rule.arguments}
    assert names == SECRETS | KNOWN_TO_ALL, (
        "name a secret « secret » or « token »; add others to KNOWN_TO_ALL"
    )


def secret_starts(app):
    """What comes before the secret in each address that holds one."""
    rules = (rule for rule in app.url_map.iter_rules() if SECRETS & rule.arguments)
    return sorted({rule.rule.partition("<")[0] for rule in rules})


def test_no_secret_of_an_address_is_written_down(app, noted):
    starts = secret_starts(app)
    assert {"/suivi/", "/rejoindre/lien/", "/avis/", "/equipe/oubli/"} <= set(starts)
    for start in starts:
        for address in (
            *(f"{start}{MARK}", f"{start}{MARK}/arreter", f"{start}{MARK}.", f"{start}{MARK}/nulle/part"),
            *(f"/{start[1:].replace('/', '//')}{MARK}", f"{start.upper()}{MARK}", f"{start}{MARK}?q={MARK}"),
        ):
            for method in ("GET", "PUT"):
                written = noted(address, method)
                assert MARK not in written and '"path": "' in written, f"{method} {address}: {written}"


def test_what_holds_no_secret_is_written_whole(noted):
    for address in ("/aide", "/nulle-part", "/suivi", "/suivi/inviter", "/avis/action/9"):
        assert json.loads(noted(address))["path"] == address


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("/Suivi/" + MARK, "/Suivi/…"),
        ("/suivie/" + MARK, "/suivie/…"),
        ("/wp-admin/setup.php", "/wp-admin/…"),
        ("/" + MARK, "/…"),
        ("/A12V-TSW6-S63HV", "/…"),
        ("/a12v tsw6 s63hv/", "/…"),
        ("/donnees-personneles", "/donnees-personneles"),
        ("/elsewhere//x", "/elsewhere/…"),
        ("/envies/12/camille@example.org", "/envies/…"),
    ],
)
def test_of_what_leads_nowhere_the_beginning_alone_is_written(noted, asked, written):
    assert json.loads(noted(asked))["path"] == written


def test_an_error_is_written_without_the_secret(app, caplog):
    with app.test_request_context(f"/rejoindre/lien/{MARK}"):
        try:
            raise RuntimeError("broken")
        except RuntimeError as error:
            app.log_exception((type(error), error, error.__traceback__))
    assert MARK not in caplog.text and "/rejoindre/lien/…" in caplog.text and "RuntimeError" in caplog.text
