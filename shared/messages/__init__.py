"""What a service has to tell people: a feed of its own, which only the portal reads."""
