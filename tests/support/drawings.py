"""Helps to look at drawings in tests: what is written where, and what covers what."""

from itertools import combinations

from briefing.drawing.clipping import Box
from briefing.drawing.scene import Anchor, Label, Rectangle


def measure(text, size, bold):
    """Measure a text about as wide as the real fonts make it; needs none."""
    return len(text) * size * (0.56 if bold else 0.52)


def list_labels(scene):
    """Give the texts of a scene with the boxes that they take."""
    found = []
    for shape in scene.shapes:
        if isinstance(shape, Label) and not shape.rotation:
            width = measure(shape.text, shape.size, shape.bold)
            shift = {Anchor.START: 0, Anchor.MIDDLE: width / 2, Anchor.END: width}[shape.anchor]
            left, top = shape.x - shift, shape.y - shape.size * 0.72
            found.append((shape.text, Box(left, top, left + width, shape.y + shape.size * 0.2)))
    return found


def find_collisions(scene):
    """Give the pairs of texts that cover each other."""
    return [(a, b) for (a, one), (b, two) in combinations(list_labels(scene), 2) if one.meets(two)]


def find_outside(scene):
    """Give the texts that do not lie wholly in the drawing."""
    paper = Box(-0.1, -0.1, scene.width + 0.1, scene.height + 0.1)
    return [text for text, box in list_labels(scene) if not paper.holds(box)]


def find(scene, text):
    """Give the box of a text."""
    return dict(list_labels(scene))[text]


def list_rectangles(scene):
    """Give the rectangles of a scene."""
    return [shape for shape in scene.shapes if isinstance(shape, Rectangle)]
