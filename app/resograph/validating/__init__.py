"""SHACL shapes and AKN4UN rules → findings in plain words: ``shacl`` judges graphs, ``akn`` files as they stand."""

from resograph.validating.akn.check import check_akn
from resograph.validating.akn.flaws import Flaw, Occurrence
from resograph.validating.akn.rulebook import Rule, rulebook
from resograph.validating.shacl.evaluator import evaluate
from resograph.validating.shacl.judge import shapes, validate_graph

__all__ = ["Flaw", "Occurrence", "Rule", "check_akn", "evaluate", "rulebook", "shapes", "validate_graph"]
