"""What the banks do: test cards, test accounts, and the page that asks who you are."""
