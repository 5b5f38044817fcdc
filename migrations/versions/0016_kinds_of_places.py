"""kinds of places: rows that the coordination edits, the list of the field being complete."""

import re
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

#: What a place was until now, and the word of its kind in an address.
BEFORE = {
    "social_centre": "centre-socioculturel",
    "nursery": "creche",
    "parent_child_place": "laep",
    "school": "ecole",
    "leisure_nursery": "loisirs-maternels",
    "leisure_primary": "loisirs-primaire",
    "leisure_teenagers": "loisirs-adolescents",
    "youth_place": "lieu-jeunesse",
    "town_service": "service-municipal",
    "other": "autre",
}
KINDS = {
    "centre-socioculturel": "Centre socioculturel",
    "evs": "Espace de vie sociale (EVS)",
    "creche": "Crèche",
    "micro-creche": "Micro-crèche",
    "mam": "Maison d’assistantes maternelles (MAM)",
    "rpe": "Relais petite enfance (RPE)",
    "laep": "Lieu d’accueil enfants-parents (LAEP)",
    "pmi": "Protection maternelle et infantile (PMI)",
    "ecole": "École",
    "loisirs-maternels": "Centre de loisirs des petits (ALSH maternel)",
    "loisirs-primaire": "Centre de loisirs des 6 à 11 ans (ALSH primaire)",
    "loisirs-adolescents": "Centre de loisirs des ados (ALSH adolescents)",
    "lieu-jeunesse": "Lieu jeunesse",
    "mediatheque": "Médiathèque",
    "ccas": "Centre communal d’action sociale (CCAS)",
    "service-municipal": "Service municipal",
    "autre": "Autre lieu",
}
CHECK, LINK = "ck_structure_structurekind", "fk_structure_kind_place_kind"
TYPED = re.compile(r'("?kind"?) VARCHAR\(\d+\)')


def upgrade():
    table = op.create_table(
        "place_kind",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_kind")),
        sa.UniqueConstraint("name", name=op.f("uq_place_kind_name")),
        sa.UniqueConstraint("slug", name=op.f("uq_place_kind_slug")),
        sqlite_autoincrement=True,
    )
    begun = {"created_at": datetime.now(UTC), "is_active": True, "version": 1}
    rows = [
        {"slug": slug, "name": name, "position": 10 * place} | begun
        for place, (slug, name) in enumerate(KINDS.items(), start=1)
    ]
    op.bulk_insert(table, rows)
    op.allow_values("structure", "kind", None, check=CHECK)
    if op.get_bind().dialect.name == "sqlite":
        op.copy_table("structure", linked, {"kind": renamed(BEFORE)})
    else:
        op.alter_column("structure", "kind", type_=sa.String())
        op.execute(f"UPDATE structure SET kind = {renamed(BEFORE)}")  # nosec B608
        op.create_foreign_key(op.f(LINK), "structure", "place_kind", ["kind"], ["slug"])
    op.create_index(op.f("ix_structure_kind"), "structure", ["kind"])


def downgrade():
    """The kinds that are there no more become « autre lieu »."""
    op.drop_index(op.f("ix_structure_kind"), table_name="structure")
    becomes = renamed({slug: key for key, slug in BEFORE.items()}, "'other'")
    if op.get_bind().dialect.name == "sqlite":
        op.copy_table("structure", unlinked, {"kind": becomes})
    else:
        op.drop_constraint(op.f(LINK), "structure", type_="foreignkey")
        op.execute(f"UPDATE structure SET kind = {becomes}")  # nosec B608
        op.alter_column("structure", "kind", type_=sa.String(32))
    op.allow_values("structure", "kind", tuple(BEFORE), check=CHECK)
    op.drop_table("place_kind")


def renamed(words, otherwise="kind"):
    cases = " ".join(f"WHEN '{old}' THEN '{new}'" for old, new in words.items())
    return f"CASE kind {cases} ELSE {otherwise} END"


def linked(written):
    link = f"CONSTRAINT {LINK} FOREIGN KEY(kind) REFERENCES place_kind (slug)"
    free = TYPED.sub(r"\1 VARCHAR", written, count=1)
    return f"{free[: free.rindex(')')].rstrip()}, \n\t{link}\n)"


def unlinked(written):
    link = rf',\s*CONSTRAINT "?{LINK}"? FOREIGN KEY\([^()]*\) REFERENCES "?place_kind"? \([^()]*\)'
    return re.sub(r'("?\bkind\b"?) VARCHAR\b', r"\1 VARCHAR(32)", re.sub(link, "", written), count=1)
