"""The banks' side: test cards, test bank accounts, and the 3-D Secure page."""
