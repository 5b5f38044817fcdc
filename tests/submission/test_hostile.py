"""What an attacker or a bad line may send to the form: refused in words, with the text given back."""

from tests.submission.saying import FORM, answer, send, write


def test_opening_the_form_sets_one_cookie_for_its_path_alone(browser):
    browser.get(FORM)
    cookies = browser.response.headers.getlist("Set-Cookie")
    assert len(cookies) == 1
    assert "Path=/envies/proposer" in cookies[0] and "HttpOnly" in cookies[0] and "SameSite=Lax" in cookies[0]


def test_a_lost_token_gives_the_text_back(browser):
    browser.get(FORM)
    text = "Un atelier de couture pour les parents et les grands-parents"
    browser.post(f"{FORM}/envie", {"text": text, "csrf_token": "wrong"}, status=400)
    assert text in browser.page.select_one("textarea").text
    browser.submit("Envoyer à nouveau", to=f"{FORM}/contact")


def test_a_form_sent_from_elsewhere_is_refused(browser):
    browser.get(FORM)
    browser.post(
        f"{FORM}/envie", {"text": "Un jardin"}, status=400, headers={"Origin": "https://elsewhere.example"}
    )


def test_too_large_a_request(browser):
    browser.get(FORM)
    browser.post(f"{FORM}/envie", {"text": "a" * 300_000}, status=413)
    assert "trop long" in browser.text


def test_forged_places_are_refused(browser):
    write(browser)
    answer(browser, way="visit")
    send(browser)
    browser.get(f"{FORM}/ou")
    browser.post(f"{FORM}/ou", {"district": "nowhere", "structure": "../../etc"}, status=422)
