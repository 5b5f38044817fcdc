"""Who reaches what of the consultations: number 1 is open, nobody answered it yet."""

from tests.agenda.access_rows import ALL_READ, NO_SUCH_ROW, STAFF, STAFF_EMPTY
from tests.consultations.staff_access_rows import KEEPING

ANSWERING = {
    ("GET", "/consultations/"): ALL_READ,
    ("GET", "/consultations/<int:number>"): ALL_READ,
    ("GET", "/consultations/<int:number>/papier"): ALL_READ,
    ("GET", "/repondre/<int:number>"): (303,) * 7,
    ("GET", "/repondre/<int:number>/<int:index>"): ALL_READ,
    ("POST", "/repondre/<int:number>/<int:index>"): (303,) * 7,
    ("GET", "/repondre/<int:number>/verifier"): (303,) * 7,
    ("GET", "/repondre/<int:number>/recu"): (303,) * 7,
    **{
        ("POST", f"/repondre/<int:number>/{act}"): (303,) * 7
        for act in ("reprendre", "effacer", "autre", "envoyer")
    },
    ("GET", "/equipe/consultations/<int:number>/saisie"): STAFF,
    ("POST", "/equipe/consultations/<int:number>/saisie"): STAFF_EMPTY,
    ("GET", "/equipe/consultations/<int:number>/saisie/<int:row>"): NO_SUCH_ROW,
    ("POST", "/equipe/consultations/<int:number>/saisie/<int:row>"): NO_SUCH_ROW,
    ("POST", "/equipe/consultations/<int:number>/saisie/<int:row>/annuler"): NO_SUCH_ROW,
}
CONSULTATIONS = ANSWERING | KEEPING
