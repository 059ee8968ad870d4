"""The documents that checkers of file formats are asked about, each written once a run."""

from functools import cache, partial
from itertools import cycle

from briefing.document.nodes import Heading, Text
from briefing.export.style_sheet import STYLE_SHEETS
from briefing.snapshot import Snapshot
from tests.support.both_files import BothFiles, take_sample, write_both, write_briefing
from tests.support.builders import compose_of, make_text
from tests.support.every_node import make_every_node
from tests.support.filled_records import fill_snapshot
from tests.support.hostile_texts import HOSTILE
from tests.support.large_briefing import make_large
from tests.support.pdf_reading import make_document, make_paragraph
from tests.support.structured_briefing import compose_structured

EVERYDAY = ("sample in standard", "every node in standard", "many scripts", "Persian")
"""Cases that are also checked as they are written when no archive asks for them."""

SCRIPTS = (
    "Latin ÄÖÜ ŁŃ İ, Кыргыз, Ελληνικά, עברית (ארגון), جيش العدل ۱۲۳, हिन्दी, 中文名字, ᎠᎡ (no font)",
    "العربية: هجوم في «سيستان» يوم 16 January 2024 [5]",
    "n̈o̊ǹ a\u00adb\u200bc\u200dd \u202eevil\u202c 👩‍👩‍👧 ﷽ ½ ﬁ",
)


def _write_scripts(**options) -> BothFiles:
    heads = [Heading(1, (Text(words),)) for words in SCRIPTS]
    return write_both(make_document(*heads, *map(make_paragraph, SCRIPTS)), **options)


def _write_sample(archive: bool = False, **fields) -> BothFiles:
    return write_briefing(take_sample(**fields), archive=archive)


def _write_hostile(**options) -> BothFiles:
    texts = cycle(HOSTILE.values())
    snapshot, _ = fill_snapshot(lambda _path: next(texts), citation_style="footnotes")
    return write_briefing(snapshot, **options)


def _write_nearly_nothing(**options) -> BothFiles:
    return write_both(compose_of(make_text(""), title="").document, **options)


def _write_persian(**options) -> BothFiles:
    text = "نیروهای مسلح (Jaish al-Adl) در ۱۶ ژانویه ۲۰۲۴ حمله کردند.\n\n- یک\n- دو\n\n> سه"
    document = compose_of(make_text(text, title="چه شد"), title="حمله‌ها", language="fa").document
    return write_both(document, **options)


@cache
def read_large() -> Snapshot:
    """Give the large briefing."""
    return make_large()


CASES = {
    **{f"sample in {name}": partial(_write_sample, style_sheet=name) for name in STYLE_SHEETS},
    **{
        f"every node in {name}": lambda sheet=sheet, **options: write_both(
            make_every_node(), sheet, **options
        )
        for name, sheet in STYLE_SHEETS.items()
    },
    "sample with footnotes and portions": partial(
        _write_sample, citation_style="footnotes", portion_markings=True
    ),
    "sample with endnotes": partial(_write_sample, citation_style="endnotes"),
    "many scripts": _write_scripts,
    "Persian": _write_persian,
    "hostile text in every field": _write_hostile,
    "nearly nothing": _write_nearly_nothing,
    "annexes and wide pages": lambda **options: write_both(
        compose_structured(citation_style="footnotes").document, **options
    ),
    "annexes and wide pages from right to left": lambda **options: write_both(
        compose_structured(language="fa").document, **options
    ),
    "ninety pages": lambda **options: write_briefing(read_large(), **options),
}


@cache
def write_case(name: str, *, archive: bool = False) -> BothFiles:
    """Write both files of a case."""
    return CASES[name](archive=archive)
