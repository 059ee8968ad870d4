"""The last page: disclaimer, code of conduct, notes on method and handling."""

from briefing.document.nodes import Block, Heading, Inline, PageBreak, Text
from briefing.printed_words.registry import get_words
from briefing.sections.texts import Texts
from briefing.snapshot import Snapshot

_ANCHOR = "disclaimer"


def make_closing_page(snapshot: Snapshot, texts: Texts) -> tuple[Block, ...]:
    """Make the page of the briefing's disclaimer, or else the library's; nothing without one.

    The first heading of its text, or else the word for a disclaimer, stands in the contents.
    """
    briefing = snapshot.briefing
    if not briefing.show_disclaimer:
        return ()
    markdown = briefing.disclaimer.strip() or snapshot.disclaimer.strip()
    blocks = texts.read_blocks(markdown, field="disclaimer", heading_level=1)
    if not blocks:
        return ()
    words: tuple[Inline, ...] = (Text(get_words(briefing.language).disclaimer),)
    if isinstance(blocks[0], Heading):
        words, blocks = blocks[0].children, blocks[1:]
    heading = Heading(1, words, numbered=False, anchor=_ANCHOR)
    return (PageBreak(), heading, *blocks)
