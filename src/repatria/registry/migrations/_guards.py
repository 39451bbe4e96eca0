"""Guards: conditions under which the database itself refuses a row, written once for SQLite and PostgreSQL."""

# ruff: noqa: S608 (the SQL is put together from constants of this project, never from input)

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Guard:
    """Refuse the event, saying `message`, when `condition` holds; NEW and OLD are the row after and before.

    event: ``INSERT``, ``UPDATE`` or ``DELETE``. The condition is SQL that both databases read alike.
    """

    name: str
    table: str
    event: str
    condition: str
    message: str

    def sqlite(self) -> list[str]:
        """The statement for SQLite."""
        return [
            f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table} WHEN ({self.condition})"
            f" BEGIN SELECT RAISE(ABORT, '{self.message}'); END"
        ]

    def postgresql(self) -> list[str]:
        """The statements for PostgreSQL."""
        row = "OLD" if self.event == "DELETE" else "NEW"
        return [
            f"CREATE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" IF ({self.condition}) THEN RAISE EXCEPTION '{self.message}'; END IF; RETURN {row}; END $$",
            f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table}"
            f" FOR EACH ROW EXECUTE FUNCTION {self.name}()",
        ]


@dataclass(frozen=True, slots=True)
class NeverDeleted:
    """Refuse to delete a row of `table`, and on PostgreSQL to empty it at one stroke."""

    table: str

    def sqlite(self) -> list[str]:
        """The statement for SQLite."""
        return self._rows().sqlite()

    def postgresql(self) -> list[str]:
        """The statements for PostgreSQL; a trigger of a whole statement knows no row."""
        rows = self._rows()
        return [
            *rows.postgresql(),
            f"CREATE TRIGGER {rows.name}_at_once BEFORE TRUNCATE ON {self.table}"
            f" FOR EACH STATEMENT EXECUTE FUNCTION {rows.name}()",
        ]

    def _rows(self) -> Guard:
        message = f"{self.table}: what was recorded is never deleted"
        return Guard(f"{self.table}_kept", self.table, "DELETE", "1 = 1", message)


def no_running_backwards(table: str, subject: str) -> Guard:
    """A row of a chain never begins before a row with an earlier turn."""
    return Guard(
        f"{table}_order",
        table,
        "INSERT",
        f"NEW.corrected_seq IS NULL AND EXISTS (SELECT 1 FROM {table} r WHERE r.{subject} = NEW.{subject}"
        " AND r.corrected_seq IS NULL AND r.turn < NEW.turn AND r.begins > NEW.begins)",
        f"{table}: an entry cannot be dated before the one it follows",
    )


def unchanged(table: str, columns: tuple[str, ...], seqs: tuple[str, ...] = ("corrected_seq",)) -> Guard:
    """A row of a history stays as it was recorded; only `seqs`, the entries that end it, are set, and once.

    columns: all others. Two nulls are the same, a null and a value are not.
    """
    same = "COALESCE(NEW.{0} = OLD.{0}, NEW.{0} IS NULL AND OLD.{0} IS NULL)"
    kept = [f"NOT {same.format(column)}" for column in ("id", "recorded_seq", *columns)]
    once = [f"(OLD.{seq} IS NOT NULL AND NOT {same.format(seq)})" for seq in seqs]
    return Guard(
        f"{table}_unchanged", table, "UPDATE", " OR ".join(kept + once), f"{table}: what was recorded does not change"
    )
