"""What does the store hold, is it whole, and who may change it now?"""
