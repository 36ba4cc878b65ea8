"""View models: what pages show, read from the graph. No HTML here."""

from resograph.web.views.links import Link, link_to, with_words

__all__ = ["Link", "link_to", "with_words"]
