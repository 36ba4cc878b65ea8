"""What page texts, PDF and Word files have in common: lines → blocks → parts. Each of them only finds its lines."""
