"""What is reviewed, issued and registered, what comes back, and what is corrected."""
