"""What search knows about: books as events left them, documents, questions and answers."""
