"""The document tree and the steps that make it: compose, transform, check."""
