"""the search index in PostgreSQL"""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

PLAIN_ORDER = sa.Text().with_variant(sa.Text(collation='C'), 'postgresql')


def upgrade() -> None:
    op.create_table('search_state',
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('fingerprint', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('stamp', sa.Integer(), nullable=False),
    sa.Column('built_at_stamp', sa.Integer(), nullable=False),
    sa.Column('document_count', sa.Integer(), nullable=False),
    sa.Column('length_total', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_search_state'))
    )
    op.create_table('search_document',
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('address', sa.Text(), nullable=False),
    sa.Column('length', sa.Integer(), nullable=False),
    sa.Column('sequence', sa.Text(), nullable=False),
    sa.Column('terms', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_search_document')),
    sa.UniqueConstraint('address', name=op.f('uq_search_document_address'))
    )
    op.create_table('search_posting',
    sa.Column('field', PLAIN_ORDER, nullable=False),
    sa.Column('text', PLAIN_ORDER, nullable=False),
    sa.Column('chunk', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('documents', sa.LargeBinary(), nullable=False),
    sa.Column('counts', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('field', 'text', 'chunk', name=op.f('pk_search_posting'))
    )
    op.create_table('search_word',
    sa.Column('field', PLAIN_ORDER, nullable=False),
    sa.Column('text', PLAIN_ORDER, nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('stamp', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('field', 'text', name=op.f('pk_search_word'))
    )
    with op.batch_alter_table('search_word', schema=None) as batch_op:
        batch_op.create_index('ix_search_word_stamp', ['stamp'], unique=False)


def downgrade() -> None:
    op.drop_table('search_word')
    op.drop_table('search_posting')
    op.drop_table('search_document')
    op.drop_table('search_state')
