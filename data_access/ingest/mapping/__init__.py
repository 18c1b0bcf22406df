"""From a table that no source describes to a source file that describes it.

A table is looked at (``given``), its columns are taken for what they are most
like (``proposal``), a person corrects that (``draft``), and what they say is
written as a source file (``writing``), tried on the table's own rows
(``trying``) and saved in the partnership's folder (``saving``).
"""
