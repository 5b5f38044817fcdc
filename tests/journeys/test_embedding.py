"""The town’s own site shows the block, as anybody copied it; another page of ours shows itself nowhere."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import expect

from tests.journeys.inspection import check_page


@pytest.fixture
def town():
    """The site of the town, on a machine of its own: say what its one page holds, know its address."""
    held = []

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            head = "<!doctype html><html lang=fr><title>La ville</title><link rel=icon href='data:,'>"
            self.wfile.write(f"{head}<h1>La ville</h1>{held[-1]}".encode())

        def log_message(self, *_):
            """It says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/", held.append
        server.shutdown()
        thread.join()


def test_the_code_that_is_copied_shows_the_news_of_the_site(page, site, town):
    address, hold = town
    page.goto("/integrer/")
    check_page(page)
    page.get_by_role("checkbox", name="La consultation ouverte").uncheck()
    page.get_by_role("button", name="Voir le code").click()
    hold(page.locator("main code").inner_text())
    page.goto(address)
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("heading", name="Les dernières envies")).to_be_visible()
    expect(frame.locator("ul").first).to_have_css("list-style-type", "none")
    assert not page.context.cookies()
    with page.expect_popup() as opened:
        frame.get_by_role("link", name="Je propose une envie").click()
    expect(opened.value).to_have_url(f"{site}/envies/proposer")
    assert opened.value.evaluate("window.opener === null && self.origin") == site


def test_no_other_page_is_shown_in_a_frame(page, site, town):
    page.watch.expect("frame-ancestors", "ERR_BLOCKED_BY_RESPONSE")
    address, hold = town
    hold(f'<iframe src="{site}/" title="Le site"></iframe>')
    page.goto(address)
    expect(page.get_by_role("heading", name="La ville")).to_be_visible()
    expect(page.frame_locator("iframe").get_by_role("link", name="Je propose une envie")).to_have_count(0)


def test_the_block_alone_is_sound(page):
    page.goto("/integrer/bloc")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("body")).to_have_css("padding-top", "16px")
