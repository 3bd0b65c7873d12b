"""Names of people, organisations and places: where they stand, the key to match them on, and who is who.

No model and no dictionary of all words: a capitalised run is a name unless closed lists say that it only opens a
sentence.  The rules for one bearer under two spellings: particles and titles count for nothing, the family name must
agree, a middle initial or a Jr. that differs keeps two people apart, and so does another given name.
"""

from auditor.names.bearers import entities
from auditor.names.finding import find
from auditor.names.keys import initials, key, places, same

__all__ = ["entities", "find", "initials", "key", "places", "same"]
