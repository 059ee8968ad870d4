"""Texts and blocks of texts, as hypothesis makes them up."""

from hypothesis import strategies as st

from briefing.markdown_text.model import Citation, Run, TableBlock, TextBlock, TextKind
from briefing.markdown_text.normalising import normalise

_PIECES = (
    "a,b c,Jaish, ,  ,    ,*,**,_,`,[,],(,),- ,1. ,7) ,> ,# ,---,===,\\,&amp;,&,~~~,<div>,[^1],!,."
    ",|,جيش,[@ani-2024],[@a; @b:2],[Jaish](actor:0191),[x](https://a.org/ä b),<https://a.org>,<Unit:29>"
    ",![i](x.png),\n,\n\n,\r\n,\u00a0,\t"
)
markdown_sources = st.lists(
    st.sampled_from(
        [*_PIECES.split(","), "```\nx\n```\n", "| a | b |\n| --- | :-: |\n| c | d |\n"]
    ),
    max_size=14,
).map("".join)
"""Markdown as nobody would write it, but may paste it."""

_words = st.text(
    alphabet="ab *_[](){}<>&\\`|!#-+.:1;\"'~=@é جn\u00a0", min_size=1, max_size=8
) | st.sampled_from(["Iran", "1. ", "- ", "[@a]", "a\nb"])
_runs = st.builds(
    Run,
    _words,
    bold=st.booleans(),
    italic=st.booleans(),
    code=st.sampled_from([False] * 5 + [True]),
    link=st.sampled_from([""] * 4 + ["https://a.org/x", "actor:0191"]),
) | st.builds(Run, st.just("https://a.org/x"), bold=st.booleans(), link=st.just("https://a.org/x"))
_citations = st.builds(
    Citation, st.sampled_from(["[@a]", "[@b, p. 3; @c:2]"]), st.booleans(), st.booleans()
)
_inlines = st.lists(_runs | _citations, min_size=1, max_size=4)
_lines = _inlines.map(lambda inlines: normalise(inlines, breaks=False))


def _make_text_block(kind):
    levels = {TextKind.PARAGRAPH: st.just(0), TextKind.HEADING: st.integers(1, 6)}
    inlines = _lines if kind is TextKind.HEADING else _inlines.map(normalise)
    return st.builds(
        TextBlock,
        inlines.filter(bool),
        st.just(kind),
        levels.get(kind, st.integers(1, 3)),
        st.integers(0, 2),
        st.booleans(),
        st.integers(0, 12),
    )


def _make_table(columns):
    row = st.lists(_lines, min_size=columns, max_size=columns).map(tuple)
    aligns = st.sampled_from(["", "left", "right", "center"])
    return st.builds(
        TableBlock,
        st.lists(row, min_size=1, max_size=3).map(tuple),
        st.lists(aligns, min_size=columns, max_size=columns).map(tuple),
    )


all_blocks = st.lists(
    st.sampled_from(TextKind).flatmap(_make_text_block) | st.integers(1, 3).flatmap(_make_table),
    max_size=4,
).map(tuple)
"""Rows of blocks of all kinds but source, as an editor may hold them."""
