"""the search log"""

import sqlalchemy as sa
from alembic import op

import helpdesk.foundation.db

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('search_wording',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('visit_count', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_search_wording')),
    sa.UniqueConstraint('text', name=op.f('uq_search_wording_text'))
    )
    with op.batch_alter_table('search_wording', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_search_wording_visit_count'), ['visit_count'], unique=False)

    op.create_table('search_entry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('search_id', sa.Text(), nullable=False),
    sa.Column('wording_id', sa.Integer(), nullable=False),
    sa.Column('searched_on', sa.Date(), nullable=False),
    sa.Column('language', sa.Enum('nb', 'nn', 'en', name='language', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('hit_count', sa.Integer(), nullable=False),
    sa.Column('filters', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['wording_id'], ['search_wording.id'], name=op.f('fk_search_entry_wording_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_search_entry')),
    sa.UniqueConstraint('search_id', name=op.f('uq_search_entry_search_id'))
    )
    with op.batch_alter_table('search_entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_search_entry_searched_on'), ['searched_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_search_entry_wording_id'), ['wording_id'], unique=False)

    op.create_table('search_click',
    sa.Column('search_id', sa.Text(), nullable=False),
    sa.Column('url', sa.Text(), nullable=False),
    sa.Column('clicked_on', sa.Date(), nullable=False),
    sa.PrimaryKeyConstraint('search_id', name=op.f('pk_search_click'))
    )
    with op.batch_alter_table('search_click', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_search_click_clicked_on'), ['clicked_on'], unique=False)

    op.create_table('search_visit',
    sa.Column('wording_id', sa.Integer(), nullable=False),
    sa.Column('visit', sa.Text(), nullable=False),
    sa.Column('visited_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['wording_id'], ['search_wording.id'], name=op.f('fk_search_visit_wording_id')),
    sa.PrimaryKeyConstraint('wording_id', 'visit', name=op.f('pk_search_visit'))
    )
    with op.batch_alter_table('search_visit', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_search_visit_visited_on'), ['visited_on'], unique=False)

    op.create_table('search_log_part',
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('offset', sa.Integer(), nullable=False),
    sa.Column('begun_on', sa.Date(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_search_log_part'))
    )


def downgrade() -> None:
    op.drop_table('search_log_part')
    op.drop_table('search_visit')
    op.drop_table('search_click')
    op.drop_table('search_entry')
    op.drop_table('search_wording')
