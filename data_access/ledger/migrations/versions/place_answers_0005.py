"""What people said of places in free words."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "place_answers",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("author", sa.String(80), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("said", sa.Text, nullable=False),
        sa.Column("source", sa.String(60), nullable=False),
        sa.Column("verdict", sa.String(10), nullable=False),
        sa.Column("lat", sa.Float),
        sa.Column("lng", sa.Float),
        sa.Column("ward", sa.String(9), nullable=False),
        sa.Column("band", sa.String(10), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("note", sa.String(500), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_place_answers"),
    )
    op.create_index("ix_place_answers_digest", "place_answers", ["digest"])


def downgrade() -> None:
    op.drop_table("place_answers")
