"""The recommendations service: bestsellers, also_bought, the ledger they are made from, and the books' cards."""
