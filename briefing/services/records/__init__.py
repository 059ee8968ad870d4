"""What is done to the records of a library: edited, merged, compared, cited, trashed."""
