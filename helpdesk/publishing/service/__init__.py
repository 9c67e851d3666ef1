"""What people do with articles: write, settle, submit, return, publish, correct, withdraw."""
