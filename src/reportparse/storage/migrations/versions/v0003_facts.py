"""The first tables of what the report states: quantities, dates, echoes, records."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from reportparse.storage.schema.base import Exact

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "date_mention",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("date_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("element_id", sa.Text(), nullable=False),
        sa.Column("start_offset", sa.BigInteger(), nullable=False),
        sa.Column("end_offset", sa.BigInteger(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("date_start", sa.Date(), nullable=True),
        sa.Column("date_end", sa.Date(), nullable=True),
        sa.Column("date_precision", sa.Text(), nullable=True),
        sa.Column("relation", sa.Text(), nullable=True),
        sa.Column("resolved_by", sa.Text(), nullable=True),
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
            ["report_id"], ["report.report_id"], name=op.f("fk_date_mention_report_report_id")
        ),
        sa.PrimaryKeyConstraint("report_id", "date_id", name=op.f("pk_date_mention")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "echo",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("echo_index", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("computed", Exact(), nullable=True),
        sa.Column("rounded", sa.Boolean(), nullable=False),
        sa.Column("confidence", sa.Text(), nullable=False),
        sa.Column("chance", sa.Double(), nullable=True),
        sa.Column("others", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.report_id"], name=op.f("fk_echo_report_report_id")
        ),
        sa.PrimaryKeyConstraint("report_id", "echo_index", name=op.f("pk_echo")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "named",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("name_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("short_forms", sa.Text(), nullable=True),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("organ_id", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.report_id"], name=op.f("fk_named_report_report_id")
        ),
        sa.PrimaryKeyConstraint("report_id", "name_id", name=op.f("pk_named")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "occurrence",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("owner_kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("owner_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("element_id", sa.Text(), nullable=False),
        sa.Column("start_offset", sa.BigInteger(), nullable=False),
        sa.Column("end_offset", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.report_id"], name=op.f("fk_occurrence_report_report_id")
        ),
        sa.PrimaryKeyConstraint(
            "report_id", "owner_kind", "owner_id", "position", name=op.f("pk_occurrence")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "quantity",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("quantity_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("element_id", sa.Text(), nullable=False),
        sa.Column("start_offset", sa.BigInteger(), nullable=False),
        sa.Column("end_offset", sa.BigInteger(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("number", Exact(), nullable=True),
        sa.Column("number_int", sa.BigInteger(), nullable=True),
        sa.Column("number_real", sa.Double(), nullable=True),
        sa.Column("low", Exact(), nullable=True),
        sa.Column("high", Exact(), nullable=True),
        sa.Column("ratio_over", Exact(), nullable=True),
        sa.Column("ratio_under", Exact(), nullable=True),
        sa.Column("step", Exact(), nullable=True),
        sa.Column("scale", Exact(), nullable=True),
        sa.Column("approximation", sa.Text(), nullable=True),
        sa.Column("qualifier", sa.Text(), nullable=True),
        sa.Column("measure", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("unit_kind", sa.Text(), nullable=False),
        sa.Column("counted", sa.Text(), nullable=True),
        sa.Column("counted_from", sa.Text(), nullable=False),
        sa.Column("holds", sa.Boolean(), nullable=False),
        sa.Column("holds_start", sa.Date(), nullable=True),
        sa.Column("holds_end", sa.Date(), nullable=True),
        sa.Column("holds_mention", sa.Text(), nullable=True),
        sa.Column("article", sa.Boolean(), nullable=False),
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
            ["report_id"], ["report.report_id"], name=op.f("fk_quantity_report_report_id")
        ),
        sa.PrimaryKeyConstraint("report_id", "quantity_id", name=op.f("pk_quantity")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "record",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("doubt", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.report_id"], name=op.f("fk_record_report_report_id")
        ),
        sa.PrimaryKeyConstraint("report_id", "record_id", name=op.f("pk_record")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "record_gap",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.report_id"], name=op.f("fk_record_gap_report_report_id")
        ),
        sa.PrimaryKeyConstraint("report_id", "position", name=op.f("pk_record_gap")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "term",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("term_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("meaning", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.report_id"], name=op.f("fk_term_report_report_id")
        ),
        sa.PrimaryKeyConstraint("report_id", "term_id", name=op.f("pk_term")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "capacity",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("name_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("element_id", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("member_of", sa.Text(), nullable=True),
        sa.Column("change", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["report_id", "name_id"],
            ["named.report_id", "named.name_id"],
            name=op.f("fk_capacity_named_report_id"),
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.report_id"], name=op.f("fk_capacity_report_report_id")
        ),
        sa.PrimaryKeyConstraint("report_id", "name_id", "position", name=op.f("pk_capacity")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "echo_operand",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("echo_index", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("quantity_id", sa.Text(), nullable=True),
        sa.Column("table_id", sa.Text(), nullable=True),
        sa.Column("row_index", sa.BigInteger(), nullable=True),
        sa.Column("column_index", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["report_id", "echo_index"],
            ["echo.report_id", "echo.echo_index"],
            name=op.f("fk_echo_operand_echo_report_id"),
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.report_id"], name=op.f("fk_echo_operand_report_report_id")
        ),
        sa.PrimaryKeyConstraint(
            "report_id", "echo_index", "position", name=op.f("pk_echo_operand")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "record_field",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("field_index", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
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
        sa.Column("table_id", sa.Text(), nullable=True),
        sa.Column("row_index", sa.BigInteger(), nullable=True),
        sa.Column("column_index", sa.BigInteger(), nullable=True),
        sa.Column("element_id", sa.Text(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
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
            ["report_id", "record_id"],
            ["record.report_id", "record.record_id"],
            name=op.f("fk_record_field_record_report_id"),
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.report_id"], name=op.f("fk_record_field_report_report_id")
        ),
        sa.PrimaryKeyConstraint(
            "report_id", "record_id", "field_index", name=op.f("pk_record_field")
        ),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    for name in (
        "record_field",
        "echo_operand",
        "capacity",
        "term",
        "record_gap",
        "record",
        "quantity",
        "occurrence",
        "named",
        "echo",
        "date_mention",
    ):
        op.drop_table(name)
