"""What the database refuses in custody, beside the constraints of its tables."""

# ruff: noqa: S608 (the SQL is put together from constants of this project, never from input)

from repatria.registry.migrations._guards import Guard, no_running_backwards


def _open(alias: str) -> str:
    return f"{alias}.ended_seq IS NULL AND {alias}.corrected_seq IS NULL"


_AROUND = (
    "WITH RECURSIVE around(id) AS (SELECT CAST(NEW.parent_id AS bigint) UNION SELECT p.parent_id"
    f" FROM custody_placement p JOIN around ON p.item_id = around.id WHERE p.parent_id IS NOT NULL AND {_open('p')})"
)
_ANCESTORS = (
    "WITH RECURSIVE above(id) AS (SELECT CAST(NEW.source_id AS bigint) UNION SELECT l.source_id"
    " FROM custody_lineage l JOIN above ON l.result_id = above.id)"
)

GUARDS = (
    no_running_backwards("custody_holding", "item_id"),
    no_running_backwards("custody_placement", "item_id"),
    no_running_backwards("custody_whereabouts", "item_id"),
    no_running_backwards("custody_belonging", "item_id"),
    Guard(
        "custody_holding_by_transfer",
        "custody_holding",
        "INSERT",
        "NEW.turn > 1 AND NEW.corrected_seq IS NULL AND NOT EXISTS (SELECT 1 FROM custody_transfer t"
        " WHERE t.id = NEW.transfer_id AND t.state = 'accepted' AND t.receiver_id = NEW.holder_id"
        " AND t.answered_begins <= NEW.begins)",
        "custody_holding: an item goes to another holder only by an accepted transfer to that holder",
    ),
    Guard(
        "custody_holding_of_giver",
        "custody_holding",
        "INSERT",
        "NEW.turn > 1 AND NEW.corrected_seq IS NULL AND NOT EXISTS (SELECT 1 FROM custody_holding h"
        " JOIN custody_transfer t ON t.giver_id = h.holder_id WHERE t.id = NEW.transfer_id"
        " AND h.item_id = NEW.item_id AND h.turn = NEW.turn - 1)",
        "custody_holding: an item is transferred only by the one who held it",
    ),
    Guard(
        "custody_holding_in_container",
        "custody_holding",
        "INSERT",
        f"{_open('NEW')} AND (EXISTS (SELECT 1 FROM custody_placement p JOIN custody_holding h"
        f" ON h.item_id = p.parent_id AND {_open('h')} WHERE p.item_id = NEW.item_id AND {_open('p')}"
        " AND h.holder_id <> NEW.holder_id) OR EXISTS (SELECT 1 FROM custody_placement p JOIN custody_holding h"
        f" ON h.item_id = p.item_id AND {_open('h')} WHERE p.parent_id = NEW.item_id AND {_open('p')}"
        " AND h.holder_id <> NEW.holder_id))",
        "custody_holding: what is in a container has the holder of the container",
    ),
    Guard(
        "custody_holding_after_hand_over",
        "custody_holding",
        "INSERT",
        "NEW.turn = 1 AND EXISTS (SELECT 1 FROM custody_item i JOIN custody_container c ON c.id = i.container_id"
        " JOIN custody_hand_over g ON g.id = c.hand_over_id WHERE i.id = NEW.item_id AND g.earliest > NEW.begins)",
        "custody_holding: nothing is taken into custody before it was handed over",
    ),
    Guard(
        "custody_placement_circle",
        "custody_placement",
        "INSERT",
        f"NEW.parent_id IS NOT NULL AND {_open('NEW')}"
        f" AND EXISTS ({_AROUND} SELECT 1 FROM around WHERE id = NEW.item_id)",
        "custody_placement: containers do not nest in a circle",
    ),
    Guard(
        "custody_placement_holder",
        "custody_placement",
        "INSERT",
        f"NEW.parent_id IS NOT NULL AND {_open('NEW')} AND NOT EXISTS (SELECT 1 FROM custody_item i"
        " JOIN custody_item p ON p.id = NEW.parent_id WHERE i.id = NEW.item_id AND i.holder_id = p.holder_id"
        " AND p.kind = 'container' AND i.ended_seq IS NULL AND p.ended_seq IS NULL)",
        "custody_placement: an item is put only into a container of its own holder",
    ),
    Guard(
        "custody_item_circle",
        "custody_item",
        "UPDATE",
        "NEW.parent_id IS NOT NULL AND EXISTS (WITH RECURSIVE around(id) AS (SELECT CAST(NEW.parent_id AS bigint)"
        " UNION SELECT i.parent_id FROM custody_item i JOIN around ON i.id = around.id WHERE i.parent_id IS NOT NULL)"
        " SELECT 1 FROM around WHERE id = NEW.id)",
        "custody_item: containers do not nest in a circle",
    ),
    Guard(
        "custody_transfer_of_held",
        "custody_transfer_line",
        "INSERT",
        "NEW.closed_seq IS NULL AND NOT EXISTS (SELECT 1 FROM custody_item i JOIN custody_transfer t"
        " ON t.id = NEW.transfer_id WHERE i.id = NEW.item_id AND i.holder_id = t.giver_id AND i.ended_seq IS NULL)",
        "custody_transfer_line: only the holder of an item can offer it",
    ),
    Guard(
        "custody_transfer_to_nation",
        "custody_transfer_line",
        "INSERT",
        "NEW.closed_seq IS NULL AND EXISTS (SELECT 1 FROM custody_transfer t JOIN custody_holder r"
        " ON r.id = t.receiver_id JOIN custody_item i ON i.id = NEW.item_id WHERE t.id = NEW.transfer_id"
        " AND t.purpose = 'return to its nation' AND (i.nation = '' OR i.nation <> r.nation))",
        "custody_transfer_line: an item is returned only to the nation it belongs to",
    ),
    Guard(
        "custody_transfer_answered_once",
        "custody_transfer",
        "UPDATE",
        "OLD.closed_seq IS NOT NULL",
        "custody_transfer: a transfer is answered once",
    ),
    Guard(
        "custody_container_within_count",
        "custody_container",
        "INSERT",
        "EXISTS (SELECT 1 FROM custody_hand_over g WHERE g.id = NEW.hand_over_id AND g.counted IS NOT NULL"
        " AND g.counted <= (SELECT COUNT(*) FROM custody_container c WHERE c.hand_over_id = g.id))",
        "custody_container: a hand-over has no more containers than were counted",
    ),
    Guard(
        "custody_count_covers_containers",
        "custody_hand_over",
        "UPDATE",
        "NEW.counted IS NOT NULL"
        " AND NEW.counted < (SELECT COUNT(*) FROM custody_container c WHERE c.hand_over_id = NEW.id)",
        "custody_hand_over: fewer counted than containers are recorded",
    ),
    Guard(
        "custody_found_within_declared",
        "custody_found_line",
        "INSERT",
        "NEW.line_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM custody_manifest_line m WHERE m.id = NEW.line_id"
        " AND m.hand_over_id = NEW.hand_over_id AND m.unit = NEW.unit AND m.declared >= NEW.found)",
        "custody_found_line: no more can be found of a line than it declares",
    ),
    Guard(
        "custody_found_before_signature",
        "custody_found_line",
        "INSERT",
        "EXISTS (SELECT 1 FROM custody_signature s WHERE s.hand_over_id = NEW.hand_over_id"
        " AND s.corrected_seq IS NULL AND s.recorded_seq < NEW.recorded_seq)",
        "custody_found_line: what is signed is not counted again",
    ),
    Guard(
        "custody_signature_after_hand_over",
        "custody_signature",
        "INSERT",
        "EXISTS (SELECT 1 FROM custody_hand_over g WHERE g.id = NEW.hand_over_id AND g.earliest > NEW.begins)",
        "custody_signature: a hand-over is not signed before it took place",
    ),
    Guard(
        "custody_stage_after_hand_over",
        "custody_stage",
        "INSERT",
        "EXISTS (SELECT 1 FROM custody_hand_over g WHERE g.id = NEW.hand_over_id AND g.earliest > NEW.begins)",
        "custody_stage: what follows a hand-over does not come before it",
    ),
    Guard(
        "custody_supply_within_sent",
        "custody_supply_use",
        "INSERT",
        "NEW.corrected_seq IS NULL AND EXISTS (SELECT 1 FROM custody_supply s WHERE s.id = NEW.supply_id"
        " AND (s.begins > NEW.begins OR s.quantity < NEW.quantity + (SELECT COALESCE(SUM(u.quantity), 0)"
        " FROM custody_supply_use u WHERE u.supply_id = s.id AND u.corrected_seq IS NULL)))",
        "custody_supply_use: no more supplies are used than were sent, and not before",
    ),
    Guard(
        "custody_lineage_circle",
        "custody_lineage",
        "INSERT",
        f"EXISTS ({_ANCESTORS} SELECT 1 FROM above WHERE id = NEW.result_id)",
        "custody_lineage: nothing descends from itself",
    ),
    Guard(
        "custody_seal_ended_once",
        "custody_seal",
        "UPDATE",
        "OLD.ended_seq IS NOT NULL",
        "custody_seal: a seal is broken once",
    ),
)
