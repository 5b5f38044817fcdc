"""The harness of the drills holds: a site that starts, answers, stops, is cut and starts again."""

from tests.drills.people import crowd


def test_a_site_answers_a_crowd_is_cut_and_starts_again(new_site):
    site = new_site(workers=1)
    assert site.client().get("/nowhere").status == 404

    told = crowd(4, lambda number: site.client().get("/"), times=2)
    assert told.statuses == {200: 8}, f"{told}\n{site.said()}"

    form = site.client()
    assert form.get("/equipe/connexion").status == 200 and form.token
    refused = form.post("/equipe/connexion", {"email": "nobody@example.org", "password": "not hers"})
    assert refused.status == 422, refused

    site.kill()
    assert form.get("/").status == 0
    site.start()
    assert form.get("/").status == 200
    assert site.stop() == 0, site.said()
