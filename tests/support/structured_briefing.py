"""A briefing with all that gives long ones their order: annexes, wide pages, references, lists."""

from tests.support.builders import compose_of, make_actor, make_attack, make_section, make_text


def compose_structured(**fields):
    """Compose it; fields are those of the briefing."""
    attacks = [make_attack(20 + n, day=f"2024-01-{10 + n}") for n in range(3)]
    actor = make_actor()
    table = make_section("attacks", *attacks, number=2, title="Attacks", landscape=True)
    annex = make_section("yardsticks", number=5, title="", annex=True)
    text = (
        f"[See Table {{number}}{{page}}](table:{table.id}), [](section:{annex.id}), the "
        f"[profile of Jaish al-Adl {{page}}](actor:{actor.id}) and [](table:{annex.id}.3)."
    )
    sections = (
        make_text(text, number=1, title="Events"),
        table,
        make_section("timeline", *attacks, number=3, title="When", level=2),
        make_section("actors", actor, number=4, title="Actors"),
        annex,
        make_section("attacks", *attacks, number=6, title="All", annex=True, landscape=True),
    )
    known = {"disclaimer": "## Code of conduct\n\nWe take no side.\n\n### Method\n\nOpen sources."}
    return compose_of(*sections, records=[*attacks, actor], **{**known, **fields})
