"""View models: what pages show, read from the graph. No HTML here."""

from resograph.web.views.links import Link, with_words

__all__ = ["Link", "with_words"]
