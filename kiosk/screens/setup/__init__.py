"""Pages that ask for the settings: one question a page, at the first start and later on the staff's desk."""
