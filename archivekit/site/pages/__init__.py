"""The pages: what each shows, read from the edition, and the routes to them."""
