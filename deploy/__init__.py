"""Deploy the shop's stacks, to AWS or to an emulated AWS alike."""
