"""The views from outside: make one anew, compare all with the tables, have a service tell everything again."""
