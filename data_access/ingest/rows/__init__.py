"""What do the words, times and numbers of one row mean, and what may no row hold?"""
