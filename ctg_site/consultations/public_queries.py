"""Reads: which consultations search engines find."""

from typing import Any

from ctg_site.db import db
from ctg_site.domain.participation import ConsultationState
from ctg_site.models.consultations import Consultation


def listed() -> Any:
    number = Consultation.id.label("number")
    open_to_all = Consultation.state != ConsultationState.DRAFT
    return db.select(number).where(open_to_all).order_by(Consultation.id.desc())
