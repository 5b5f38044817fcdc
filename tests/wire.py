"""What a browser receives when it opens a page for the first time, in bytes, as they travel."""

import gzip
import re
from urllib.parse import urldefrag, urljoin

import brotli
from bs4 import BeautifulSoup

KB = 1024
#: What a browser accepts over https, and what it accepts over http.
ACCEPTED = {"br": "gzip, deflate, br, zstd", "gzip": "gzip, deflate"}
UNPACKED = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}
#: Beneath, a compressed text is hardly smaller.
TINY = 500
PACKED_ALREADY = ("image/png", "image/webp", "image/jpeg", "image/x-icon", "font/woff2", "application/pdf")
LOADED = {
    "link[rel~=stylesheet], link[rel~=icon], link[rel~=manifest], link[rel~=preload]": "href",
    "script[src], img[src]": "src",
    "use[href]": "href",
}


def first_visit(client, path, coding):
    """The bytes received of the page and of each thing that it loads, by address."""
    page = receive(client, path, coding)
    received, words = {path: len(page.data)}, text_of(page)
    for address in loaded_by(path, BeautifulSoup(words, "html.parser")):
        if address.startswith("data:"):
            continue
        answer = receive(client, address, coding)
        received[address] = len(answer.data)
        if answer.mimetype == "text/css":
            for inner in re.findall(r'url\("?([^")]+)"?\)', text_of(answer)):
                if not inner.startswith("data:"):
                    inner = urljoin(address, inner)
                    received[inner] = len(receive(client, inner, coding).data)
    return received


def loaded_by(path, page):
    tags = ((tag[name], path) for selector, name in LOADED.items() for tag in page.select(selector))
    return sorted({urldefrag(urljoin(base, address)).url for address, base in tags})


def receive(client, address, coding):
    """One answer, which must be compressed unless it is so by its making, or tiny."""
    with client.get(address, headers={"Accept-Encoding": ACCEPTED[coding]}) as answer:
        answer.get_data()
    encoding = answer.headers.get("Content-Encoding")
    if answer.mimetype not in PACKED_ALREADY and len(answer.data) > TINY and answer.status_code < 400:
        assert encoding == coding, f"{address} leaves as it is ({encoding}) for who reads {coding}"
    return answer


def text_of(answer):
    return UNPACKED[answer.headers.get("Content-Encoding")](answer.data).decode()
