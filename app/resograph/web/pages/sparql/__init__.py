"""The form of ``/sparql``, and answers in it."""
