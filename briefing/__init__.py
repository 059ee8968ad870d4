"""What the product is about: records, briefings, the document tree and its writers.

Nothing in here imports Qt or SQL; see docs/architecture.md.
"""

__version__ = "0.1.0"
