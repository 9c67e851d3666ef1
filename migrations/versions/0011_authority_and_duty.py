"""authority and duty"""

import sqlalchemy as sa
from alembic import op

import helpdesk.foundation.db

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None

PUBLIC = sa.text("state IN ('published', 'withdrawn')")
IN_WORK = sa.text("state IN ('draft', 'submitted')")


def upgrade() -> None:
    op.create_table('duty',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.Text(), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=False),
    sa.Column('first_published_at', helpdesk.foundation.db.UtcDateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_at', helpdesk.foundation.db.UtcDateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_reason', sa.Text(), nullable=True),
    sa.CheckConstraint('(withdrawn_at IS NULL) = (withdrawn_reason IS NULL)', name=op.f('ck_duty_withdrawn_with_a_reason')),
    sa.ForeignKeyConstraint(['owner_id'], ['organisation.id'], name=op.f('fk_duty_owner_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_duty')),
    sa.UniqueConstraint('slug', name=op.f('uq_duty_slug'))
    )
    op.create_index(op.f('ix_duty_owner_id'), 'duty', ['owner_id'], unique=False)

    op.create_table('duty_edition',
    sa.Column('work_id', sa.Integer(), nullable=False),
    sa.Column('force', sa.Enum('must', 'may', name='force', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('role', sa.Enum('authority', 'duty', name='role', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('decider', sa.Text(), nullable=False),
    sa.Column('deadline', sa.Text(), nullable=False),
    sa.Column('appeals_body', sa.Text(), nullable=False),
    sa.Column('state_agency_id', sa.Integer(), nullable=True),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('html', sa.Text(), nullable=False),
    sa.Column('renderer_version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('draft', 'submitted', 'published', 'superseded', 'withdrawn', 'discarded', name='editionstate', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('summary', sa.Text(), nullable=False),
    sa.Column('language', sa.Enum('nb', 'nn', name='textlanguage', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('laws', sa.JSON(), nullable=False),
    sa.Column('links', sa.JSON(), nullable=False),
    sa.Column('checked_on', sa.Date(), nullable=True),
    sa.Column('check_due_on', sa.Date(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', helpdesk.foundation.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('changed_at', helpdesk.foundation.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('changed_by_id', sa.Integer(), nullable=True),
    sa.Column('author_ids', sa.JSON(), nullable=False),
    sa.Column('remarks', sa.Text(), nullable=True),
    sa.Column('published_at', helpdesk.foundation.db.UtcDateTime(timezone=True), nullable=True),
    sa.CheckConstraint("state IN ('draft', 'discarded') OR (force IS NOT NULL AND role IS NOT NULL AND state_agency_id IS NOT NULL)", name=op.f('ck_duty_edition_complete_when_handed_over')),
    sa.CheckConstraint("state NOT IN ('published', 'superseded', 'withdrawn') OR published_at IS NOT NULL", name=op.f('ck_duty_edition_published_at_a_time')),
    sa.ForeignKeyConstraint(['changed_by_id'], ['user_account.id'], name=op.f('fk_duty_edition_changed_by_id')),
    sa.ForeignKeyConstraint(['state_agency_id'], ['organisation.id'], name=op.f('fk_duty_edition_state_agency_id')),
    sa.ForeignKeyConstraint(['work_id'], ['duty.id'], name=op.f('fk_duty_edition_work_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_duty_edition')),
    sa.UniqueConstraint('work_id', 'number', name=op.f('uq_duty_edition_work_id_number'))
    )
    op.create_index(op.f('ix_duty_edition_state_agency_id'), 'duty_edition', ['state_agency_id'], unique=False)
    op.create_index('ix_duty_edition_state_changed_at', 'duty_edition', ['state', 'changed_at'], unique=False)
    op.create_index('uq_duty_edition_one_in_work', 'duty_edition', ['work_id'], unique=True, sqlite_where=IN_WORK, postgresql_where=IN_WORK)
    op.create_index('uq_duty_edition_one_public', 'duty_edition', ['work_id'], unique=True, sqlite_where=PUBLIC, postgresql_where=PUBLIC)

    op.create_table('duty_edition_topic',
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('topic_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['edition_id'], ['duty_edition.id'], name=op.f('fk_duty_edition_topic_edition_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['topic_id'], ['topic.id'], name=op.f('fk_duty_edition_topic_topic_id')),
    sa.PrimaryKeyConstraint('edition_id', 'topic_id', name=op.f('pk_duty_edition_topic'))
    )
    op.create_index(op.f('ix_duty_edition_topic_topic_id'), 'duty_edition_topic', ['topic_id'], unique=False)

    op.add_column('question', sa.Column('routed_by_duty', sa.Text(), nullable=True))
    op.add_column('question', sa.Column('routed_by_law', sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('question') as batch_op:
        batch_op.drop_column('routed_by_law')
        batch_op.drop_column('routed_by_duty')
    op.drop_table('duty_edition_topic')
    op.drop_table('duty_edition')
    op.drop_table('duty')
