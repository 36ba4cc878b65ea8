"""An error."""
