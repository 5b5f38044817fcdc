"""A browser for tests: it goes from page to page as a person does, and inspects each page it receives."""

from datetime import date
from urllib.parse import urlencode, urljoin, urlsplit

import pyotp
from bs4 import BeautifulSoup, Tag

from ctg_site.accounts.queries import second_factor_missing
from ctg_site.accounts.totp import secret_of
from ctg_site.db import db, now
from ctg_site.domain import codes
from ctg_site.models.access import SecondFactor
from ctg_site.models.people import User
from ctg_site.runtime import settings
from ctg_site.services import clock
from tests.entering import enter
from tests.page_rules import check_answer, check_kind
from tests.typography import flat

PASSWORD = "une phrase de passe pour les tests"


class Browser:
    """One person at one screen: cookies of its own, and the last page received in `page`."""

    def __init__(self, client):
        self.client = client
        self.page = BeautifulSoup("", "html.parser")
        self.response = None
        self.url = "/"

    def get(self, url, *, target=None, status=200, to=None, headers=None):
        """Open an address; with `target`, as htmx does to replace the element of that id."""
        self.url = url if target is None else self.url
        sent = self._send("GET", url, headers=self._headers(target) | (headers or {}))
        return self._receive(sent, url, target, status, to)

    def post(self, url, data=None, *, target=None, status=303, to=None, csrf=True, headers=None):
        """Send these values, whatever the page offers; the CSRF token of the last page goes with them."""
        data = dict(data or {})
        token = self.page.select_one("input[name=csrf_token]")
        if csrf and token is not None:
            data.setdefault("csrf_token", token["value"])
        headers = self._headers(target, posting=True) | (headers or {})
        sent = self._send("POST", url, data=data, headers=headers)
        return self._receive(sent, url, target, status, to)

    def submit(self, form, *, status=None, to=None, target=None, **values):
        """Fill the form of the last page and send it.

        `form` is the text of a button or a CSS selector. `values` replace what the form holds: a text, True
        or False for a box to tick, None to leave out, a list for several. A value not offered fails.
        """
        form, button = self._find_form(form)
        action = urljoin(self.url, (button.get("formaction") if button else None) or form["action"])
        data = filled(form, button, values)
        if form.get("method", "get").lower() == "get":
            return self.get(
                f"{action.partition('#')[0]}?{urlencode(data, doseq=True)}",
                status=status or 200,
                to=to,
                target=target,
            )
        return self.post(action, data, status=status or 303, to=to, target=target)

    def follow(self, *, status=200, to=None, target=None):
        """Go where the last answer leads."""
        assert self.response.location, f"the last answer leads nowhere: {self.response.status}"
        return self.get(path_of(self.response.location), status=status, to=to, target=target)

    def click(self, text, *, status=200, to=None):
        """Follow the link of the last page that reads `text`."""
        links = [tag for tag in self.page.select("a[href]") if flat(tag.get_text()) == flat(text)]
        assert links, f"no link reads {text!r}: {[flat(tag.get_text()) for tag in self.page.select('a')]}"
        return self.get(urljoin(self.url, links[0]["href"]), status=status, to=to)

    def sign_in(self, user):
        """Be this member of the staff, as after the pages of sign-in, which `walk_in` goes through."""
        db.session.commit()
        token = enter(self.client, user)
        self.page = BeautifulSoup(f'<input name="csrf_token" value="{token}">', "html.parser")
        db.session.expire_all()
        return self

    def walk_in(self, user, password=PASSWORD):
        """Through the real pages, with the password that factories give to everybody, and the code if any."""
        equip(user)
        self.get("/equipe/connexion")
        self.submit("Se connecter", email=user.email, password=password)
        if path_of(self.response.location) == "/equipe/connexion/code":
            self.follow()
            self.submit("Entrer", totp=shown_code(user.email))
        return self

    @property
    def text(self):
        """The visible text of the last page, spaces made plain."""
        return flat(self.page.get_text(" "))

    def _send(self, method, url, **options):
        """Each request has a session and a `g` of its own, as on a server; the test then reads anew."""
        db.session.commit()
        with self.client.application.app_context():
            response = self.client.open(url, method=method, **options)
        db.session.expire_all()
        return response

    def _find_form(self, wanted):
        buttons = [tag for tag in self.page.select("form button") if flat(tag.get_text()) == flat(wanted)]
        if buttons:
            return buttons[0].find_parent("form"), buttons[0]
        form = self.page.select_one(wanted) if wanted[:1] in "#.[" or wanted.startswith("form") else None
        offered = [flat(tag.get_text()) for tag in self.page.select("form button")]
        assert form is not None, f"no form {wanted!r}; the buttons of this page: {offered}"
        return form, None

    def _headers(self, target, posting=False):
        headers = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"} if posting else {}
        if target:
            headers |= {
                "HX-Request": "true",
                "HX-Target": target,
                "HX-Current-URL": urljoin("http://localhost", self.url),
            }
        return headers

    def _receive(self, response, url, target, status, to):
        text = "" if response.mimetype.startswith(("image/", "application/pdf")) else response.text
        said = response.location or flat(text)[:300]
        told = f"{response.request.method} {url}: {response.status} {said}"
        assert response.status_code == status, f"{told} — expected {status}"
        if to is not None:
            assert path_of(response.location or "") == to, f"{told} — expected to go to {to}"
        self.response = response
        check_kind(response, self.client.application.config["COMPRESS_MIMETYPES"])
        page = BeautifulSoup(text, "html.parser")
        if response.mimetype == "text/html" and not 300 <= status < 400 and response.text:
            check_answer(response, page, urlsplit(url).path, fragment=target is not None)
            self.page = page
        return page


