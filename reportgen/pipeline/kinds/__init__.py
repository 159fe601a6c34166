"""One module a kind of paper: what it is made from, and the command that makes it."""
