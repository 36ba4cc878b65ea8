"""Work to RDF, Akoma Ntoso, flat JSON and text. Pure."""

from resograph.writing.akn.collection import write_collection
from resograph.writing.akn.document import write_akn
from resograph.writing.entailments import Entailer
from resograph.writing.flat_json import write_json
from resograph.writing.plain import write_text
from resograph.writing.rdf import owns, work_triples
from resograph.writing.serialise import RDF_FORMATS, serialise

__all__ = [
    "RDF_FORMATS",
    "Entailer",
    "owns",
    "serialise",
    "work_triples",
    "write_akn",
    "write_collection",
    "write_json",
    "write_text",
]
