"""What the slice is made of: what becomes of a convention in the next one, and what leads to it."""

from ctg_site.domain.policy import Permission
from ctg_site.models.diagnosis import Diagnosis, DiagnosisFigure, Finding, FindingSupport
from ctg_site.models.renewal import ContinuityLine, RenewalStep
from ctg_site.services.owed import Due
from ctg_site.slicing import Slice
from ctg_site.words import owed

from . import (
    calendar_queries,
    calendar_views,
    demonstration,
    diagnosis_staff_views,
    diagnosis_views,
    public_queries,
    staff_views,
    views,
)

LATE = Due(
    130,
    Permission.CONVENTION_KEEP,
    calendar_queries.late,
    owed.since("étape du renouvellement en retard", "étapes du renouvellement en retard", "la plus ancienne"),
    "Ouvrir l’étape",
    "renewal_calendar.change",
    opens_first=True,
)

SLICE = Slice(
    blueprints=(
        *(views.bp, staff_views.bp, calendar_views.bp),
        *(diagnosis_views.bp, diagnosis_staff_views.bp),
    ),
    owes=(LATE,),
    lists={
        "renewal.show": public_queries.listed,
        "diagnosis.show": public_queries.diagnoses,
        "diagnosis.figures": public_queries.diagnoses,
        "diagnosis.theme": public_queries.diagnosed_themes,
    },
    shows=dict.fromkeys(
        (ContinuityLine, RenewalStep, Diagnosis, DiagnosisFigure, Finding, FindingSupport), ()
    ),
    plays=demonstration.play,
)
