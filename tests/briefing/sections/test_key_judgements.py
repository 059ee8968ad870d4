"""What the reader of key judgements gets."""

from briefing.document.nodes import Callout, CalloutTone, List, Strong
from briefing.document.walk import get_text
from tests.support.builders import compose_of, find_inlines, make_section


def compose_judgements(*judgements, bottom_line=""):
    settings = {"bottom_line": bottom_line, "judgements": list(judgements)}
    return compose_of(make_section("key-judgements", settings=settings)).document


def get_items(document):
    (judgements,) = [block for block in document.blocks if isinstance(block, List)]
    return [" ".join(get_text(b.children) for b in item.blocks) for item in judgements.items]


def test_the_bottom_line_stands_in_its_box():
    document = compose_judgements(bottom_line="Both sides have struck.")
    (box,) = [block for block in document.blocks if isinstance(block, Callout)]

    assert box.tone is CalloutTone.BOTTOM_LINE
    assert get_text(box.blocks[0].children) == "Both sides have struck."


def test_confidence_has_a_sentence_of_its_own_with_its_reason():
    judgement = {
        "text": "A further strike is unlikely.",
        "likelihood": "unlikely",
        "confidence": "low",
        "confidence_reason": "no statement is reported.",
    }

    (item,) = get_items(compose_judgements(judgement))
    assert item == (
        "A further strike is unlikely. "
        "We have low confidence in this judgement: no statement is reported."
    )


def test_confidence_without_a_reason_is_still_a_sentence():
    items = get_items(compose_judgements({"text": "It is likely.", "confidence": "high"}))

    assert items == ["It is likely. We have high confidence in this judgement."]


def test_only_the_chosen_term_is_strong():
    judgement = {"text": "It is likely, not very unlikely.", "likelihood": "likely"}
    (strong,) = find_inlines(compose_judgements(judgement), Strong)

    assert get_text(strong.children) == "likely"


def test_judgements_without_words_take_no_number():
    items = get_items(compose_judgements({"text": "First."}, {"text": " "}, {"text": "Second."}))

    assert items == ["First.", "Second."]
