"""A published envie as a poster to print."""

from ctg_site.domain import towns
from ctg_site.domain.workflow import Outcome
from ctg_site.effects import pdf
from ctg_site.models.proposals import Proposal
from ctg_site.runtime import settings


def poster(proposal: Proposal) -> bytes:
    """Its published words, the centre to reach, the square that opens its page; nobody's name."""
    site, centre = settings(), proposal.structure
    if centre is None:
        contact = (
            f"Un centre socioculturel {towns.of(site.town_name)}",
            site.contact_address,
            site.contact_phone,
        )
    else:
        contact = (centre.name, centre.address, centre.phone or site.contact_phone)
    same = proposal.outcome is Outcome.OPEN
    return pdf.poster(
        pdf.Poster(
            kind="Une envie d’agir" + (f", {proposal.district.name}" if proposal.district else ""),
            title=proposal.public_title or "",
            text=proposal.public_text if proposal.public_text != proposal.public_title else "",
            call="Vous avez la même envie\u00a0?" if same else "Et vous, de quoi avez-vous envie\u00a0?",
            contact=contact,
            address=f"{site.base_url}/envies/{proposal.number}",
        )
    )
