"""What people do with accounts; every function commits once."""
