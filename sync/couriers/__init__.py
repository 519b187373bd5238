"""One file a platform that takes bookings: how it is told, and how it is asked whether it knows."""
