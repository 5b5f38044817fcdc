"""Who reaches the reports of readers: rows of the access matrix, in the order of PEOPLE."""

REPORTS = {
    ("GET", "/signaler/<int:envie>"): (200,) * 7,
    ("POST", "/signaler/<int:envie>"): (422,) * 7,
    ("GET", "/signaler/action/<int:number>"): (404,) * 7,
    ("POST", "/signaler/action/<int:number>"): (404,) * 7,
    ("GET", "/signaler/rendez-vous/<int:number>"): (200,) * 7,
    ("POST", "/signaler/rendez-vous/<int:number>"): (422,) * 7,
    ("GET", "/signaler/parole/<int:number>"): (404,) * 7,
    ("POST", "/signaler/parole/<int:number>"): (404,) * 7,
    ("GET", "/signaler/recu"): (303,) * 7,
    ("GET", "/equipe/signalements/"): (303, 303, 200, 200, 200, 403, 403),
    ("GET", "/equipe/signalements/<int:number>"): (303, 303, 200, 404, 200, 404, 404),
    ("POST", "/equipe/signalements/<int:number>/reponse"): (303, 303, 422, 404, 422, 404, 404),
}
