"""Values for variables, put into a query for engines whose protocol has no substitution.

SPARQL 1.1 Protocol §2.1 takes a text and a dataset, nothing else. The values go in as one ``VALUES`` block (SPARQL 1.1
Query §10.2) at the head of the outermost group, where patterns, OPTIONAL and grouping see them, as they see a
substitution. Where the grammar has no place there, the block goes to the end of the query, where every form allows it
(§19.8, rules 2 and 28).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from resograph.stores.guard import shape_of, tokens_of
from resograph.stores.port import QueryError
from resograph.stores.terms import parse_term


def bind_values(text: str, substitutions: Mapping[str, str]) -> str:
    """The query with its values bound; a value is parsed and written anew, never pasted.

    Raises:
        QueryError: a name is no variable, or a value no single IRI or literal.

    >>> bind_values("SELECT * WHERE { ?s ?p ?o }", {"s": "<http://example.org/a>"})
    'SELECT * WHERE { VALUES (?s) { (<http://example.org/a>) } ?s ?p ?o }'
    >>> bind_values("DESCRIBE ?s", {"s": "<http://example.org/a>"})
    'DESCRIBE ?s\\nVALUES (?s) { (<http://example.org/a>) }'
    """
    if not substitutions:
        return text
    for name in substitutions:
        if not re.fullmatch(r"\w+", name):
            raise QueryError(f"{name} is no name of a variable.")
    names = " ".join(f"?{name}" for name in substitutions)
    terms = " ".join(str(parse_term(term)) for term in substitutions.values())
    block = f"VALUES ({names}) {{ ({terms}) }}"
    place = _head_of_group(text)
    return f"{text}\n{block}" if place is None else f"{text[:place]} {block}{text[place:]}"


def _head_of_group(text: str) -> int | None:
    """The place after the outermost group's brace, where a block may stand there."""
    form = shape_of(text).form
    tokens = tokens_of(text)
    first = next((at for at, token in enumerate(tokens) if token[0].upper().startswith(form)), len(tokens))
    braces, brackets, templates = 0, 0, 0
    if form == "CONSTRUCT":
        templates = 1
        if first + 1 < len(tokens) and tokens[first + 1][0] != "{":
            return None  # the short form, CONSTRUCT WHERE { … }, takes nothing but triples (§16.2.4)
    for token, after in zip(tokens[first:], tokens[first + 1 :], strict=False):
        match token[0]:
            case "{" if braces == brackets == templates == 0:
                return None if after[0].upper().startswith("SELECT") else token.end()
            case "{":
                braces += 1
            case "}":
                braces -= 1
                templates = 0 if braces == brackets == 0 else templates
            case "(":
                brackets += 1
            case ")":
                brackets -= 1
    return None
