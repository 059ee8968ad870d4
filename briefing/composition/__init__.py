"""From a snapshot to a document: composing it, and checking what it says."""
