"""How the platform is set up, started, watched, saved and stopped by those who run it."""
