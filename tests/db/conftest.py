"""Every contract holds for a library in memory and for one on disk."""

import pytest

from tests.support.libraries import disk_library, memory_library


@pytest.fixture(params=["memory", "disk"])
def library(request, tmp_path):
    if request.param == "memory":
        with memory_library() as opened:
            yield opened
    else:
        with disk_library(tmp_path / "test.library") as opened:
            yield opened
