"""What search does: hear, show, find, rebuild and compare."""
