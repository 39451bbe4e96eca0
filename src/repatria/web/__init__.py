"""Pages: one view module per room, one template per page."""
