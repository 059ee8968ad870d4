from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.drawing.clipping import Box, clip_line
from briefing.drawing.relation_graph import ActorBox, RelationLine, make_relation_graph
from briefing.drawing.scene import Polygon, Polyline
from tests.support.drawings import find, find_outside, list_rectangles, measure

IRAN, GUARDS = ActorBox("ir", "Iran"), ActorBox("irgc", "Revolutionary Guards")
ADL = ActorBox("jaa", "Jaish al-Adl", "جيش العدل", focus=True)


def draw(actors, *lines):
    return make_relation_graph(actors, lines, measure, width=443.0)


def list_lines(scene):
    return [shape for shape in scene.shapes if isinstance(shape, Polyline)]


def list_boxes(scene):
    return [Box(r.x, r.y, r.x + r.width, r.y + r.height) for r in list_rectangles(scene)]


def test_a_parent_stands_above_its_child_and_the_line_says_what_it_is():
    scene = draw([GUARDS, IRAN], RelationLine("ir", "irgc", "parent of"))

    assert find(scene, "Iran").bottom < find(scene, "Revolutionary Guards").top
    assert "parent of" in scene.texts


def test_confidence_is_the_style_of_the_line():
    lines = [RelationLine("ir", "irgc", "parent of", confidence=c) for c in ("high", "low")]
    sure, doubtful = (list_lines(draw([IRAN, GUARDS], line))[0] for line in lines)

    assert not sure.dash
    assert doubtful.dash
    assert "low confidence" in draw([IRAN, GUARDS], lines[1]).texts


def test_a_mutual_relation_has_two_heads():
    one = draw([IRAN, ADL], RelationLine("ir", "jaa", "rival of"))
    both = draw([IRAN, ADL], RelationLine("ir", "jaa", "rival of", mutual=True))

    heads = [sum(isinstance(s, Polygon) for s in scene.shapes) for scene in (one, both)]
    assert heads == [1, 2]


def test_lines_to_actors_that_are_not_shown_are_left_out():
    assert list_lines(draw([IRAN], RelationLine("ir", "gone", "ally of"))) == []


def test_a_circle_of_relations_is_drawn():
    scene = draw(
        [IRAN, GUARDS, ADL],
        RelationLine("ir", "irgc", "parent of"),
        RelationLine("irgc", "jaa", "sponsor of"),
        RelationLine("jaa", "ir", "sponsor of"),
    )

    assert scene.texts.count("sponsor of") == 2


def test_a_layer_that_all_boxes_have_left_is_none():
    actors = [ActorBox(f"a{number}", f"The actor {number} of somewhere") for number in range(7)]
    pairs = [(0, 1), (5, 0), (0, 3), (0, 4), (0, 6), (1, 2)]
    lines = [RelationLine(f"a{a}", f"a{b}", "ally of", descends=False) for a, b in pairs]

    scene = draw(actors, *lines)

    assert len(list_boxes(scene)) == 7
    assert min(box.top for box in list_boxes(scene)) < 5


keys = [f"actor {number}" for number in range(9)]
lines = st.builds(
    RelationLine,
    source=st.sampled_from(keys),
    target=st.sampled_from(keys),
    label=st.sampled_from(["ally of", "rival of"]),
    mutual=st.booleans(),
    confidence=st.sampled_from(["", "high", "moderate", "low"]),
    descends=st.booleans(),
)


@settings(max_examples=60)
@given(st.integers(1, 9), st.lists(lines, max_size=12))
def test_boxes_never_cover_each_other_or_leave_the_drawing(count, found):
    actors = [ActorBox(key, f"The {key} of somewhere") for key in keys[:count]]
    scene = draw(actors, *found)
    boxes = list_boxes(scene)

    assert len(boxes) == count
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    assert find_outside(scene) == []
    assert scene == draw(actors, *found)


@settings(max_examples=60)
@given(st.lists(lines, max_size=6))
def test_no_line_runs_through_a_box(found):
    actors = [ActorBox(key, key) for key in keys[:6]]
    scene = draw(actors, *found)
    for shape in list_lines(scene):
        points = list(zip(shape.points[::2], shape.points[1::2], strict=True))
        for box in list_boxes(scene):
            inner = box.grow(-3.0)
            assert not any(list(clip_line(pair, inner)) for pair in pairwise(points))
