"""Which file is believed, and how does it become the snapshot that readers see?"""
