"""Checks before issue: small functions in modules by subject, found by the registry."""
