"""Views: one module per room of the record; each prepares one template's context and decides nothing else."""
