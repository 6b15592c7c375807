"""Who is a registered expert: application, endorsement, term, assessment and exit (进退有据)."""
