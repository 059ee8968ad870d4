"""Turns an exception into the one sentence that the analyst reads."""

import logging

from briefing.errors import BriefingError

logger = logging.getLogger(__name__)


def explain_fault(error: BaseException) -> str:
    """Give the sentence; what is a defect of ours goes to the log with its traceback."""
    if isinstance(error, BriefingError):
        return str(error)
    logger.error("A fault in the program", exc_info=error)
    return (
        f"Something went wrong inside the program ({type(error).__name__}); "
        "what is shown as saved is safe. The log has the details."
    )
