"""The table of reviewers' marks, and the cells as they are with their corrections."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from reportparse.storage.schema.base import Exact

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# A migration that changes a column of `cell` or `correction` has to drop this view before.
CORRECTED: tuple[str, ...] = (
    *("kind", "number", "number_int", "number_real", "decimals", "low", "high"),
    *("date_start", "date_end", "date_precision", "number_set", "nil_meaning", "doubt"),
)
SAME = ("report_id", "table_id", "row_index", "column_index", "cell_id", "span", "row_span")
PLACE = ("page", "x0", "top", "x1", "bottom", "line", "col", "end_line", "end_col")


def upgrade() -> None:
    op.create_table(
        "correction",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("target_kind", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=True),
        sa.Column("table_id", sa.Text(), nullable=True),
        sa.Column("row_index", sa.BigInteger(), nullable=True),
        sa.Column("column_index", sa.BigInteger(), nullable=True),
        sa.Column("old", sa.Text(), nullable=False),
        sa.Column("new", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("number", Exact(), nullable=True),
        sa.Column("number_int", sa.BigInteger(), nullable=True),
        sa.Column("number_real", sa.Double(), nullable=True),
        sa.Column("decimals", sa.BigInteger(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("low", Exact(), nullable=True),
        sa.Column("high", Exact(), nullable=True),
        sa.Column("date_start", sa.Date(), nullable=True),
        sa.Column("date_end", sa.Date(), nullable=True),
        sa.Column("date_precision", sa.Text(), nullable=True),
        sa.Column("number_set", sa.Text(), nullable=True),
        sa.Column("nil_meaning", sa.Text(), nullable=True),
        sa.Column("doubt", sa.Text(), nullable=True),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("marked_at", sa.DateTime(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.report_id"], name=op.f("fk_correction_report_report_id")
        ),
        sa.PrimaryKeyConstraint("report_id", "target", name=op.f("pk_correction")),
        sqlite_with_rowid=False,
    )
    op.execute(_view())


def _view() -> str:
    """Each cell, with the reviewer's print and value in the place of the parser's where a
    correction applies. `parsed` is what the parser read."""
    corrected = "k.status = 'corrected'"
    columns = [f"c.{name}" for name in SAME]
    columns += [
        "c.raw AS parsed",
        f"CASE WHEN {corrected} THEN k.new ELSE c.raw END AS raw",
        f"CASE WHEN {corrected} THEN k.new ELSE c.text END AS text",
        *(f"CASE WHEN {corrected} THEN k.{name} ELSE c.{name} END AS {name}" for name in CORRECTED),
        "COALESCE(k.unit, c.unit) AS unit",
        "c.proof",
        *(f"c.{name}" for name in PLACE),
        "k.status AS review",
        "k.who",
        "k.marked_at",
        "k.remark",
    ]
    return (
        f"CREATE VIEW reviewed_cell AS SELECT {', '.join(columns)} FROM cell c"
        " LEFT JOIN correction k ON k.report_id = c.report_id AND k.target = c.cell_id"
        " AND k.target_kind = 'cell' AND k.state = 'applies'"
    )


def downgrade() -> None:
    op.execute("DROP VIEW reviewed_cell")
    op.drop_table("correction")
