"""The index in PostgreSQL says which database it is of."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    with op.batch_alter_table("search_state") as batch:
        batch.add_column(sa.Column("about", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("search_state") as batch:
        batch.alter_column("about", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("search_state") as batch:
        batch.drop_column("about")
