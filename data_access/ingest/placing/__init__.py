"""Where did it happen: which ward, which cell, which place do a row's words mean?"""
