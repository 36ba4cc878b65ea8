"""Addressees: whom an act asks, read from the words behind its verb (reference conventions, "Addressees")."""

from resograph.annotating.addressees.names import AskedActor, actor_classes
from resograph.annotating.addressees.reader import AddresseeReader

__all__ = ["AddresseeReader", "AskedActor", "actor_classes"]
