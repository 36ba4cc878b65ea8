"""Who is meant: names that no vocabulary has, and short forms that lead to an actor of their document (DESIGN §3)."""

from resograph.annotating.meant.reader import Meant, Naming

__all__ = ["Meant", "Naming"]
