"""What each of the six languages brings, read from ``data/languages``."""
