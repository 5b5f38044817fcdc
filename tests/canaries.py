"""Fills every table, in every state, then writes a canary in each text that the public must not read.

A new table or column is filled by itself, and is private until PUBLIC says what everybody reads of it.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, DateTime, Enum, Integer, String, Table, and_

from ctg_site.consultations.results import queries
from ctg_site.db import UtcDateTime, db
from ctg_site.demo.loader import KEPT
from ctg_site.domain import results
from ctg_site.domain.heard import HeardState
from ctg_site.domain.participation import ConsultationState, QuestionKind, RemarkState
from ctg_site.domain.pictures import PictureState
from ctg_site.domain.workflow import Moderation
from ctg_site.models.consultations import Consultation
from tests.lens import load_lens
from tests.published_words import PUBLIC, TECHNICAL

WORD = "kanari"
#: What the convention, the trail, the counters and the search write by themselves.
LEFT_ALONE = KEPT - {"reason", "answer_template", "meeting_kind", "convention_entry"}
#: The tables of which every row gets children, the closest first.
PARENTS = (
    *("answer", "question", "section", "contribution", "consultation", "story", "indicator"),
    *("meeting_decision", "remark", "proposal", "action", "meeting"),
)
#: Of these columns exactly one is filled.
ONE_OF = {
    "remark": ("proposal_id", "action_id", "commitment_id"),
    "report": ("proposal_id", "action_id", "commitment_id", "meeting_id"),
    "subscription": ("proposal_id", "action_id", "theme_id"),
    "opinion": ("action_id", "commitment_id", "proposal_id"),
    "linked_code": ("proposal_id", "registration_id", "participation_id"),
    "finding_support": ("proposal_id", "action_id", "figure_id"),
    **dict.fromkeys(("opinion_answer", "opinion_tally"), ("action_id", "commitment_id")),
}
NOW = datetime.now(UTC)
SAID = {"published_at": NOW, "public_title": "Un titre", "public_text": "Un texte", "public_name": "Ana"}
#: By table: the rows to make, each with what it says; the rest is filled by the kind of its columns.
ROWS: dict[str, list[dict[str, Any]]] = {
    "proposal": [{"moderation": one, "meeting_id": 1} | SAID for one in Moderation],
    "action": [{"number": 1, "is_published": True}, {"number": 2, "is_published": False}],
    "meeting": [
        {"is_public": public, "minutes_published_at": told, "ends_at": NOW + timedelta(hours=1)}
        for public, told in product((True, False), (NOW, None))
    ],
    "offered_date": [{"ends_at": NOW + timedelta(hours=1)}],
    "meeting_document": [{"for_everybody": True}, {"for_everybody": False}],
    "story": [{"published_at": NOW}],
    "envie_picture": [{"state": one} for one in PictureState],
    "progress_update": [{"published_at": NOW}, {"published_at": None}],
    "action_funding": [{"is_public": True}, {"is_public": False}],
    "remark": [
        {"state": one, "answered_at": NOW, "decided_at": NOW if one is not RemarkState.WAITING else None}
        for one in RemarkState
    ],
    "heard_words": [{"state": one} for one in HeardState],
    "consultation": [{"state": one, "closes_on": NOW.date()} for one in ConsultationState],
    "question": [{"kind": one} for one in QuestionKind],
    "contribution": [*[{"sent_at": NOW}] * results.SMALLEST, {"sent_at": None}],
    "content_page": [
        {"language": language, "slug": slug, "is_published": shown}
        for language, slug, shown in (
            *(("fr", "venir", True), ("fr", "brouillon", False)),
            *(("ar", "ar", True), ("en", "en", False)),
        )
    ],
    "structure": [{"slug": "un-lieu", "kind": "autre", "is_active": True, "receives_proposals": True}],
    "journal_entry": [{"subject": "file", "event": "submit", "before": ""}],
    "meeting_entry": [{"subject": "minutes", "event": "minutes"}],
    "diagnosis": [{"convention_id": 1, "state": "published"}],
    "opening_hours": [{"opens": 540, "closes": 600}],
    "bridge": [{"from_step_id": 1, "to_step_id": 2}],
    "convention_entry": [{"event": "loaded"}],
}


class Filler:
    """Makes the rows of one table after another; `numbers` are those of each table."""

    def __init__(self) -> None:
        self.numbers: dict[str, list[int]] = {}
        self.count = 0

    def fill(self) -> None:
        load_lens()
        for table in db.metadata.sorted_tables:
            if table.name not in LEFT_ALONE:
                for row in self.rows(table):
                    self.count += 1
                    values = {one.name: self.value(one, row) for one in table.columns if one.name != "id"}
                    db.session.execute(db.insert(table).values(**values))
            if "id" in table.columns:
                self.numbers[table.name] = list(db.session.scalars(db.select(table.c.id).order_by("id")))
        db.session.commit()

    def rows(self, table: Table) -> Iterator[dict[str, Any]]:
        """What each row to make says: for every parent, every row of ROWS."""
        for parent, said in product(self.parents(table), ROWS.get(table.name, [{}])):
            yield dict.fromkeys(ONE_OF.get(table.name, ())) | parent | said

    def parents(self, table: Table) -> list[dict[str, int]]:
        if table.name == "answer":
            return [
                {"question_id": question, "contribution_id": sent, "quoted_at": NOW if sent % 2 else None}
                for question, sent in answered()
            ]
        if "id" not in table.columns:
            keys = [(one.name, self.numbers[target(one)][:12]) for one in table.columns]
            return [dict(zip(dict(keys), pair, strict=True)) for pair in product(*dict(keys).values())]
        if table.name in ONE_OF:
            keys = [(name, self.numbers[target(table.c[name])][:20]) for name in ONE_OF[table.name]]
            return [{name: number} for name, numbers in keys for number in numbers[: len(numbers)]]
        others = (one for one in table.columns if target(one) not in {"", table.name})
        owners = {target(one): one.name for one in others}
        said = set(ROWS.get(table.name, [{}])[0])
        owner = next((name for name in PARENTS if owners.get(name, "id") not in said | {"id"}), None)
        return [{owners[owner]: number} for number in self.numbers[owner]] if owner else [{}]

    def value(self, column: Column, row: dict[str, Any]) -> Any:
        if column.name in row:
            return row[column.name]
        if column.foreign_keys:
            known = self.numbers.get(target(column), [])
            return known[0] if known else None
        if column.default is not None and column.default.is_scalar:
            return column.default.arg
        return self.by_kind(column)

    def by_kind(self, column: Column) -> Any:
        """A value that the column takes; nothing where it may hold none."""
        kind = column.type
        if isinstance(kind, JSON):
            return column.default.arg({}) if column.default is not None else None
        if isinstance(kind, Enum):
            return None if column.nullable else kind.python_type(kind.enums[0])
        if isinstance(kind, UtcDateTime | DateTime):
            return None if column.nullable else NOW
        if column.nullable:
            return None
        if isinstance(kind, Date):
            return NOW.date()
        if isinstance(kind, Boolean):
            return False
        if isinstance(kind, Integer):
            return self.count if column.unique else 1
        return f"texte {self.count}" if isinstance(kind, String) else 1.0


def target(column: Column) -> str:
    return next(iter(column.foreign_keys)).column.table.name if column.foreign_keys else ""


def answered() -> list[tuple[int, int]]:
    """Each question with the contributions that were sent to its consultation."""
    tables = db.metadata.tables
    question, section, sent = tables["question"], tables["section"], tables["contribution"]
    pairs = (
        db.select(question.c.id, sent.c.id)
        .select_from(question)
        .join(section)
        .join(sent, sent.c.consultation_id == section.c.consultation_id)
        .where(sent.c.sent_at.is_not(None))
    )
    return [(question_id, sent_id) for question_id, sent_id in db.session.execute(pairs)]


def texts(table: Table) -> list[Column]:
    """The columns that hold words."""
    return [
        one
        for one in table.columns
        if isinstance(one.type, String)
        and not isinstance(one.type, Enum)
        and f"{table.name}.{one.name}" not in TECHNICAL
        and not one.name.endswith(("_hash", "_key", "seed"))
        and one.name not in {"slug", "key"}
    ]


def paint() -> dict[str, int]:
    """Write a canary in every text that is not public; how many, by table and column."""
    painted: dict[str, int] = {}
    for table in db.metadata.sorted_tables:
        for column in texts(table) if table.name not in LEFT_ALONE else ():
            name = f"{table.name}.{column.name}"
            shown = PUBLIC.get(name)
            canary = WORD + "".join(filter(str.isalnum, name))
            hidden = [] if shown is None else [~table.c.id.in_(db.select(table.c.id).where(shown()))]
            written = db.literal(canary) + db.cast(table.c.id, db.String)
            change = db.update(table).where(and_(True, *hidden)).values({column.name: written})
            painted[name] = db.session.execute(change).rowcount
    db.session.commit()
    return painted


def tell() -> None:
    """Count the answers of the consultation whose results are published, as its operation does."""
    told = db.select(Consultation).where(Consultation.state == ConsultationState.TOLD)
    for one in db.session.scalars(told):
        one.results = queries.counted(one) | {"counted": results.SMALLEST}
        one.told_at = NOW
    db.session.commit()
