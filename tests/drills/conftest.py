"""What the drills ask for: a real server of their own, on whichever database the suite runs."""

import os

import pytest

from tests.drills.site import Databases, Site


@pytest.fixture(scope="session")
def databases(tmp_path_factory):
    """Scratch databases, each with the convention, or the demonstration, made once for all the drills."""
    made = Databases(tmp_path_factory.mktemp("drills"), os.environ.get("CTG_TEST_DATABASE_URL"))
    yield made
    made.end()


@pytest.fixture
def new_site(databases):
    """Start a site: `new_site(workers=4, threads=1, demonstration=True, extra={"CTG_…": "…"})`."""
    sites = []

    def make(demonstration=False, **options):
        site = Site(databases.fresh(demonstration), **options)
        sites.append(site)
        return site.start()

    yield make
    for site in sites:
        site.kill()
