"""Services that document registries, libraries and catalogues speak."""
