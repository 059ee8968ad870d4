"""Checks of drawings: what those miss who do not see them."""

from collections.abc import Iterator

from briefing.document.nodes import Document, Drawing
from briefing.document.problem import Problem, Severity
from briefing.document.walk import get_text, iter_blocks
from briefing.snapshot import Snapshot


def find_missing_alternative_texts(_snapshot: Snapshot, document: Document) -> Iterator[Problem]:
    """Find drawings that nothing tells in words."""
    for block in iter_blocks(document.blocks):
        if isinstance(block, Drawing) and not block.alternative_text.strip():
            caption = get_text(block.caption)
            name = f"The drawing “{caption}”" if caption else "A drawing"
            yield Problem(
                check="missing-alternative-text",
                severity=Severity.WARNING,
                message=f"{name} has no alternative text.",
                remedy="Say in a sentence what it shows, for those who do not see it.",
                section=block.origin.section if block.origin else "",
                field="alternative_text",
            )


CHECKS = (find_missing_alternative_texts,)
