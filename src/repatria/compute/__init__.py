"""Where a search runs: this process, a cluster, a GPU; nothing about what is searched."""
