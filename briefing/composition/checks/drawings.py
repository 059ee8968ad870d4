"""Checks of drawings: what those miss who do not see them."""

from collections.abc import Iterator

from briefing.document.nodes import Document, Drawing, Image
from briefing.document.problem import Problem, Severity
from briefing.document.walk import get_text, iter_blocks
from briefing.snapshot import Snapshot


def find_missing_alternative_texts(_snapshot: Snapshot, document: Document) -> Iterator[Problem]:
    """Find drawings and images that nothing tells in words."""
    for block in iter_blocks(document.blocks):
        if isinstance(block, Drawing | Image) and not block.alternative_text.strip():
            caption = get_text(block.caption)
            kind = "drawing" if isinstance(block, Drawing) else "image"
            name = f"The {kind} “{caption}”" if caption else f"A{'n' * (kind == 'image')} {kind}"
            yield Problem(
                check="missing-alternative-text",
                severity=Severity.WARNING,
                message=f"{name} has no alternative text.",
                remedy="Say in a sentence what it shows, for those who do not see it.",
                section=block.origin.section if block.origin else "",
                record=block.origin.record if block.origin else "",
                field="alternative_text",
            )


CHECKS = (find_missing_alternative_texts,)
