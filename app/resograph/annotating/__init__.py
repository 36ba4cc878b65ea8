"""Document to meaning: mentions, citations and acts, each with its span and the rule that found it. Pure."""

from resograph.annotating.annotate import annotate
from resograph.annotating.corrections import Correction, corrected
from resograph.annotating.facts import Act, Addressee, Annotations, Citation, EntityMention, LocalEntity, Reporting

__all__ = [
    "Act",
    "Addressee",
    "Annotations",
    "Citation",
    "Correction",
    "EntityMention",
    "LocalEntity",
    "Reporting",
    "annotate",
    "corrected",
]
