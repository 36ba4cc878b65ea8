"""What other registries hold of UN documents: their records read, written as triples, compared with the texts. Pure."""

from resograph.registries.record import Record, Related

__all__ = ["Record", "Related"]
