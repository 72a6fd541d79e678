"""What recommendations do, one file per thing they do it to."""
