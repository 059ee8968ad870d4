"""Builds sessions and windows for tests."""

from contextlib import contextmanager

from ui.library_session import LibrarySession


@contextmanager
def open_session(library):
    """Give a session over the library; its tasks have run when it ends."""
    session = LibrarySession(library)
    try:
        yield session
    finally:
        session.tasks.wait_for_all()
        session.deleteLater()
