"""What the slice is made of: files are closed at the end of their time; people ask what is kept of them."""

from datetime import timedelta

from ctg_site import throttle
from ctg_site.domain.policy import Permission
from ctg_site.domain.retention import KeptData, Period
from ctg_site.services import audit, visits
from ctg_site.services.owed import Due
from ctg_site.slicing import MenuEntry, Slice
from ctg_site.web.areas import Area
from ctg_site.words import owed

from . import access_views, closing_operations, operations, own_views, queries, staff_views, views

TO_ANSWER = Due(
    75,
    Permission.RIGHTS_READ,
    queries.to_answer,
    owed.before(
        "demande d’une personne sur ses données",
        "demandes de personnes sur leurs données",
        "la plus proche",
        "la plus ancienne",
    ),
    "Répondre",
    "rights_staff.requests",
)

BLOCKED = Due(
    74,
    Permission.RIGHTS_READ,
    queries.access_to_answer,
    owed.before(
        "personne bloquée par une page du site",
        "personnes bloquées par une page du site",
        "la première",
        "la première",
    ),
    "Répondre",
    "rights_staff.requests",
)

#: What holds who is behind a file, and what was written of it or to it.
OF_A_FILE = {
    "contact": "first_name phone email address",
    "group_member": "first_name role does",
    "message": "text",
    "note": "text",
    "revision": "title text",
    "accompaniment_step": "text told next_step",
    "support": "provider what",
    "resource_request": "what whom",
    "journal_entry": "reason",
    "proposal": "text organisation public_name week_times alerts",
}

WHOLE = "coordonnées, prénom, texte, messages, notes, étapes, personnes du groupe"
COUNTED, PUBLIC = "le quartier, la tranche d’âge, les dates, l’état", "\u00a0; le texte publié, sans prénom"

SLICE = Slice(
    blueprints=(views.bp, access_views.bp, own_views.bp, staff_views.bp),
    areas=(
        Area(
            "/demander-mes-droits",
            "ctg_droits",
            timedelta(hours=24),
            "Protéger l’envoi de votre demande, et montrer votre reçu",
        ),
        Area(
            "/accessibilite/signaler",
            "ctg_accessibilite",
            timedelta(hours=24),
            "Protéger l’envoi de ce qui vous bloque, et montrer votre reçu",
        ),
    ),
    owes=(TO_ANSWER, BLOCKED),
    menu=(MenuEntry(45, "rights", "rights_staff.requests", "Droits", Permission.RIGHTS_READ),),
    keeps=(
        Period(
            kept=KeptData.REFUSED,
            what=f"Une envie non publiable ou réorientée\u00a0: {WHOLE}",
            why="Vous expliquer, et relire si vous contestez",
            who="le centre qui suit l’envie",
            since="la dernière étape",
            remains=COUNTED,
            forget=closing_operations.forget_refused,
        ),
        Period(
            kept=KeptData.ENDED,
            what=f"Une envie réalisée, arrêtée ou confiée à d’autres\u00a0: {WHOLE}",
            why="Faire le bilan avec vous",
            who="le centre qui suit l’envie",
            since="la dernière étape",
            remains=f"{COUNTED}, les chiffres{PUBLIC}",
            columns=OF_A_FILE,
            forget=closing_operations.forget_ended,
        ),
        Period(
            kept=KeptData.SILENT,
            what=f"Une envie sans nouvelles\u00a0: {WHOLE}",
            why="Vous répondre et vous accompagner",
            who="le centre qui suit l’envie",
            since="la dernière étape",
            remains=f"{COUNTED}{PUBLIC}",
            forget=closing_operations.forget_silent,
        ),
        Period(
            kept=KeptData.PUBLISHED,
            what="Ce qui est publié\u00a0: texte, récit, photos, phrases d’habitants",
            why="Montrer ce que la ville et les habitants ont fait",
            who="tout le monde, avec votre accord",
            since="la fin de la convention\u00a0; tout de suite si vous retirez votre accord",
            remains="le titre et le texte publiés, sans prénom, dans les archives",
            columns={
                "proposal": "public_title public_text outcome_word organisation",
                "story": "text",
                "quote": "text said_by",
                "photo": "name alt",
            },
            forget=closing_operations.forget_published,
        ),
        Period(
            kept=KeptData.LETTER,
            what="Les lettres et les appels à faire\u00a0: à qui, quand, pas leur texte",
            why="Savoir que vous avez été prévenu",
            who="l’équipe",
            since="l’écriture de la lettre\u00a0; avant, si l’envie est effacée",
            remains="rien",
            columns={"notice": "context"},
            forget=closing_operations.forget_letters,
        ),
        Period(
            kept=KeptData.RIGHTS,
            what="Votre demande sur vos données ou sur une page qui vous bloque, et notre réponse",
            why="Prouver que nous avons répondu",
            who="le centre qui suit l’envie",
            since="la demande",
            remains="la date, ce qui est demandé, si c’est fait",
            columns={"rights_request": "words answer reply_to"},
            forget=operations.forget,
        ),
        Period(
            kept=KeptData.VISIT,
            what="La fin d’une visite, sans savoir de qui",
            why="Fermer vraiment ce que vous quittez",
            who="personne",
            since="la fin de la visite",
            remains="rien",
            forget=visits.forget,
            each_turn=True,
        ),
        Period(
            kept=KeptData.NETWORK,
            what="Une empreinte changée chaque jour de l’adresse internet",
            why="Freiner les robots",
            who="personne",
            since="l’envoi",
            remains="rien",
            forget=throttle.forget,
            each_turn=True,
        ),
        Period(
            kept=KeptData.AUDIT,
            what="Le journal des actes de l’équipe\u00a0: qui, quand, quelle envie",
            why="Prouver qui a fait quoi",
            who="l’administration",
            since="l’acte",
            remains="rien",
            columns={"audit_entry": "actor_name subject detail"},
            forget=audit.forget,
        ),
        Period(
            kept=KeptData.LOG,
            what="Le journal technique du serveur, sans adresse internet ni texte tapé",
            why="Réparer une panne",
            who="la personne qui tient le serveur",
            since="l’écriture",
            remains="rien",
        ),
    ),
)
