"""Which layout is a file of, and how is each kind of file read?"""
