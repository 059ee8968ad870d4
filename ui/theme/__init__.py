"""How the window looks: colours, spacing, palettes and the one style sheet."""
