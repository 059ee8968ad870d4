"""The command about a Word file that came back from a reviewer."""

import argparse
from contextlib import closing
from typing import TYPE_CHECKING

from briefing.cli.opening import OpenLibrary, find_briefing, open_for_reading
from briefing.cli.output import print_json, print_line
from briefing.cli.places import find_library_path

if TYPE_CHECKING:
    from briefing.returned.matching import Returned

DONE = 0


def review_returned(options: argparse.Namespace, open_library: OpenLibrary) -> int:
    """List what was changed and remarked on in a file, or take it over as one step."""
    from briefing.services.editions.returning import read_returned_file

    if options.take:
        return _take(options, open_library)
    with open_for_reading(options, open_library) as library:
        briefing_id = find_briefing(library, options.briefing)
        returned = read_returned_file(library, briefing_id, options.file)
    if options.json:
        print_json(returned)
    else:
        _tell(returned)
    return DONE


def _take(options: argparse.Namespace, open_library: OpenLibrary) -> int:
    """Take over what somebody tracked or remarked; what only reads otherwise is left."""
    from briefing.returned.matching import Into
    from briefing.services.editions.returning import read_returned_file, take_returned
    from briefing.services.history import History

    into = Into(options.take)
    with closing(open_library(find_library_path(options.library))) as library:
        briefing_id = find_briefing(library, options.briefing)
        returned = read_returned_file(library, briefing_id, options.file)
        edits = [(edit, edit.choose_place(into)) for edit in returned.edits if edit.by]
        if edits or returned.comments:
            History(library).do(take_returned(briefing_id, edits, returned.comments))
    print_line(f"Took over {len(edits)} changes, {len(returned.comments)} comments")
    if left := len(returned.edits) - len(edits):
        print_line(f"Left {left} that nobody tracked")
    return DONE


def _tell(returned: "Returned") -> None:
    for edit in returned.edits:
        hand = "" if edit.target else " (by hand)"
        print_line(f"{edit.where}: {edit.by or 'not tracked'}{hand}")
        print_line(f"  - {edit.before}")
        print_line(f"  + {edit.after}")
    for comment in returned.comments:
        print_line(f"Comment by {comment.by} on “{comment.passage}”: {comment.text}")
    for title in returned.removed:
        print_line(f"Gone from the file: {title}")
    if not (returned.edits or returned.comments or returned.removed):
        print_line("Nothing was changed or remarked on in this file.")
