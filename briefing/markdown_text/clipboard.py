"""Blocks as other programs take them from the clipboard, and plain text as blocks."""

import html
import itertools
import re
from collections.abc import Callable, Iterable, Sequence

from briefing.markdown_text.model import (
    Block,
    Blocks,
    Citation,
    Inline,
    Inlines,
    Run,
    SourceBlock,
    TableBlock,
    TextBlock,
    TextKind,
)
from briefing.markdown_text.normalising import clean_characters, normalise
from briefing.markdown_text.reading import is_followed

CitePlainly = Callable[[str], str]
"""Gives the words for a citation, from its source "[@key, p. 3]"."""

_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")


def write_plain(blocks: Blocks, cite: CitePlainly = str) -> str:
    """Write the words without marks: items with a bullet or number, cells apart by tabs."""
    lines: list[str] = []
    counts: list[int] = []
    for block, following in itertools.zip_longest(blocks, blocks[1:]):
        lines.append(_write_plain_block(block, counts, cite))
        if not (_is_item(block) and _is_item(following)):
            lines.append("")
            counts.clear()
    return "\n".join(lines).strip("\n")


def write_html(blocks: Blocks, cite: CitePlainly = str) -> str:
    """Write HTML for word processors and mail; every text is escaped."""
    return "".join(_write_html_blocks(blocks, cite))


def read_plain(text: str) -> Blocks:
    """Read words as they are into paragraphs; nothing in them is taken for a mark.

    Where blank lines part the paragraphs, a single line end is only the end of a line; elsewhere
    each line is a paragraph.
    """
    text = clean_characters(text).strip("\n")
    has_blank_lines = bool(_BLANK_LINES.search(text))
    parts = _BLANK_LINES.split(text) if has_blank_lines else text.split("\n")
    paragraphs = (normalise((Run(part),), breaks=False) for part in parts)
    return tuple(TextBlock(inlines) for inlines in paragraphs if inlines)


def count_words(blocks: Blocks) -> int:
    """Count the words; a citation is none."""
    return len(write_plain(blocks, cite=lambda _source: "").split())


def _is_item(block: Block | None) -> bool:
    return isinstance(block, TextBlock) and block.kind.is_item


def _write_plain_block(block: Block, counts: list[int], cite: CitePlainly) -> str:
    if isinstance(block, SourceBlock):
        return block.source
    if isinstance(block, TableBlock):
        return "\n".join("\t".join(_join(cell, cite) for cell in row) for row in block.rows)
    text = _join(block.inlines, cite)
    if not block.kind.is_item:
        return text
    del counts[block.level :]
    counts += [0] * (block.level - len(counts))
    counts[-1] = block.start if block.begins else counts[-1] + 1
    mark = f"{counts[-1]}." if block.kind is TextKind.NUMBER else "•"
    return f"{'  ' * (block.level - 1)}{mark} {text}"


def _join(inlines: Inlines, cite: CitePlainly) -> str:
    return "".join(
        cite(inline.source) if isinstance(inline, Citation) else inline.text for inline in inlines
    )


# --- HTML


def _write_html_blocks(blocks: Blocks, cite: CitePlainly) -> Iterable[str]:
    depth = 0
    tags: list[str] = []
    for block in blocks:
        text = block if isinstance(block, TextBlock) else TextBlock()
        wanted = text.level if text.kind.is_item else 0
        while tags and (len(tags) > wanted or (text.begins and len(tags) == wanted)):
            yield f"</li></{tags.pop()}>"
        yield from _turn_quotes(depth, text.quote)
        depth = text.quote
        if not text.kind.is_item:
            yield _write_html_block(block, cite)
            continue
        if len(tags) == wanted:
            yield "</li>"
        while len(tags) < wanted:
            tags.append("ol" if text.kind is TextKind.NUMBER else "ul")
            yield f'<ol start="{text.start}">' if tags[-1] == "ol" else "<ul>"
            yield "<li>" if len(tags) < wanted else ""
        yield "<li>" + _write_html_inlines(text.inlines, cite)
    yield from (f"</li></{tag}>" for tag in reversed(tags))
    yield from _turn_quotes(depth, 0)


def _turn_quotes(depth: int, wanted: int) -> Sequence[str]:
    if wanted >= depth:
        return ["<blockquote>"] * (wanted - depth)
    return ["</blockquote>"] * (depth - wanted)


def _write_html_block(block: Block, cite: CitePlainly) -> str:
    if isinstance(block, SourceBlock):
        return f"<pre>{html.escape(block.source)}</pre>"
    if isinstance(block, TableBlock):
        header, *rows = ("".join(_write_cells(row, cite)) for row in block.rows)
        header = header.replace("<td>", "<th>").replace("</td>", "</th>")
        return "<table>" + "".join(f"<tr>{row}</tr>" for row in (header, *rows)) + "</table>"
    tag = f"h{block.level}" if block.kind is TextKind.HEADING else "p"
    return f"<{tag}>{_write_html_inlines(block.inlines, cite)}</{tag}>"


def _write_cells(row: Sequence[Inlines], cite: CitePlainly) -> Iterable[str]:
    return (f"<td>{_write_html_inlines(cell, cite)}</td>" for cell in row)


def _write_html_inlines(inlines: Inlines, cite: CitePlainly) -> str:
    return "".join(_write_html_inline(inline, cite) for inline in inlines)


def _write_html_inline(inline: Inline, cite: CitePlainly) -> str:
    if isinstance(inline, Citation):
        text = html.escape(cite(inline.source))
    else:
        text = html.escape(inline.text).replace("\n", "<br>")
        text = f"<code>{text}</code>" if inline.code else text
    text = f"<i>{text}</i>" if inline.italic else text
    text = f"<b>{text}</b>" if inline.bold else text
    if isinstance(inline, Run) and "//" in inline.link and is_followed(inline.link):
        return f'<a href="{html.escape(inline.link)}">{text}</a>'
    return text
