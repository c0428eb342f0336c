"""The first tables of the printed tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from reportparse.storage.schema.base import Exact

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "printed_table",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("table_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("title_raw", sa.Text(), nullable=True),
        sa.Column("caption", sa.Text(), nullable=True),
        sa.Column("caption_raw", sa.Text(), nullable=True),
        sa.Column("row_count", sa.BigInteger(), nullable=False),
        sa.Column("column_count", sa.BigInteger(), nullable=False),
        sa.Column("page", sa.BigInteger(), nullable=True),
        sa.Column("x0", sa.Double(), nullable=True),
        sa.Column("top", sa.Double(), nullable=True),
        sa.Column("x1", sa.Double(), nullable=True),
        sa.Column("bottom", sa.Double(), nullable=True),
        sa.Column("line", sa.BigInteger(), nullable=True),
        sa.Column("col", sa.BigInteger(), nullable=True),
        sa.Column("end_line", sa.BigInteger(), nullable=True),
        sa.Column("end_col", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.report_id"], name=op.f("fk_printed_table_report_report_id")
        ),
        sa.PrimaryKeyConstraint("report_id", "table_id", name=op.f("pk_printed_table")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "cell_repeat",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("table_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("row_index", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("column_index", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("element_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id", "table_id"],
            ["printed_table.report_id", "printed_table.table_id"],
            name=op.f("fk_cell_repeat_printed_table_report_id"),
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.report_id"], name=op.f("fk_cell_repeat_report_report_id")
        ),
        sa.PrimaryKeyConstraint(
            "report_id",
            "table_id",
            "row_index",
            "column_index",
            "position",
            name=op.f("pk_cell_repeat"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "marker",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("table_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("owner", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("row_index", sa.BigInteger(), nullable=True),
        sa.Column("column_index", sa.BigInteger(), nullable=True),
        sa.Column("head_index", sa.BigInteger(), nullable=True),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("note_id", sa.Text(), nullable=True),
        sa.Column("page", sa.BigInteger(), nullable=True),
        sa.Column("x0", sa.Double(), nullable=True),
        sa.Column("top", sa.Double(), nullable=True),
        sa.Column("x1", sa.Double(), nullable=True),
        sa.Column("bottom", sa.Double(), nullable=True),
        sa.Column("line", sa.BigInteger(), nullable=True),
        sa.Column("col", sa.BigInteger(), nullable=True),
        sa.Column("end_line", sa.BigInteger(), nullable=True),
        sa.Column("end_col", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["report_id", "table_id"],
            ["printed_table.report_id", "printed_table.table_id"],
            name=op.f("fk_marker_printed_table_report_id"),
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.report_id"], name=op.f("fk_marker_report_report_id")
        ),
        sa.PrimaryKeyConstraint(
            "report_id", "table_id", "owner", "position", name=op.f("pk_marker")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "note",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("note_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("table_id", sa.Text(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("marker", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("raw", sa.Text(), nullable=True),
        sa.Column("page", sa.BigInteger(), nullable=True),
        sa.Column("x0", sa.Double(), nullable=True),
        sa.Column("top", sa.Double(), nullable=True),
        sa.Column("x1", sa.Double(), nullable=True),
        sa.Column("bottom", sa.Double(), nullable=True),
        sa.Column("line", sa.BigInteger(), nullable=True),
        sa.Column("col", sa.BigInteger(), nullable=True),
        sa.Column("end_line", sa.BigInteger(), nullable=True),
        sa.Column("end_col", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["report_id", "table_id"],
            ["printed_table.report_id", "printed_table.table_id"],
            name=op.f("fk_note_printed_table_report_id"),
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.report_id"], name=op.f("fk_note_report_report_id")
        ),
        sa.PrimaryKeyConstraint("report_id", "note_id", name=op.f("pk_note")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "table_column",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("table_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("column_index", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id", "table_id"],
            ["printed_table.report_id", "printed_table.table_id"],
            name=op.f("fk_table_column_printed_table_report_id"),
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.report_id"], name=op.f("fk_table_column_report_report_id")
        ),
        sa.PrimaryKeyConstraint(
            "report_id", "table_id", "column_index", name=op.f("pk_table_column")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "table_head",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("table_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("head_index", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("parent_index", sa.BigInteger(), nullable=True),
        sa.Column("depth", sa.BigInteger(), nullable=False),
        sa.Column("first_column", sa.BigInteger(), nullable=False),
        sa.Column("last_column", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("raw", sa.Text(), nullable=True),
        sa.Column("page", sa.BigInteger(), nullable=True),
        sa.Column("x0", sa.Double(), nullable=True),
        sa.Column("top", sa.Double(), nullable=True),
        sa.Column("x1", sa.Double(), nullable=True),
        sa.Column("bottom", sa.Double(), nullable=True),
        sa.Column("line", sa.BigInteger(), nullable=True),
        sa.Column("col", sa.BigInteger(), nullable=True),
        sa.Column("end_line", sa.BigInteger(), nullable=True),
        sa.Column("end_col", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["report_id", "table_id", "parent_index"],
            ["table_head.report_id", "table_head.table_id", "table_head.head_index"],
            name=op.f("fk_table_head_table_head_report_id"),
        ),
        sa.ForeignKeyConstraint(
            ["report_id", "table_id"],
            ["printed_table.report_id", "printed_table.table_id"],
            name=op.f("fk_table_head_printed_table_report_id"),
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.report_id"], name=op.f("fk_table_head_report_report_id")
        ),
        sa.PrimaryKeyConstraint("report_id", "table_id", "head_index", name=op.f("pk_table_head")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "table_row",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("table_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("row_index", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("indent", sa.BigInteger(), nullable=False),
        sa.Column("stub", sa.Text(), nullable=False),
        sa.Column("page", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["report_id", "table_id"],
            ["printed_table.report_id", "printed_table.table_id"],
            name=op.f("fk_table_row_printed_table_report_id"),
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.report_id"], name=op.f("fk_table_row_report_report_id")
        ),
        sa.PrimaryKeyConstraint("report_id", "table_id", "row_index", name=op.f("pk_table_row")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "cell",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("table_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("row_index", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("column_index", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("cell_id", sa.Text(), nullable=False),
        sa.Column("span", sa.BigInteger(), nullable=False),
        sa.Column("row_span", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("raw", sa.Text(), nullable=True),
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
        sa.Column("proof", sa.Text(), nullable=False),
        sa.Column("page", sa.BigInteger(), nullable=True),
        sa.Column("x0", sa.Double(), nullable=True),
        sa.Column("top", sa.Double(), nullable=True),
        sa.Column("x1", sa.Double(), nullable=True),
        sa.Column("bottom", sa.Double(), nullable=True),
        sa.Column("line", sa.BigInteger(), nullable=True),
        sa.Column("col", sa.BigInteger(), nullable=True),
        sa.Column("end_line", sa.BigInteger(), nullable=True),
        sa.Column("end_col", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["report_id", "table_id", "column_index"],
            ["table_column.report_id", "table_column.table_id", "table_column.column_index"],
            name=op.f("fk_cell_table_column_report_id"),
        ),
        sa.ForeignKeyConstraint(
            ["report_id", "table_id", "row_index"],
            ["table_row.report_id", "table_row.table_id", "table_row.row_index"],
            name=op.f("fk_cell_table_row_report_id"),
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.report_id"], name=op.f("fk_cell_report_report_id")
        ),
        sa.PrimaryKeyConstraint(
            "report_id", "table_id", "row_index", "column_index", name=op.f("pk_cell")
        ),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    for name in (
        "cell",
        "table_row",
        "table_head",
        "table_column",
        "note",
        "marker",
        "cell_repeat",
        "printed_table",
    ):
        op.drop_table(name)
