"""Why a sheet is not taken, in a clear sentence that says what to do."""

from typing import Any

from ctg_site.domain.sheet_numbers import SheetFault, SheetRefused

from .french import day

NO_SHEET = {
    SheetFault.MISTYPED: (
        "Ce numéro a une faute de frappe. Relisez-le sur la fiche\u00a0: 1042-7, par exemple."
    ),
    SheetFault.UNKNOWN: (
        "Aucune fiche n’a ce numéro. Relisez-le. Une vieille fiche\u00a0? "
        "Passez par «\u00a0Saisir une envie\u00a0»."
    ),
}


def refused(error: SheetRefused) -> str:
    """What is wrong with the number that was typed."""
    sheet = error.sheet
    if sheet is None:
        return NO_SHEET[error.fault]
    if error.fault is SheetFault.ELSEWHERE:
        place = sheet.batch.structure.name if sheet.batch.structure else "un autre centre"
        return (
            f"Cette fiche est celle d’un autre centre\u00a0: {place}. Donnez-la-lui. Rien n’est enregistré."
        )
    if error.fault is SheetFault.OTHER_FORM:
        asked = sheet.batch.consultation
        what = f"la consultation n°\u00a0{asked.number}" if asked else "la fiche d’une envie"
        return f"Cette fiche est pour autre chose\u00a0: {what}. Saisissez-la là-bas."
    return _entered(sheet)


def _entered(sheet: Any) -> str:
    by = f" par {sheet.entered_by.name}" if sheet.entered_by else " sur le site"
    on = f", le {day(sheet.entered_at)}" if sheet.entered_at else ""
    became = (
        f"envie n°\u00a0{sheet.proposal_id}"
        if sheet.proposal_id
        else f"réponse n°\u00a0{sheet.contribution_id}"
    )
    # Whoever writes a number that is not theirs on the site keeps nobody's words out.
    other = (
        ""
        if sheet.entered_by
        else " Ce ne sont pas ses mots\u00a0? Passez par «\u00a0Saisir une envie\u00a0»."
    )
    return f"Cette fiche est déjà saisie{by}{on}\u00a0: {became}. Rien n’est enregistré deux fois.{other}"
