"""States of one ward or supplier; and the totals that suppliers gave, kept until they are replaced or withdrawn."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("rulings", sa.Column("area", sa.String(40), nullable=False, server_default=""))
    op.create_table(
        "held_totals",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("author", sa.String(80), nullable=False),
        sa.Column("snapshot", sa.String(64), nullable=False),
        sa.Column("source", sa.String(80), nullable=False),
        sa.Column("month", sa.Date, nullable=False),
        sa.Column("area", sa.String(9), nullable=False),
        sa.Column("supplier", sa.String(40), nullable=False),
        sa.Column("records", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_held_totals"),
    )
    op.create_table(
        "total_withdrawals",
        sa.Column("total_id", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("author", sa.String(80), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.ForeignKeyConstraint(["total_id"], ["held_totals.id"], name="fk_total_withdrawals_total_id"),
        sa.PrimaryKeyConstraint("total_id", name="pk_total_withdrawals"),
    )


def downgrade() -> None:
    op.drop_table("total_withdrawals")
    op.drop_table("held_totals")
    op.drop_column("rulings", "area")
