"""What one page has to tell, composed from the warehouse's answers and the analytics."""
