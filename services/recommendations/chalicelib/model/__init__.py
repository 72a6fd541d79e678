"""What recommendations are made of, and the rules they keep; nothing here needs AWS to run."""
