"""What the site would read in a sentence: as cleaned, alerts, hints, what is found, alike, likely aims."""

from dataclasses import asdict, dataclass
from typing import Any

from ctg_site.convention import queries as conventions
from ctg_site.domain import alerts, hints, intake
from ctg_site.domain.likely_commitments import aim_of, likely
from ctg_site.proposals.alike import queries as alike
from ctg_site.runtime import settings
from ctg_site.search.exports import first_addresses


@dataclass(frozen=True, slots=True)
class HintPart:
    """Something that a moderator would look at: its kind, its words."""

    kind: hints.Hint
    part: str


@dataclass(frozen=True, slots=True)
class SentenceRead:
    """`search`: the first five addresses; `alike`: numbers of envies; `commitments`: codes."""

    text: str
    alerts: list[str]
    hints: list[HintPart]
    search: list[str]
    alike: list[int]
    commitments: list[str]

    @property
    def plain(self) -> dict[str, Any]:
        """The same in the types of JSON."""
        return asdict(self)


def reading(sentence: str) -> SentenceRead:
    """What each part of the site that reads people's words finds in this sentence; nothing is kept."""
    text = intake.read(sentence).strip()
    convention = conventions.current()
    aims = [aim_of(one) for one in convention.commitments] if convention else []
    return SentenceRead(
        text=text,
        alerts=[str(alert) for alert in alerts.alerts(text)],
        hints=[HintPart(one.kind, one.text) for one in hints.hints(text, settings().town_name)],
        search=first_addresses(text),
        alike=[envie.id for envie in alike.similar(text)],
        commitments=[one.code for one in likely(text, aims)],
    )
