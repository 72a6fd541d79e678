"""How good the search is: judged queries over the catalogue, and what readers would see in answer."""
