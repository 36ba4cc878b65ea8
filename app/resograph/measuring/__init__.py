"""How well page text is read: official files flattened to page text, read again, and compared with their mark-up."""
