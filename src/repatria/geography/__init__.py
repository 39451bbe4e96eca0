"""Where a written grid reference lies: letters of squares, positions and their uncertainty; no database."""
