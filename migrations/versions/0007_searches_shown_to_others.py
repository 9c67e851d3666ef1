"""Which searches may be shown to others, and words that no text holds."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    with op.batch_alter_table("search_wording") as batch:
        batch.add_column(
            sa.Column("best_day_count", sa.Integer(), nullable=False, server_default="0")
        )
        batch.add_column(
            sa.Column("is_withheld", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("search_wording") as batch:
        batch.alter_column("best_day_count", server_default=None)
        batch.alter_column("is_withheld", server_default=None)
    op.create_table(
        "search_unknown_word",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("visit_count", sa.Integer(), nullable=False),
        sa.Column("best_day_count", sa.Integer(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_search_unknown_word")),
    )
    op.create_index(op.f("ix_search_unknown_word_last_on"), "search_unknown_word", ["last_on"])
    op.create_table(
        "search_unknown_word_visit",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("visit", sa.Text(), nullable=False),
        sa.Column("visited_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("digest", "visit", name=op.f("pk_search_unknown_word_visit")),
    )
    op.create_index(
        op.f("ix_search_unknown_word_visit_visited_on"),
        "search_unknown_word_visit",
        ["visited_on"],
    )


def downgrade() -> None:
    op.drop_table("search_unknown_word_visit")
    op.drop_table("search_unknown_word")
    with op.batch_alter_table("search_wording") as batch:
        batch.drop_column("is_withheld")
        batch.drop_column("best_day_count")
