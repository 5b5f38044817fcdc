"""Documents are read by processes apart while people read the site: none fails, and nobody waits for long."""

import re
import uuid
from io import BytesIO
from urllib.parse import urljoin
from urllib.request import Request

import pikepdf

from tests.agenda import hostile_pdfs
from tests.agenda.makers import PDF
from tests.drills.people import crowd
from tests.drills.test_many_at_once import AGENT

MEETING = re.compile(r'href="(/equipe/agenda/\d+)"')
SENT = {
    "blank": PDF,
    "acting": hostile_pdfs.in_a_comment_of_streams(),
    "endless": hostile_pdfs.list_without_end(),
    "cut": b"%PDF-1.7\nstartxref\n0\n%%EOF\n",
}
STATUSES = {"blank": 303, "acting": 303, "endless": 303, "cut": 422}


def send(person, address, content):
    """A form with a file, as browsers send it."""
    line = uuid.uuid4().hex
    fields = {"csrf_token": person.token, "title": "Un document", "for_everybody": "y"}
    parts = [
        f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}'.encode()
        for name, value in fields.items()
    ]
    parts.append(b'Content-Disposition: form-data; name="document"; filename="a.pdf"\r\n\r\n' + content)
    body = b"".join(b"--%s\r\n%s\r\n" % (line.encode(), part) for part in parts) + f"--{line}--\r\n".encode()
    headers = {"Origin": person.base_url, "Sec-Fetch-Site": "same-origin"}
    headers["Content-Type"] = f"multipart/form-data; boundary={line}"
    return person._send(Request(urljoin(person.base_url, address), body, method="POST"), 60, headers)


def test_documents_are_read_apart_while_people_read(new_site, record_property):
    site = new_site(demonstration=True, workers=4, threads=1)
    agent = site.client()
    agent.get("/equipe/connexion")
    agent.post("/equipe/connexion", AGENT)
    page = MEETING.search(agent.get("/equipe/agenda/").text)[1]
    agent.get(page)
    answers = {}

    def act(number):
        if number:
            return site.client().get("/envies/")
        for name, content in SENT.items():
            answers[name] = send(agent, f"{page}/documents", content)
        return list(answers.values())

    told = crowd(4, act)
    assert {name: answer.status for name, answer in answers.items()} == STATUSES, f"{told}\n{site.said()}"
    record_property("figures", f"documents: {[round(answer.seconds, 1) for answer in answers.values()]} s")
    kept = re.findall(r'href="(/equipe/agenda/documents/\d+)"', agent.get(page).text)
    with (
        agent.opener.open(urljoin(site.base_url, kept[-1])) as answer,
        pikepdf.open(BytesIO(answer.read())) as document,
    ):
        assert "/OpenAction" not in document.Root and len(document.pages) == 1
    assert not site.log.read_text().count("Traceback"), site.said()
