"""SHACL shapes and AKN4UN rules → findings in plain words: ``shapes`` judges graphs, ``akn_*`` files as they stand."""

from resograph.validating.akn_check import check_akn
from resograph.validating.akn_flaws import Flaw, Occurrence
from resograph.validating.akn_rulebook import Rule, rulebook
from resograph.validating.shapes import shapes, validate_graph

__all__ = ["Flaw", "Occurrence", "Rule", "check_akn", "rulebook", "shapes", "validate_graph"]
