"""Addressees: whom an act asks, read from the words behind its verb (reference conventions, "Addressees")."""

from resograph.annotating.addressees.names import Asked, actor_classes
from resograph.annotating.addressees.reader import AddresseeReader

__all__ = ["AddresseeReader", "Asked", "actor_classes"]
