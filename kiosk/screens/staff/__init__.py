"""Pages of the staff: nothing of them is drawn while nobody is signed in."""
