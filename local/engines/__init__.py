"""The real engines, installed from Maven Central by checksum and run by Python alone."""
