"""What a text tells as having happened or as ahead: kind, date, parties, outcome, and what was undertaken."""
