"""What the slice is made of: questions to the public, on screen and on paper; building, reading, results."""

from collections.abc import Iterator
from datetime import date, timedelta

from ctg_site.domain.policy import Permission
from ctg_site.domain.retention import KeptData, Period
from ctg_site.models.consultations import Answer, Consultation
from ctg_site.services.owed import Due
from ctg_site.slicing import MenuEntry, Slice
from ctg_site.web.areas import Area
from ctg_site.words import owed

from . import demonstration, public_queries, views
from .answering import operations as answering
from .answering import views as answering_views
from .building import question_views as building_question_views
from .building import views as building_views
from .paper import views as paper_views
from .reading import queries as reading_queries
from .reading import views as reading_views
from .results import operations as results
from .results import views as results_views


def reminded(on: date) -> Iterator[str]:
    yield f"{results.remind()} reminder(s) of what was decided after a consultation written"


ANSWER = Area(
    "/repondre",
    "ctg_reponses",
    timedelta(hours=48),  # as long as a draft of answers is kept
    "Retrouver vos réponses commencées à une consultation",
    draft=("answers", timedelta(hours=48)),
)

TO_CHECK = Due(
    180,
    Permission.CONSULTATION_KEEP,
    reading_queries.waiting_aside,
    owed.counted(
        "réponse à une consultation mise de côté, à vérifier",
        "réponses à des consultations mises de côté, à vérifier",
    ),
    "Vérifier",
    "consultation_reading.aside",
    opens_first=True,
    is_aside=True,
)

SLICE = Slice(
    blueprints=(
        views.bp,
        answering_views.bp,
        paper_views.bp,
        results_views.bp,
        building_views.bp,
        building_question_views.bp,
        reading_views.bp,
    ),
    keeps=(
        Period(
            kept=KeptData.ANSWER_DRAFT,
            what="Des réponses commencées et pas envoyées à une consultation",
            why="Ne pas perdre vos réponses",
            who="personne",
            since="la dernière lettre tapée",
            remains="rien",
            columns={"contribution": "draft"},
            forget=answering.forget,
            each_turn=True,
        ),
        Period(
            kept=KeptData.ANSWER,
            what="Vos phrases envoyées à une consultation, sur écran ou sur papier, sans nom",
            why="Lire et dire les résultats",
            who="la coordination",
            since="la fin de la consultation",
            remains="les choix cochés, les comptes, les phrases choisies pour tout le monde",
            columns={"answer": "text"},
            forget=answering.forget_words,
        ),
    ),
    reminds=(reminded,),
    areas=(ANSWER,),
    owes=(TO_CHECK,),
    menu=(
        MenuEntry(50, "consultations", "consultations.index", "Consultations"),
        MenuEntry(
            80,
            "consultations",
            "consultations_staff.index",
            "Consultations",
            Permission.CONSULTATION_ENTER,
        ),
    ),
    lists=dict.fromkeys(("consultations.show", "consultation_results.results"), public_queries.listed),
    apart=dict.fromkeys(
        ("consultations.paper", "consultations.form"), "the questions of its consultation, to print"
    ),
    shows={Answer: (), Consultation: ()},
    plays=demonstration.play,
)
