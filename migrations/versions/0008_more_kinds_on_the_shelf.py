"""more kinds on the shelf"""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None

BEFORE = ('article', 'guide', 'letter')
AFTER = (*BEFORE, 'checklist', 'duty', 'example', 'tool', 'news', 'term')
COLUMNS = (('catalogue_item', 'kind'), ('catalogue_link', 'to_kind'))


def upgrade() -> None:
    _allow(AFTER)


def downgrade() -> None:
    _allow(BEFORE)


def _allow(kinds: tuple[str, ...]) -> None:
    """Let the shelf hold *kinds*; SQLite cannot change a check, so its table is made anew."""
    listed = ', '.join(f"'{kind}'" for kind in kinds)
    for table, column in COLUMNS:
        if op.get_bind().dialect.name == 'sqlite':
            _made_anew(table, f"{column} IN ({listed})")
        else:
            op.drop_constraint(op.f(f'ck_{table}_itemkind'), table, type_='check')
            op.create_check_constraint(op.f(f'ck_{table}_itemkind'), table, f"{column} IN ({listed})")


def _made_anew(name: str, check: str) -> None:
    table = sa.Table(name, sa.MetaData(), autoload_with=op.get_bind())
    wanted = op.f(f'ck_{name}_itemkind')
    for constraint in [each for each in table.constraints if isinstance(each, sa.CheckConstraint)]:
        if constraint.name == wanted:
            table.constraints.remove(constraint)
    table.append_constraint(sa.CheckConstraint(check, name=wanted))
    with op.batch_alter_table(name, copy_from=table, recreate='always'):
        pass
