"""The ledger, `members.db`: people, bookings, and what must still reach a platform."""
