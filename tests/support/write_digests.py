"""Writes some cases in a process of its own and prints a digest of each file."""

import hashlib
import json
import sys

from tests.support.conformance_cases import write_case


def main():
    """Take the names of cases, and print the digests as JSON."""
    digests = {}
    for case in sys.argv[1:]:
        for archive in (False, True):
            files = write_case(case, archive=archive)
            for content, suffix in ((files.pdf.content, "pdf"), (files.docx, "docx")):
                digests[f"{case}.{suffix}, {archive}"] = hashlib.sha256(content).hexdigest()
    sys.stdout.write(json.dumps(digests))


if __name__ == "__main__":
    main()
