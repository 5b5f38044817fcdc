"""The demonstration, for who counts what is published; a reader of the files."""

import csv
import io
import json

import pytest

from ctg_site.db import db
from tests.demo.conftest import demo_site, demonstration, loaded  # noqa: F401 -- fixtures


class Files:
    """Whoever takes the files away, without a cookie."""

    def __init__(self, app):
        self.client = app.test_client(use_cookies=False)

    def get(self, address, **headers):
        db.session.commit()
        with self.client.application.app_context(), self.client.get(address, headers=headers) as answer:
            answer.get_data()
            return answer

    def lines(self, name):
        """The lines of a dataset, by the names of its columns."""
        answer = self.get(f"/donnees-ouvertes/{name}.csv")
        assert answer.status_code == 200 and answer.mimetype == "text/csv"
        return list(csv.DictReader(io.StringIO(answer.data.decode(), newline="")))

    def objects(self, name):
        return json.loads(self.get(f"/donnees-ouvertes/{name}.json").data)


@pytest.fixture
def files(app):
    return Files(app)
