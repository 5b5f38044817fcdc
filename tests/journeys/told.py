"""A scene of the journeys: an envie whose story is told, with somebody to call today."""

from io import BytesIO

from PIL import Image

from ctg_site.accompaniment import operations, queries
from ctg_site.accompaniment.stories import operations as story_operations
from ctg_site.accounts.queries import by_email
from ctg_site.domain.policy import Role
from ctg_site.domain.vocabulary import PhotoShows, StepKind, StoryVoice, SupportKind
from ctg_site.services import clock
from tests import factories


def told(centre, size=(900, 600)):
    """Published, met, helped, counted, told with words of residents and two photos."""
    proposal, on = factories.published(centre, title="Un verger ouvert"), clock.today()
    by = by_email(factories.staff(Role.AGENT, centre, function="animatrice famille").email)
    words = {"text": "On s’est vus.", "told": "On s’est vus."}
    plan = {"next_step": "Planter la haie", "next_on": on}
    operations.add_step(proposal, operations.Done(kind=StepKind.MEETING, on=on, **words, **plan), by=by)
    given = operations.SupportGiven(kind=SupportKind.PLACE, provider=centre.name, on=on, cents=1250)
    operations.give_support(proposal, given, by=by)
    counted = {"participants": 12, "changed": "On se parle.", "place": "Au verger"}
    story_operations.record_figures(proposal, counted, by=by, version=0)
    story_operations.write_story(proposal, "Le verger est ouvert.", StoryVoice.STAFF, None, by=by, version=0)
    story_operations.add_quote(proposal, "C’est chez nous ici.", "Une voisine", on, by=by)
    drawn = BytesIO()
    Image.linear_gradient("L").resize(size).save(drawn, "PNG")
    for alt in ("Des pommiers en fleurs.", "Une échelle contre un arbre."):
        caption = story_operations.Caption(alt=alt, shows=PhotoShows.NOBODY)
        story_operations.add_photo(proposal, drawn.getvalue(), caption, by=by)
    version = queries.story(proposal).version
    story_operations.publish_story(proposal, by=by, version=version)
    return proposal
