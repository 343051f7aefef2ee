"""The pages for people, and what fills them."""
