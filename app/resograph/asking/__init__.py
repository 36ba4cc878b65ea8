"""A question in words → the queries that answer it, filled in. Pure: no model, nothing remote.

The things and times that the words name are recognised (``recognising``); the ways in which each query says that it
can be asked (``ways``, from ``queries/*.rq``) are weighed by the words and things that they share with the question
(``questions``).
"""

from resograph.asking.questions import Asker, Question
from resograph.asking.recognising import NamedInText, Recogniser, Thing

__all__ = ["Asker", "NamedInText", "Question", "Recogniser", "Thing"]
