"""What other registries hold of UN documents: their records read, told as triples, held against the texts. Pure."""

from resograph.registries.record import Record, Related

__all__ = ["Record", "Related"]
