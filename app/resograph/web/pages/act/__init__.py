"""An act, by its address."""
