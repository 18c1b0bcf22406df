"""Where is the place that somebody wrote down in their own words?

Pure: words in, an answer out. ``text`` reads what was written, ``gazetteer``
holds the names that are known and where they are, ``matching`` finds the
names in the words, ``geocoder`` decides what may be said.
"""
