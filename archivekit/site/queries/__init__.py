"""What pages ask of the edition: SQL, and the values that come of it."""
