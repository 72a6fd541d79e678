"""The whole bookstore on one machine: emulated AWS, real engines, and the commands around them."""
