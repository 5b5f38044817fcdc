"""Two ways to use a page, by pointer or by keyboard alone: a journey is written once for both."""

import time
from urllib.parse import urljoin

from playwright.sync_api import expect

#: Nobody fills in a form in less: what comes faster waits to be looked at.
A_PERSON_TAKES = 2.1
MOST_TABS = 200
IS_FOCUSED = "element => element === document.activeElement"
SCRIPTED = "matchMedia('(scripting: enabled)').matches"


def said(hands, sentence):
    """The sentence stands whole in the window, where a script gave it the focus."""
    told(hands.page, hands.page.locator("#messages"), sentence)


def told(page, box, sentence):
    """What tells the outcome, the messages or what is to correct, is seen whole and has the focus."""
    expect(box).to_contain_text(sentence)
    expect(box).to_be_in_viewport(ratio=1)
    if page.evaluate(SCRIPTED):
        expect(box).to_be_focused()


class Pointer:
    """Finds what is needed by its visible name, and clicks on it."""

    def __init__(self, page):
        self.page, self.opened = page, time.monotonic()

    def take_time(self, seconds=A_PERSON_TAKES):
        """Wait for what is left of so many seconds since the form was opened."""
        left = seconds - (time.monotonic() - self.opened)
        if left > 0:
            self.page.wait_for_timeout(left * 1000)

    def button(self, name):
        return self._open("button", name, exact=True)

    def press(self, name):
        self.button(name).click()

    def follow(self, name):
        self._open("link", name).first.click()

    def unfold(self, name):
        self._enter(self.page.locator("summary", has_text=name))

    def _open(self, role, name, **how):
        """What stands folded on a telephone is unfolded first, by its summary, as a person would."""
        seen = self.page.get_by_role(role, name=name, **how)
        if not seen.count():
            self.unfold_around(self.page.get_by_role(role, name=name, include_hidden=True, **how).first)
        return seen

    def unfold_around(self, wanted):
        wanted.wait_for(state="attached")
        for fold in wanted.locator("xpath=ancestor::details[not(@open)]").all():
            self._enter(fold.locator("summary").first)

    def _enter(self, summary):
        summary.click()

    def sure(self, name):
        """Press what asks once, then its « Oui »."""
        self.unfold(name)
        self.press_in(self.page.locator("details.ask[open] button"))

    def press_in(self, wanted):
        wanted.click()

    def write(self, label, text):
        self._labelled(label).fill(text)

    def _labelled(self, label):
        field = self.page.get_by_label(label).first
        field.wait_for(state="attached")
        if not field.is_visible():
            self.unfold_around(field)
        return field

    def choose(self, label):
        self.page.get_by_label(label, exact=True).check()

    def tick(self, label):
        """A box among others, that excludes none of them."""
        self.page.get_by_label(label, exact=True).check()

    def walk_to(self, name):
        """Follow a link of a list, through its pages: other journeys write in the same list."""
        self.page.wait_for_load_state("networkidle")
        while not self.page.get_by_role("link", name=name).count():
            more = self.page.locator("main a[rel=next]")
            assert more.count(), f"no page of this list shows {name!r}"
            self.page.goto(urljoin(self.page.url, more.first.get_attribute("href")))
        self.follow(name)


class Keyboard(Pointer):
    """Tab to reach, Enter to act, arrows to choose: nothing is touched that Tab did not reach first."""

    def press(self, name):
        self._reach(self.button(name))
        self.page.keyboard.press("Enter")

    def press_in(self, wanted):
        self._reach(wanted)
        self.page.keyboard.press("Enter")

    def follow(self, name):
        self._reach(self._open("link", name).first)
        self.page.keyboard.press("Enter")

    def _enter(self, summary):
        self._reach(summary)
        self.page.keyboard.press("Enter")

    def write(self, label, text):
        self._reach(self._labelled(label))
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, label):
        wanted = self.page.get_by_label(label, exact=True)
        group = self.page.locator(f'input[name="{wanted.get_attribute("name")}"]')
        self._tab_until(lambda: any(one.evaluate(IS_FOCUSED) for one in group.all()))
        self.page.keyboard.press("Space")
        for _ in range(group.count()):
            if wanted.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrows never reached {label!r}")

    def tick(self, label):
        self._reach(self.page.get_by_label(label, exact=True))
        self.page.keyboard.press("Space")

    def _reach(self, wanted):
        expect(wanted).to_be_visible()
        self._tab_until(lambda: wanted.evaluate(IS_FOCUSED))

    def _tab_until(self, reached):
        for _ in range(MOST_TABS):
            if reached():
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never reached it: {self.page.url}")
