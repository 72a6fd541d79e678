"""What a new shop starts with: a catalogue of real books and a believable past."""
