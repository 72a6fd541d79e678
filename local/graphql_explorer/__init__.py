"""GraphiQL for the shop on this machine: built from its npm package, served by the front door, and nowhere on AWS."""
