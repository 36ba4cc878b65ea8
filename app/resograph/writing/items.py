"""The addresses of agenda items as catalogues number them."""

from __future__ import annotations

import re

from resograph.symbols import SymbolError, parse
from resograph.symbols.grammar import organ_of
from resograph.writing.entry import AgendaItem
from resograph.writing.proceedings import item_number_path

_NUMBER = re.compile(r"(?P<number>\d+)(?P<letter>[a-z]*)")


def item_path(item: AgendaItem) -> str | None:
    """Path of an agenda item: "71b" of A/78/251 is ``item/un-ga/78/71-b``; what stands in brackets is an index's."""
    found = _NUMBER.match(item.number)
    try:
        agenda = parse(item.agenda)
    except SymbolError:
        return None
    prefix, _, rest = agenda.text.rpartition("/")[0].rpartition("/")
    organ = organ_of(prefix)
    if found is None or organ is None or not rest:
        return None
    return item_number_path(organ.body, rest, "-".join(filter(None, found.groups())))
