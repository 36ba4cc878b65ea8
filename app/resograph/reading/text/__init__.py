"""Page text, as extracted from a PDF: lines → pages without furniture → blocks → parts."""
