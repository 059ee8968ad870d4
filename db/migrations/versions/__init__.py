"""The migrations in order; file vNNNN leads to schema number NNNN."""
