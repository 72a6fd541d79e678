"""How good "customers also bought" is: real readers' books, one of each held out, to be guessed from the others."""
