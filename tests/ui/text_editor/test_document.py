import pytest
from hypothesis import given
from PySide6.QtGui import QTextDocument

from briefing.markdown_text.reading import read_blocks, read_source
from briefing.markdown_text.writing import rewrite
from tests.support.rich_texts import markdown_sources
from ui.text_editor.document_reading import read_document
from ui.text_editor.document_writing import replace_all

pytestmark = pytest.mark.usefixtures("qapp")


@given(markdown_sources)
def test_what_is_shown_and_not_touched_is_stored_to_the_letter(text):
    known, document = read_source(text), QTextDocument()
    replace_all(document, known.blocks)

    assert rewrite(known, read_document(document)).text == text


def test_showing_another_text_is_one_step_of_undo():
    document = QTextDocument()
    replace_all(document, read_blocks("- a\n- b\n\n| a | b |\n| --- | :-: |\n| c | d |"))
    before = read_document(document)
    replace_all(document, read_blocks("other"))
    document.undo()

    assert read_document(document) == before
