"""What a person does in several steps: the dialogs, the work, and the word at the end."""
