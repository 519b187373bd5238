"""Letters that residents leave without an account: sealed at once, and readable only where staff have signed in."""
