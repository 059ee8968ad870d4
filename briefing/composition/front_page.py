"""The head of the first page: what product this is, and what it may be relied on for."""

from briefing.dates import EdtfDate
from briefing.document.nodes import Emblem, TitleBlock
from briefing.outline import Briefing, BriefingStatus
from briefing.printed_words.local import get_local


def make_title_block(briefing: Briefing, logo: Emblem | None = None) -> TitleBlock:
    """Make the title block; facts that are not given are left out."""
    local = get_local(briefing.language)
    words = local.words
    date = local.print_date(EdtfDate(briefing.date.isoformat())) if briefing.date else ""
    # an approved or issued product speaks for itself; anything before that says what it is
    finished = briefing.status in (BriefingStatus.APPROVED, BriefingStatus.ISSUED)
    status = "" if finished else words.translate(briefing.status).capitalize()
    facts = (
        (words.reference, briefing.reference),
        (words.date, date),
        (words.cut_off, briefing.cut_off),
        (words.author, briefing.author),
        (words.audience, briefing.audience),
        (words.status, status),
    )
    return TitleBlock(
        briefing.display_title,
        subtitle=briefing.subtitle,
        kicker=briefing.organisation or words.briefing,
        facts=tuple(fact for fact in facts if fact[1]),
        logo=logo,
        anchor="title",
    )
