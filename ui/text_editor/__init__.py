"""The editor of formatted texts: what is shown, how it is typed, pasted, checked and completed."""
