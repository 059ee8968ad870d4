"""What is done to a briefing: its outline, what is placed in it, what is remarked on it."""
