"""OpenSearch, the one party outside: the indices, what is in them, and how they are asked.

shelves.py     making, filling, swapping and comparing indices     analysis.py   how words are cut and folded
desk.py        asking: search and suggest                          mapping.py    what each field is
connection.py  the client, and what its errors mean                ranking.py    why one book comes before another
"""
