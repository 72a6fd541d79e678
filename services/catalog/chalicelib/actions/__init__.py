"""What the catalog does, one file per thing it does it to."""
