"""Language versions of one work → one work; where they differ, and what they are about together."""
