"""A briefing that comes back as a Word file: what a reviewer remarked on and changed in it."""
