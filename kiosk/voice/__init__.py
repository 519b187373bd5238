"""Reading aloud: what a page says, how it sounds, and the thread that speaks it."""
