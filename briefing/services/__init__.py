"""One function for each thing an analyst wants done, and the history that undoes it."""
