"""What each step of the schema runs, a file of SQL each."""
