"""the editors' synonyms"""

import sqlalchemy as sa
from alembic import op

import helpdesk.foundation.db

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('synonym',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('term', sa.Text(), nullable=False),
    sa.Column('others', sa.JSON(), nullable=False),
    sa.Column('direction', sa.Enum('two_way', 'one_way', name='synonymdirection', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('added_at', helpdesk.foundation.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('added_by_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['added_by_id'], ['user_account.id'], name=op.f('fk_synonym_added_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_synonym')),
    sa.UniqueConstraint('term', name=op.f('uq_synonym_term'))
    )
    with op.batch_alter_table('synonym', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_synonym_added_by_id'), ['added_by_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('synonym', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_synonym_added_by_id'))

    op.drop_table('synonym')