def equip(user):
    """An agent whose first week is over has found their telephone meanwhile."""
    found = db.session.scalar(db.select(User).where(User.email == user.email))
    needed = found and second_factor_missing(found)
    if needed and date.min < needed <= clock.today():
        db.session.add(SecondFactor(user_id=found.id, seed=codes.new_seed()))
        db.session.commit()


def shown_code(email: str) -> str:
    """The six digits that this person's telephone shows now, as if none had been used before."""
    user_id, seed = db.session.execute(
        db.select(User.id, SecondFactor.seed).join(SecondFactor).where(User.email == email)
    ).one()
    db.session.execute(db.update(SecondFactor).where(SecondFactor.user_id == user_id).values(last_step=0))
    db.session.commit()
    return pyotp.TOTP(secret_of(seed, settings().code_key)).at(now())


def filled(form: Tag, button: Tag | None, values: dict) -> dict[str, list[str]]:
    """What a browser would send: what the form holds, replaced by `values`, and the button pressed."""
    data: dict[str, list[str]] = {}
    for control in form.select("input[name], select[name], textarea[name]"):
        data.setdefault(control["name"], []).extend(held(control))
    if button is not None and button.get("name"):
        data[button["name"]] = [button.get("value", "")]
    for name, value in values.items():
        assert name in data, f"no field {name!r} in this form: {sorted(data)}"
        data[name] = chosen(form, name, value)
    return data


def held(control: Tag) -> list[str]:
    if control.has_attr("disabled") or control.get("type") in {"submit", "button", "image", "file"}:
        return []
    if control.name == "select":
        options = control.select("option[selected]") or control.select("option")[:1]
        return [option.get("value", flat(option.get_text())) for option in options]
    if control.name == "textarea":
        return [control.get_text().removeprefix("\n")]
    if control.get("type") in {"checkbox", "radio"}:
        return [control.get("value", "on")] if control.has_attr("checked") else []
    return [control.get("value", "")]


def chosen(form: Tag, name: str, value) -> list[str]:
    controls = form.select(f'[name="{name}"]')
    boxes = [tag for tag in controls if tag.get("type") in {"checkbox", "radio"}]
    if value is None or value is False:
        return []
    if value is True:
        return [boxes[0].get("value", "on")]
    wanted = [str(one) for one in (value if isinstance(value, list | tuple) else [value])]
    offered = [tag.get("value", "on") for tag in boxes]
    offered += [
        tag.get("value", flat(tag.get_text())) for tag in form.select(f'select[name="{name}"] option')
    ]
    assert not offered or set(wanted) <= set(offered), f"{name}: {wanted} is not offered, only {offered}"
    return wanted


def path_of(location: str) -> str:
    """An address of this site without its origin."""
    parts = urlsplit(location)
    return parts._replace(scheme="", netloc="").geturl() or "/"
