"""How does a load go from files to a snapshot, and how is it undone?"""
