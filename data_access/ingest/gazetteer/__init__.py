"""What do the files of places and their names say?"""
