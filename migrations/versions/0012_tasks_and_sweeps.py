"""tasks, law-change sweeps, and the notice that a thing is under assessment"""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

import helpdesk.foundation.db

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None

ITEM_KINDS = ('article', 'guide', 'letter', 'checklist', 'duty', 'example', 'tool', 'news', 'term')


def upgrade() -> None:
    op.create_table('law_change',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('law_id', sa.Text(), nullable=False),
    sa.Column('section', sa.Text(), nullable=False),
    sa.Column('changed_from', sa.Date(), nullable=False),
    sa.Column('what', sa.Text(), nullable=False),
    sa.Column('source_url', sa.Text(), nullable=False),
    sa.Column('marked_at', helpdesk.foundation.db.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_law_change'))
    )
    with op.batch_alter_table('law_change', schema=None) as batch_op:
        batch_op.create_index('ix_law_change_law_id_changed_from', ['law_id', 'changed_from'], unique=False)

    op.create_table('sweep',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=False),
    sa.Column('started_by_id', sa.Integer(), nullable=False),
    sa.Column('started_at', helpdesk.foundation.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=True),
    sa.Column('shows_notice', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['change_id'], ['law_change.id'], name=op.f('fk_sweep_change_id')),
    sa.ForeignKeyConstraint(['owner_id'], ['user_account.id'], name=op.f('fk_sweep_owner_id')),
    sa.ForeignKeyConstraint(['started_by_id'], ['user_account.id'], name=op.f('fk_sweep_started_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sweep')),
    sa.UniqueConstraint('change_id', name=op.f('uq_sweep_change_id'))
    )
    with op.batch_alter_table('sweep', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sweep_started_at'), ['started_at'], unique=False)

    op.create_table('task',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('law_change', name='taskkind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('item_kind', sa.Enum(*ITEM_KINDS, name='itemkind', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('item_key', sa.Text(), nullable=True),
    sa.Column('agency_id', sa.Integer(), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('state', sa.Enum('open', 'done', 'dropped', name='taskstate', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('created_by_id', sa.Integer(), nullable=True),
    sa.Column('created_at', helpdesk.foundation.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('done_at', helpdesk.foundation.db.UtcDateTime(timezone=True), nullable=True),
    sa.Column('sweep_id', sa.Integer(), nullable=True),
    sa.Column('shows_notice', sa.Boolean(), nullable=False),
    sa.Column('week_reminded_at', helpdesk.foundation.db.UtcDateTime(timezone=True), nullable=True),
    sa.Column('day_reminded_at', helpdesk.foundation.db.UtcDateTime(timezone=True), nullable=True),
    sa.CheckConstraint("(item_kind IS NULL) = (item_key IS NULL)", name=op.f('ck_task_item_by_kind_and_key')),
    sa.CheckConstraint("(state = 'open') = (done_at IS NULL)", name=op.f('ck_task_done_at_a_time')),
    sa.ForeignKeyConstraint(['agency_id'], ['organisation.id'], name=op.f('fk_task_agency_id')),
    sa.ForeignKeyConstraint(['created_by_id'], ['user_account.id'], name=op.f('fk_task_created_by_id')),
    sa.ForeignKeyConstraint(['owner_id'], ['user_account.id'], name=op.f('fk_task_owner_id')),
    sa.ForeignKeyConstraint(['sweep_id'], ['sweep.id'], name=op.f('fk_task_sweep_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_task')),
    sa.UniqueConstraint('sweep_id', 'item_kind', 'item_key', name=op.f('uq_task_sweep_id_item_kind_item_key'))
    )
    with op.batch_alter_table('task', schema=None) as batch_op:
        for first in ('agency_id', 'owner_id', 'sweep_id'):
            batch_op.create_index(f'ix_task_{first}_state_due_on_id', [first, 'state', 'due_on', 'id'], unique=False)
        batch_op.create_index('ix_task_state_due_on_id', ['state', 'due_on', 'id'], unique=False)
        batch_op.create_index('ix_task_item_kind_item_key', ['item_kind', 'item_key'], unique=False)

    with _shelf() as batch_op:
        batch_op.add_column(sa.Column('under_assessment_since', helpdesk.foundation.db.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('assessed_change_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_catalogue_item_assessed_change_id'), 'law_change', ['assessed_change_id'], ['id'])
        batch_op.create_check_constraint(batch_op.f('ck_catalogue_item_assessed_for_a_reason'), '(under_assessment_since IS NULL) = (assessed_change_id IS NULL)')
        batch_op.create_index(batch_op.f('ix_catalogue_item_assessed_change_id'), ['assessed_change_id'], unique=False)


def downgrade() -> None:
    with _shelf() as batch_op:
        batch_op.drop_index(batch_op.f('ix_catalogue_item_assessed_change_id'))
        batch_op.drop_constraint(batch_op.f('ck_catalogue_item_assessed_for_a_reason'), type_='check')
        batch_op.drop_constraint(batch_op.f('fk_catalogue_item_assessed_change_id'), type_='foreignkey')
        batch_op.drop_column('assessed_change_id')
        batch_op.drop_column('under_assessment_since')
    op.drop_table('task')
    op.drop_table('sweep')
    op.drop_table('law_change')


@contextmanager
def _shelf() -> Iterator[BatchOperations]:
    """Change the shelf's table; on SQLite it is made anew, with the checks it has."""
    table = None
    if op.get_bind().dialect.name == 'sqlite':
        table = sa.Table('catalogue_item', sa.MetaData(), autoload_with=op.get_bind())
    with op.batch_alter_table('catalogue_item', copy_from=table) as batch_op:
        yield batch_op
