"""The history of loads: who, when, which files, and the snapshots before and after."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "loads",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("author", sa.String(80), nullable=False),
        sa.Column("snapshot_before", sa.String(64), nullable=False),
        sa.Column("snapshot_after", sa.String(64), nullable=False),
        sa.Column("note", sa.String(500), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_loads"),
    )
    op.create_table(
        "load_files",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("load_id", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("layout", sa.Text, nullable=False),
        sa.Column("rows_in", sa.Integer, nullable=False),
        sa.Column("rows_loaded", sa.Integer, nullable=False),
        sa.Column("rows_rejected", sa.Integer, nullable=False),
        sa.Column("rows_repeated", sa.Integer, nullable=False),
        sa.Column("fate", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["load_id"], ["loads.id"], name="fk_load_files_load_id"),
        sa.PrimaryKeyConstraint("id", name="pk_load_files"),
    )
    op.create_index("ix_load_files_load_id", "load_files", ["load_id"])


def downgrade() -> None:
    op.drop_table("load_files")
    op.drop_table("loads")
