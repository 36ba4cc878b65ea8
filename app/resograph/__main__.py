"""``python -m resograph``."""

from resograph.cli import main

main()
