"""The search index, and the indexes of columns that searches and joins ask for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from reportparse.storage.index.engines import DROPPED, MADE

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

INDEXED = (
    ("report", "symbol"),
    ("reference", "number"),
    ("finding", "code"),
    ("cell", "number"),
    ("cell", "number_real"),
    ("quantity", "number"),
    ("quantity", "number_real"),
    ("record", "kind"),
    ("record_field", "number_real"),
)
RANGED = ("cell", "quantity", "record_field")


def upgrade() -> None:
    for table, column in INDEXED:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
    for table in RANGED:
        for column in ("low", "high"):
            filled = sa.text(f"{column} IS NOT NULL")
            op.create_index(
                op.f(f"ix_{table}_{column}"),
                table,
                [column],
                sqlite_where=filled,
                postgresql_where=filled,
            )
    op.create_table(
        "search_report",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("tokens", sa.Text(), nullable=False),
        sa.Column("texts", sa.BigInteger(), nullable=False),
        sa.Column("characters", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.report_id"], name=op.f("fk_search_report_report_report_id")
        ),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_search_report")),
        sa.UniqueConstraint("number", name=op.f("uq_search_report_number")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "search_form",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.report_id"], name=op.f("fk_search_form_report_report_id")
        ),
        sa.PrimaryKeyConstraint("report_id", "form", name=op.f("pk_search_form")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_search_form_form"), "search_form", ["form"])
    op.create_table(
        "search_text",
        sa.Column(
            "text_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("element_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("section_id", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("page", sa.BigInteger(), nullable=True),
        sa.Column("x0", sa.Double(), nullable=True),
        sa.Column("top", sa.Double(), nullable=True),
        sa.Column("x1", sa.Double(), nullable=True),
        sa.Column("bottom", sa.Double(), nullable=True),
        sa.Column("line", sa.BigInteger(), nullable=True),
        sa.Column("col", sa.BigInteger(), nullable=True),
        sa.Column("end_line", sa.BigInteger(), nullable=True),
        sa.Column("end_col", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("text_id", name=op.f("pk_search_text")),
    )
    for statement in MADE[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    for statement in DROPPED[op.get_bind().dialect.name]:
        op.execute(statement)
    for name in ("search_text", "search_form", "search_report"):
        op.drop_table(name)
    ranged = ((table, column) for table in RANGED for column in ("low", "high"))
    for table, column in (*INDEXED, *ranged):
        op.drop_index(op.f(f"ix_{table}_{column}"), table_name=table)
