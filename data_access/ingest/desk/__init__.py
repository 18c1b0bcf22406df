"""What can be done at the data desk, and what does it show?"""
