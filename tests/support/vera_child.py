"""Runs veraPDF in a process of its own: reads questions from standard input, answers on lines.

A question is `PROFILE<tab>PATH`, its answer the JSON list of the rules that the file breaks. Java
keeps its own handlers of signals and never ends before its process does: both spoil a test run.
"""

import json
import sys
from collections import Counter


def start(jars):
    """Start Java and give the function that answers a question."""
    import jpype
    import jpype.imports

    jpype.startJVM("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", classpath=jars)
    from java.io import FileInputStream
    from org.verapdf.gf.foundry import VeraGreenfieldFoundryProvider
    from org.verapdf.pdfa import Foundries
    from org.verapdf.pdfa.flavours import PDFAFlavour

    VeraGreenfieldFoundryProvider.initialise()
    foundry = Foundries.defaultInstance()

    def answer(profile, path):
        flavour = getattr(PDFAFlavour, profile)
        stream = FileInputStream(path)
        parser = foundry.createParser(stream, flavour)
        try:
            return list_failures(foundry.createValidator(flavour, False).validate(parser))
        finally:
            parser.close()
            stream.close()

    return answer


def list_failures(result):
    """Give each broken rule with how often, in words."""
    counts = Counter(
        f"{found.getRuleId().getClause()}-{found.getRuleId().getTestNumber()}: {found.getMessage()}"
        for found in result.getTestAssertions()
    )
    failures = [f"{count} x {rule}" for rule, count in counts.most_common(12)]
    return failures or ([] if result.isCompliant() else ["not compliant, no rule named"])


def main():
    """Answer questions until there are no more."""
    answer = start(sys.argv[1:])
    for line in sys.stdin:
        profile, _, path = line.rstrip("\n").partition("\t")
        sys.stdout.write(json.dumps(answer(profile, path)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
