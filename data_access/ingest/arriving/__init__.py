"""What has come, which months does it speak for, and what is known to be missing?"""
