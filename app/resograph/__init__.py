"""United Nations resolutions as a knowledge graph: every paragraph an address, every fact its words."""

__version__ = "0.1.0"
