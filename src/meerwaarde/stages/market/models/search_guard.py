"""The database itself refuses to rewrite a frozen search."""

from __future__ import annotations

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

REFUSAL = "A frozen search is evidence: it is not changed."
_FIXED = "kind, title, purpose, at, content, found_count, sha256, organisation_id"

_SQLITE = (
    f"CREATE TRIGGER frozen_search_no_update BEFORE UPDATE OF {_FIXED} ON market_frozensearch "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
)
_POSTGRESQL = (
    "CREATE FUNCTION frozen_search_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$",
    f"CREATE TRIGGER frozen_search_no_update BEFORE UPDATE OF {_FIXED} ON market_frozensearch "
    "FOR EACH ROW EXECUTE FUNCTION frozen_search_refuse()",
)
_SQLITE_OFF = ("DROP TRIGGER frozen_search_no_update",)
_POSTGRESQL_OFF = (
    "DROP TRIGGER frozen_search_no_update ON market_frozensearch",
    "DROP FUNCTION frozen_search_refuse()",
)


def set_guard(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the trigger in place, in the words of this database."""
    _run(schema_editor, _SQLITE, _POSTGRESQL)


def lift_guard(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take it away again: only to undo the migration."""
    _run(schema_editor, _SQLITE_OFF, _POSTGRESQL_OFF)


def _run(
    schema_editor: BaseDatabaseSchemaEditor, sqlite: tuple[str, ...], postgresql: tuple[str, ...]
) -> None:
    with schema_editor.connection.cursor() as cursor:
        for statement in sqlite if schema_editor.connection.vendor == "sqlite" else postgresql:
            cursor.execute(statement)
