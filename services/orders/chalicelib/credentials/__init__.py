"""An account's e-mail and password: signing up, codes by e-mail, new passwords and addresses, ending sessions."""
