"""Akoma Ntoso: the UN's official AKN4UN files with all their flaws, and the files that we write ourselves."""

from resograph.reading.akn.reader import read_akn

__all__ = ["read_akn"]
