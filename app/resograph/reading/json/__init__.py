"""The flat paragraph form of the UN Mandate Source Registry: its own records, and ours, which say more."""
