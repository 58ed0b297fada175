"""The database itself refuses to rewrite the journal."""

from __future__ import annotations

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

REFUSAL = "The journal is never rewritten."

SQLITE = (
    f"CREATE TRIGGER journal_event_no_update BEFORE UPDATE ON journal_event "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    f"CREATE TRIGGER journal_event_no_delete BEFORE DELETE ON journal_event "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
)
POSTGRESQL = (
    "CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$",
    "CREATE TRIGGER journal_event_no_change BEFORE UPDATE OR DELETE ON journal_event "
    "FOR EACH ROW EXECUTE FUNCTION journal_refuse()",
    "CREATE TRIGGER journal_event_no_truncate BEFORE TRUNCATE ON journal_event "
    "FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()",
)
SQLITE_OFF = ("DROP TRIGGER journal_event_no_update", "DROP TRIGGER journal_event_no_delete")
POSTGRESQL_OFF = (
    "DROP TRIGGER journal_event_no_change ON journal_event",
    "DROP TRIGGER journal_event_no_truncate ON journal_event",
    "DROP FUNCTION journal_refuse()",
)


def set_guard(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers in place, in the words of this database."""
    _run(schema_editor, SQLITE, POSTGRESQL)


def lift_guard(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take them away again: only to undo the migration, and between tests that commit."""
    _run(schema_editor, SQLITE_OFF, POSTGRESQL_OFF)


def _run(
    schema_editor: BaseDatabaseSchemaEditor, sqlite: tuple[str, ...], postgresql: tuple[str, ...]
) -> None:
    with schema_editor.connection.cursor() as cursor:
        for statement in sqlite if schema_editor.connection.vendor == "sqlite" else postgresql:
            cursor.execute(statement)
