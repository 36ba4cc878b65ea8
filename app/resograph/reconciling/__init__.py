"""Names and symbols as people write them → what they most likely mean, and how likely. Pure."""

from resograph.reconciling.beginnings import Beginnings
from resograph.reconciling.entries import KnownEntity, Name
from resograph.reconciling.matching import Candidate, Matcher, Query, Strictness
from resograph.reconciling.properties import Facts, Property, Value, properties, property_named
from resograph.reconciling.stored import Names

__all__ = [
    "Beginnings",
    "Candidate",
    "Facts",
    "KnownEntity",
    "Matcher",
    "Name",
    "Names",
    "Property",
    "Query",
    "Strictness",
    "Value",
    "properties",
    "property_named",
]
