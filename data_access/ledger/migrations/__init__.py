"""How the ledger came to be as it is."""
