"""Writers: from one document tree to the files that leave the house."""
