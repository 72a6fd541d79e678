"""Files of publishers and wholesalers: ONIX and CSV, checked, applied and undone as jobs; and the shop's own export."""
