"""The storefront's way to its readers: built, then put into the site's bucket beside the stage's settings."""
