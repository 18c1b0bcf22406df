"""How does a file become a snapshot that readers see? Room by room, each knowing only those before it.

``files`` opens whatever it is packed in; ``rows`` says what words, times and
numbers mean; ``gazetteer`` and ``kinds`` read each layout; ``arriving`` says
which months have come; ``stored`` what the store holds; ``placing`` where it
happened; ``publishing`` whom to believe, and writes the snapshot; ``loading``
does it all in order, and undoes it; ``desk`` offers it to people. ``mapping``
describes a file that Lion does not know.
"""
