"""How is a file opened and read as text, rows and cells, whatever it is packed in?"""
