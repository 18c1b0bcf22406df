"""States that somebody gave to a source's months, and their withdrawals: both only ever added to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "rulings",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("author", sa.String(80), nullable=False),
        sa.Column("source", sa.String(80), nullable=False),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("until", sa.Date, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rulings"),
    )
    op.create_table(
        "withdrawals",
        sa.Column("ruling_id", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("author", sa.String(80), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.ForeignKeyConstraint(["ruling_id"], ["rulings.id"], name="fk_withdrawals_ruling_id"),
        sa.PrimaryKeyConstraint("ruling_id", name="pk_withdrawals"),
    )


def downgrade() -> None:
    op.drop_table("withdrawals")
    op.drop_table("rulings")
