"""guides that branch, and things on the shelf that have parts"""

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

TEXTS = ('question', 'yes_to', 'no_to', 'next_to')


def upgrade() -> None:
    with op.batch_alter_table('guide_step', schema=None) as batch_op:
        for name in TEXTS:
            batch_op.add_column(sa.Column(name, sa.Text(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('is_end', sa.Boolean(), server_default=sa.false(), nullable=False))
    with op.batch_alter_table('catalogue_item', schema=None) as batch_op:
        batch_op.add_column(sa.Column('parts', sa.JSON(), server_default='{}', nullable=False))


def downgrade() -> None:
    with op.batch_alter_table('catalogue_item', schema=None) as batch_op:
        batch_op.drop_column('parts')
    with op.batch_alter_table('guide_step', schema=None) as batch_op:
        for name in ('is_end', *reversed(TEXTS)):
            batch_op.drop_column(name)
