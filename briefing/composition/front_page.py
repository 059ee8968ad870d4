"""The head of the first page: what product this is, and what it may be relied on for."""

from briefing.dates import EdtfDate
from briefing.document.nodes import TitleBlock
from briefing.outline import Briefing, BriefingStatus
from briefing.sections import words


def make_title_block(briefing: Briefing) -> TitleBlock:
    """Make the title block; facts that are not given are left out."""
    date = str(EdtfDate(briefing.date.isoformat())) if briefing.date else ""
    # an approved or issued product speaks for itself; anything before that says what it is
    finished = briefing.status in (BriefingStatus.APPROVED, BriefingStatus.ISSUED)
    status = "" if finished else briefing.status.capitalize()
    facts = (
        (words.REFERENCE, briefing.reference),
        (words.DATE, date),
        (words.CUT_OFF, briefing.cut_off),
        (words.FROM, briefing.author),
        (words.AUDIENCE, briefing.audience),
        (words.STATUS, status),
    )
    return TitleBlock(
        briefing.display_title,
        subtitle=briefing.subtitle,
        kicker=briefing.organisation or "Briefing",
        facts=tuple(fact for fact in facts if fact[1]),
        anchor="title",
    )
