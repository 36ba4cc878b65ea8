"""Values for variables, put into a query for engines whose protocol has no substitution.

SPARQL 1.1 Protocol §2.1 takes a text and a dataset, nothing else. The values go in as one ``VALUES`` block (SPARQL 1.1
Query §10.2) at the head of the outermost group, where patterns, OPTIONAL and grouping see them, as they see a
substitution. FILTER and BIND in a group within do not see it (§18.2.1), so there the value itself stands; branches of a
UNION have the block too, for Virtuoso loses the rows of a branch that does not bind what is joined to it. Short forms
are written out so that they have such a place: ``DESCRIBE ?s`` gets a group, ``CONSTRUCT WHERE`` its template, a
sub-select that is the whole group a group of its own. Where there is none still (blank nodes in ``CONSTRUCT WHERE``),
the block goes to the end of the query (§19.8, rules 2 and 28).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

import pyoxigraph as ox

from resograph.sparql.guard import shape_of
from resograph.sparql.tokens import Token, closings, edited, tokens_of
from resograph.stores.port import QueryError
from resograph.stores.terms import parse_term

_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*:")
_MODIFIERS = ("ORDER", "GROUP", "HAVING", "LIMIT", "OFFSET")


def bind_values(text: str, substitutions: Mapping[str, str]) -> str:
    """The query with its values bound; a value is parsed and written anew, never pasted.

    Raises:
        QueryError: a name is no variable, or a value no single IRI or literal.

    >>> bind_values("SELECT * WHERE { ?s ?p ?o }", {"s": "<http://example.org/a>"})
    'SELECT * WHERE { VALUES (?s) { (<http://example.org/a>) } ?s ?p ?o }'
    >>> bind_values("ASK { ?s ?p ?o OPTIONAL { ?s ?q ?t FILTER(LANG(?t) = ?l) } }", {"l": '"fr"'})
    'ASK { VALUES (?l) { ("fr") } ?s ?p ?o OPTIONAL { ?s ?q ?t FILTER(LANG(?t) = "fr") } }'
    >>> bind_values("ASK { { ?s ?p ?o } UNION { ?o ?p ?s } }", {"s": "<x:a>"})
    'ASK { VALUES (?s) { (<x:a>) } { VALUES (?s) { (<x:a>) } ?s ?p ?o } UNION { VALUES (?s) { (<x:a>) } ?o ?p ?s } }'
    >>> bind_values("DESCRIBE ?s", {"s": "<http://example.org/a>"})
    'DESCRIBE ?s { VALUES (?s) { (<http://example.org/a>) } }'
    >>> bind_values("SELECT * { SELECT ?s { ?s ?p ?o } }", {"s": "<http://example.org/a>"})
    'SELECT * { VALUES (?s) { (<http://example.org/a>) } { SELECT ?s { ?s ?p ?o } }}'
    >>> bind_values("CONSTRUCT WHERE { ?s ?p ?o }", {"s": "<http://example.org/a>"})
    'CONSTRUCT { ?s ?p ?o } WHERE { VALUES (?s) { (<http://example.org/a>) } ?s ?p ?o }'
    """
    if not substitutions:
        return text
    for name in substitutions:
        if not re.fullmatch(r"\w+", name):
            raise QueryError(f"{name} is no name of a variable.")
    values = {f"?{name}": str(parse_term(term)) for name, term in substitutions.items()}
    block = f"VALUES ({' '.join(values)}) {{ ({' '.join(values.values())}) }}"
    text = _in_branches(_in_expressions(_written_out(text), values), block)
    group = _outermost_group(text)
    if group is None:
        return f"{text}\n{block}"
    start, end, lone = group
    inside = f"{{{text[start:end]}}}" if lone else text[start:end]
    return f"{text[:start]} {block} {inside.lstrip(' ')}{text[end:]}"


def resolve_against(base: str, text: str) -> str:
    """The query, its relative IRIs against a base (§4.1.1.2); absolute ones and those with a BASE of its own stay.

    >>> resolve_against("http://example.org/", "SELECT * { <a> ?p <x:b> }")
    'BASE <http://example.org/> SELECT * { <a> ?p <x:b> }'
    >>> resolve_against("http://example.org/", "SELECT * { <x:a> ?p <x:b> }")
    'SELECT * { <x:a> ?p <x:b> }'
    """
    relative = any(token.lastgroup == "iri" and not _ABSOLUTE.match(token[0]) for token in tokens_of(text))
    return f"BASE {ox.NamedNode(base)} {text}" if relative else text


def _in_expressions(text: str, values: Mapping[str, str]) -> str:
    """Values in place of their variables in FILTER and BIND of inner groups, but for sub-selects and BOUND."""
    tokens = tokens_of(text)
    groups: list[bool] = []  # for each group around, whether it is a sub-select
    edits: list[Token] = []
    at = 0
    while at < len(tokens):
        word = tokens[at][0].upper()
        if word == "{":
            groups.append(len(groups) > 0 and at + 1 < len(tokens) and tokens[at + 1][0].upper().startswith("SELECT"))
        elif word == "}":
            groups = groups[:-1]
        elif word in ("FILTER", "BIND") and len(groups) > 1 and not any(groups):
            end = _end_of_expression(tokens, at + 1)
            edits += [
                token
                for before, token in pairwise(tokens[at - 1 : end])
                if token.lastgroup == "variable" and f"?{token[0][1:]}" in values and before[0].upper() != "AS"
            ]
            at = end - 1
        at += 1
    bound = {after.start() for word, _, after in zip(tokens, tokens[1:], tokens[2:], strict=False) if _is_bound(word)}
    given = ((token.start(), token.end(), values[f"?{token[0][1:]}"]) for token in edits)
    return edited(text, (edit for edit in given if edit[0] not in bound))


def _in_branches(text: str, block: str) -> str:
    """The block at the head of each branch of a UNION; not in sub-selects, nor in MINUS, whose variables count."""
    tokens = tokens_of(text)
    words = [token[0].upper() for token in tokens]
    places: list[int] = []
    apart = -1  # where the outermost sub-select or MINUS ends that a group stands in
    for start, end in sorted(closings(tokens).items()):
        if start < apart:
            continue
        if words[start - 1 : start] == ["MINUS"] or "".join(words[start + 1 : start + 2]).startswith("SELECT"):
            apart = end
        elif "UNION" in (*words[start - 1 : start], *words[end + 1 : end + 2]):
            places.append(tokens[start].end())
    return edited(text, ((place, place, f" {block}") for place in places))


def _is_bound(token: Token) -> bool:
    return token[0].upper() == "BOUND"


def _end_of_expression(tokens: Sequence[Token], at: int) -> int:
    """Past the brackets that follow, or where a group begins, as in EXISTS."""
    depth = 0
    for place in range(at, len(tokens)):
        if tokens[place][0] in "{}":
            return place
        depth += (tokens[place][0] == "(") - (tokens[place][0] == ")")
        if depth == 0 and tokens[place][0] == ")":
            return place + 1
    return len(tokens)


def _written_out(text: str) -> str:
    """A query whose short form has no group for values, as its long form; others as they are."""
    form = shape_of(text).form
    tokens = tokens_of(text)
    first = next((at for at, token in enumerate(tokens) if token[0].upper().startswith(form)), len(tokens))
    after = tokens[first + 1 :]
    braces = [token for token in after if token[0] in "{}"]
    if form == "DESCRIBE" and after and not braces:
        end = next((token.start() for token in after if token[0].upper() in _MODIFIERS), after[-1].end())
        return f"{text[:end].rstrip()} {{ }}{text[end:]}"
    if form == "CONSTRUCT" and after and after[0][0] != "{" and len(braces) == 2:
        start, end = braces[0].start(), braces[1].end()
        if not any(token.lastgroup == "blank" or token[0] in "[(" for token in after):  # no variables in a template
            keyword = tokens[first].end()
            return f"{text[:keyword]} {text[start:end]}{text[keyword:]}"
    return text


def _outermost_group(text: str) -> tuple[int, int, bool] | None:
    """Where the outermost group begins and ends, inside its braces, and whether a sub-select is all of it."""
    form = shape_of(text).form
    tokens = tokens_of(text)
    first = next((at for at, token in enumerate(tokens) if token[0].upper().startswith(form)), len(tokens))
    in_template = form == "CONSTRUCT"
    if in_template and first + 1 < len(tokens) and tokens[first + 1][0] != "{":
        return None  # the short form takes nothing but triples (§16.2.4)
    depth, opened = 0, 0
    for at, token in enumerate(tokens[first:], start=first):
        if token[0] in "{(":
            depth += 1
            opened = at if depth == 1 else opened
        elif token[0] in "})":
            depth -= 1
            if depth == 0 and token[0] == "}" and not in_template:
                lone = tokens[opened + 1][0].upper().startswith("SELECT")
                return tokens[opened].end(), token.start(), lone
            in_template = in_template and depth > 0
    return None
