"""Forms beside an outline, in windows that are made wider and narrower again."""

import pytest

from briefing.services.briefings.outlining import make_briefing
from tests.support.forms import open_briefing_pane
from tests.support.windows import LONG


def test_a_switch_has_room_for_a_label_only_beside_other_fields(qtbot):
    with open_briefing_pane(qtbot, make_briefing("Strikes")) as (_session, pane):
        pane.tree.setCurrentIndex(pane.model.index(0, 0))
        switch = pane.settings.form.fields["portion_markings"]
        pane.resize(520, 700)
        qtbot.waitUntil(lambda: switch.editor.y() == 0, timeout=LONG)
        pane.resize(1400, 700)

        qtbot.waitUntil(lambda: switch.editor.y() > 0, timeout=LONG)


@pytest.mark.parametrize("width", [520, 560, 620, 700, 760])
def test_a_form_that_was_wide_fits_again_when_the_window_is_narrowed(qtbot, width):
    with open_briefing_pane(qtbot, make_briefing("Strikes")) as (_session, pane):
        area = pane.settings.area
        pane.tree.setCurrentIndex(pane.model.index(0, 0))
        pane.resize(1400, 700)
        qtbot.waitUntil(lambda: area.width() > 600, timeout=LONG)
        pane.resize(width, 700)
        qtbot.waitUntil(lambda: pane.width() == width, timeout=LONG)
        form = area.widget()

        qtbot.waitUntil(lambda: form.width() <= area.viewport().width(), timeout=LONG)
