"""Language tags as files may carry them."""

import re

_TAG = re.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")

DEFAULT_LANGUAGE = "en-GB"
"""What is said of a document whose own language is no language tag."""


def clean_language(language: str, fallback: str = "") -> str:
    """Give a language tag (RFC 3066) as it is; the fallback for anything else."""
    return language if _TAG.fullmatch(language) else fallback
