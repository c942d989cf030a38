"""From mentions to entities and from claims to facts, within a document and across documents.

``keys`` says which thing a name stands for, ``within`` what a document settles that a name leaves open, ``decisions``
what the user overrules, ``gather`` brings mentions and passages together, ``background`` adds what the lexicon knows.
"""

from kg.link.columns import Columns, link
from kg.link.decisions import Decisions, DecisionsError
from kg.link.decisions import read as read_decisions
from kg.link.gather import Linked, Merge
from kg.link.keys import Identity, key_of
from kg.link.within import resolve

__all__ = [
    "Columns",
    "Decisions",
    "DecisionsError",
    "Identity",
    "Linked",
    "Merge",
    "key_of",
    "link",
    "read_decisions",
    "resolve",
]
