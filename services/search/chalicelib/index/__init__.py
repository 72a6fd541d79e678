"""OpenSearch, the one party outside: the indices, what is in them, and how they are asked.

shelves.py     making, filling, swapping and comparing indices     analysis.py   how words are cut and folded
desk.py        asking: search and suggest                          mapping.py    what each field is
asking.py      the bodies of requests, answers.py of answers       matching.py   which books match at all
filters.py     filters, and counts that ignore their own           spelling.py   what words may have been meant
connection.py  the client, and what its errors mean                ranking.py    why one book comes before another
"""
