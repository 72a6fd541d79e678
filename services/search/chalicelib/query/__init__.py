"""How customers' questions are answered: from the index, or from the table when the index does not answer."""
