"""The words that sections and the front page add to what the analyst wrote."""

SOURCES = "Sources"
FAULT = "This section could not be composed"
IMAGE_FAULT = "An image could not be printed here"
RECORD_FAULT = "A record could not be printed here"
TOTAL = "Total"

UNATTRIBUTED = "not attributed"
SIDES = "between {}"
UNNAMED_PARTY = "an actor that is not in the library"

ASSUMPTIONS = "Assumptions"
GAPS = "Gaps"
IF_WRONG = "If this is wrong"
MATTERS = "Why it matters"
INDICATOR = "Indicator"
POINTS_TO = "Points to"
STATE = "State"
ALSO = "also {}"

RELATION_WORDS = {
    "parent": "parent of",
    "splinter": "splinter of",
    "ally": "allied with",
    "rival": "rival of",
    "sponsor": "sponsor of",
    "member": "member of",
}
"""How "this actor is ... the other" reads."""

RELATION_WORDS_BACK = {
    "parent": "part of",
    "splinter": "split into",
    "ally": "allied with",
    "rival": "rival of",
    "sponsor": "sponsored by",
    "member": "has as member",
}
"""The same, seen from the other side."""

YARDSTICKS = "Terms, grades and markings"
LIKELIHOOD = "Likelihood"
RANGE = "Range"
CONFIDENCE = "Confidence"
MEANING = "Meaning"
RELIABILITY = "Reliability of the source"
CREDIBILITY = "Credibility of the information"
MARKING = "Marking"
LIKELIHOOD_TERMS = "Terms of likelihood"
CONFIDENCE_LEVELS = "Levels of confidence"
GRADES = "Grades of sources and information"
MARKINGS = "Markings"
