"""Finds the small modules behind a registry.

A registry is a package whose modules each define one object under an agreed name; other
distributions add to it through an entry point group of the package's name.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from importlib.metadata import entry_points
from types import ModuleType


def iter_registered(package: ModuleType, attribute: str) -> Iterator[object]:
    """Yield `attribute` of every module of the package that has it, then of the entry points."""
    for found in sorted(pkgutil.iter_modules(package.__path__), key=lambda module: module.name):
        module = importlib.import_module(f"{package.__name__}.{found.name}")
        if hasattr(module, attribute):
            yield getattr(module, attribute)
    for entry_point in entry_points(group=package.__name__):
        yield entry_point.load()
