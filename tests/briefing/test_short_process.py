"""A command lets the cyclic collector rest; what follows it has the collector as it was."""

import gc

from briefing.cli.short_process import collect_rarely


def test_the_collector_rests_for_a_command_and_goes_on_afterwards():
    before = gc.get_threshold()
    with collect_rarely():
        during = gc.get_threshold()
    gc.unfreeze()  # what the tests hold is to be collected
    assert during > before
    assert gc.get_threshold() == before
