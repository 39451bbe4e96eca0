"""What the database refuses in field work, beside the constraints of its tables."""

from repatria.registry.migrations._guards import Guard, no_running_backwards

GUARDS = (
    no_running_backwards("field_operation_state", "operation_id"),
    no_running_backwards("field_permission_state", "permission_id"),
    no_running_backwards("field_likelihood", "site_id"),
    Guard(
        "field_result_after_start",
        "field_result",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM field_operation_state s WHERE s.operation_id = NEW.operation_id"
        " AND s.state = 'running' AND s.begins <= NEW.begins)",
        "field_result: an operation has no result before it ran",
    ),
    Guard(
        "field_state_final",
        "field_operation_state",
        "INSERT",
        "NEW.corrected_seq IS NULL AND EXISTS (SELECT 1 FROM field_operation_state s"
        " WHERE s.operation_id = NEW.operation_id AND s.corrected_seq IS NULL AND s.turn = NEW.turn - 1"
        " AND s.state IN ('ended', 'cancelled'))",
        "field_operation_state: an operation that has ended does not begin again",
    ),
)
