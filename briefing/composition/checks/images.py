"""Checks of images: who made them, and whether they have enough pixels."""

from collections.abc import Iterator

from briefing.document.nodes import Document, Image
from briefing.document.problem import Problem, Severity
from briefing.document.walk import get_text, iter_blocks
from briefing.export.house_style import choose_style_sheet
from briefing.snapshot import Snapshot

_FEWEST_DOTS = 110  # an inch: with fewer a photograph looks coarse on paper
_POINTS_PER_INCH = 72


def find_images_without_credit(_snapshot: Snapshot, document: Document) -> Iterator[Problem]:
    """Find images that do not say whose they are."""
    for image in _iter_images(document):
        if not get_text(image.credit).strip():
            yield _make_problem(
                image,
                "image-without-credit",
                f"{_name(image)} does not say whose it is.",
                "Give its credit and source, or cite one.",
            )


def find_coarse_images(snapshot: Snapshot, document: Document) -> Iterator[Problem]:
    """Find images that have too few pixels for the width at which they are printed."""
    width = choose_style_sheet(snapshot).text_width
    for image in _iter_images(document):
        picture = document.pictures.get(image.picture)
        inches = width * image.width / _POINTS_PER_INCH
        if picture is not None and picture.width < inches * _FEWEST_DOTS:
            yield _make_problem(
                image,
                "coarse-image",
                f"{_name(image)} has {picture.width} pixels over {inches:.1f} inches.",
                "Print it narrower, cut off less, or attach a larger one.",
            )


def _iter_images(document: Document) -> Iterator[Image]:
    return (block for block in iter_blocks(document.blocks) if isinstance(block, Image))


def _name(image: Image) -> str:
    told = get_text(image.caption).strip() or image.alternative_text
    return f"The image “{told}”" if told else "An image"


def _make_problem(image: Image, check: str, message: str, remedy: str) -> Problem:
    return Problem(
        check=check,
        severity=Severity.WARNING,
        message=message,
        remedy=remedy,
        section=image.origin.section if image.origin else "",
        record=image.origin.record if image.origin else "",
    )


CHECKS = (find_images_without_credit, find_coarse_images)
