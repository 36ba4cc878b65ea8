"""What a text does to another: it extends, amends, replaces, suspends or terminates what that one decided."""

from resograph.annotating.effects.reader import effects_of

__all__ = ["effects_of"]
