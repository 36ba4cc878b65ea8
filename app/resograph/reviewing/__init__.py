"""Lists of citations reviewed: what each cited text still asks of whom, and a proposal on which a person decides."""
