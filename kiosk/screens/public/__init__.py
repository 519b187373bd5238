"""What a visitor can see without signing in."""
