"""What the slice is made of: everybody reads the actions; the staff write them, by page or by spreadsheet."""

from collections.abc import Iterator
from datetime import date, timedelta

from ctg_site.domain.policy import Permission
from ctg_site.domain.retention import KeptData, Period
from ctg_site.models.actions import Action, ProgressUpdate
from ctg_site.models.indicators import Indicator, Measure
from ctg_site.models.search import SearchKind
from ctg_site.services.owed import Due
from ctg_site.slicing import MenuEntry, Slice
from ctg_site.web.areas import Area
from ctg_site.words import owed

from . import demonstration, public_queries, views
from .collection import bearer_views, keeping_views, own_views
from .collection import operations as collection
from .collection import queries as collection_queries
from .collection import views as collection_views
from .editing import queries as editing_queries
from .editing import views as editing_views
from .indicators import queries as indicators_queries
from .indicators import views as indicators_views
from .money import views as money_views
from .reminders import operations as reminders
from .reminders import queries as reminders_queries
from .sheets import views as sheets_views
from .values import views as values_views


def reminded(on: date) -> Iterator[str]:
    yield f"{reminders.remind()} reminder(s) of missing values written"
    yield f"{collection.remind()} reminder(s) of a collection of values written"


TO_PUBLISH = Due(
    100,
    Permission.ACTION_EDIT,
    editing_queries.to_publish,
    owed.since("nouvelle d’une action à publier", "nouvelles d’actions à publier", "la plus ancienne"),
    "Publier",
    "actions_staff.index",
)
VALUES = Due(
    120,
    Permission.ACTIONS_ENTER,
    reminders_queries.values_due,
    owed.counted("valeur à renseigner dans vos actions", "valeurs à renseigner dans vos actions"),
    "Renseigner",
    "actions_staff.show",
    opens_first=True,
)
OF_COMMITMENTS = Due(
    122,
    Permission.ACTION_EDIT,
    indicators_queries.values_due,
    owed.counted("valeur à renseigner d’un engagement", "valeurs à renseigner des engagements"),
    "Renseigner",
    "indicators.index",
)
TO_VALIDATE = Due(
    104,
    Permission.COLLECTION_KEEP,
    collection_queries.to_validate,
    owed.since("réponse de porteur à valider", "réponses de porteurs à valider", "la plus ancienne"),
    "Valider",
    "collections.show",
    opens_first=True,
)
NOT_ANSWERED = Due(
    106,
    Permission.COLLECTION_KEEP,
    collection_queries.overdue,
    owed.before(
        "porteur n’a pas donné ses valeurs",
        "porteurs n’ont pas donné leurs valeurs",
        "le premier",
        "le premier",
    ),
    "Voir qui",
    "collections.show",
    opens_first=True,
)
OWN_VALUES = Due(
    118,
    Permission.VALUES_ENTER,
    collection_queries.own_due,
    owed.before(
        "collecte de valeurs à remplir",
        "collectes de valeurs à remplir",
        "la plus proche",
        "la plus ancienne",
    ),
    "Remplir",
    "own_values.index",
)

SLICE = Slice(
    blueprints=(
        views.bp,
        values_views.bp,
        editing_views.bp,
        sheets_views.bp,
        indicators_views.bp,
        money_views.bp,
        bearer_views.bp,
        own_views.bp,
        collection_views.bp,
        keeping_views.bp,
    ),
    keeps=(
        Period(
            kept=KeptData.BEARER,
            what="Le nom et l’adresse de la personne qui donne les valeurs d’une action",
            why="Lui demander ces valeurs chaque année",
            who="la coordination",
            since="la fin de la collecte",
            remains="les valeurs et les nouvelles de l’action",
            columns={"bearer": "name email"},
            forget=collection.forget,
            each_turn=True,
        ),
    ),
    reminds=(reminded,),
    areas=(
        Area(
            "/valeurs",
            "ctg_valeurs",
            timedelta(hours=2),
            "Garder ouverte la page où qui porte une action donne ses valeurs",
        ),
    ),
    owes=(TO_PUBLISH, TO_VALIDATE, NOT_ANSWERED, OWN_VALUES, VALUES, OF_COMMITMENTS),
    menu=(
        MenuEntry(60, "actions", "actions.index", "Les actions"),
        MenuEntry(50, "actions", "actions_staff.index", "Actions", Permission.ACTIONS_ENTER),
        MenuEntry(52, "values", "own_values.index", "Nos valeurs", Permission.VALUES_ENTER),
    ),
    indexes={SearchKind.ACTION: public_queries.ACTIONS},
    lists={"actions.show": public_queries.listed},
    shows={Action: (), ProgressUpdate: (), Indicator: (), Measure: ()},
    plays=demonstration.play,
)
