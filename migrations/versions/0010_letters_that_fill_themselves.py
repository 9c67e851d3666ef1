"""letters that fill themselves"""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None

BEFORE = ('text', 'long', 'date', 'number')
AFTER = (*BEFORE, 'yes_no', 'choice', 'rows')
CHECK = 'ck_merge_field_fieldtype'
LISTS = (('letter_edition', 'next_slugs'), ('merge_field', 'choices'), ('merge_field', 'columns'))


def upgrade() -> None:
    for table, column in LISTS:
        _add(table, sa.Column(column, sa.JSON(), nullable=False, server_default='[]'))
    _add('letter_edition', sa.Column('sister_slug', sa.Text(), nullable=False, server_default=''))
    with op.batch_alter_table('letter_edition', schema=None) as batch_op:
        batch_op.add_column(sa.Column('document_id', sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f('ix_letter_edition_document_id'), ['document_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_letter_edition_document_id'), 'stored_file', ['document_id'], ['id'])
    _allow(AFTER)


def downgrade() -> None:
    # Fields of the new types become text; what else they knew is lost with their columns.
    listed = ', '.join(f"'{kind}'" for kind in BEFORE)
    op.execute(f"UPDATE merge_field SET type = 'text' WHERE type NOT IN ({listed})")
    _allow(BEFORE)
    with op.batch_alter_table('letter_edition', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_letter_edition_document_id'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_letter_edition_document_id'))
        batch_op.drop_column('document_id')
        batch_op.drop_column('sister_slug')
        batch_op.drop_column('next_slugs')
    with op.batch_alter_table('merge_field', schema=None) as batch_op:
        batch_op.drop_column('columns')
        batch_op.drop_column('choices')


def _add(table: str, column: sa.Column) -> None:
    """Add a column that rows before it fill with its default, which then is no longer there."""
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.add_column(column)
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.alter_column(column.name, server_default=None)


def _allow(kinds: tuple[str, ...]) -> None:
    """Let a field be one of *kinds*; SQLite cannot change a check, so its table is made anew."""
    listed = ', '.join(f"'{kind}'" for kind in kinds)
    if op.get_bind().dialect.name != 'sqlite':
        op.drop_constraint(op.f(CHECK), 'merge_field', type_='check')
        op.create_check_constraint(op.f(CHECK), 'merge_field', f"type IN ({listed})")
        return
    table = sa.Table('merge_field', sa.MetaData(), autoload_with=op.get_bind())
    for constraint in [each for each in table.constraints if isinstance(each, sa.CheckConstraint)]:
        if constraint.name == op.f(CHECK):
            table.constraints.remove(constraint)
    table.append_constraint(sa.CheckConstraint(f"type IN ({listed})", name=op.f(CHECK)))
    with op.batch_alter_table('merge_field', copy_from=table, recreate='always'):
        pass
