"""The files of e-books and audiobooks: their upload, what is checked of them, and what is shown of them."""
