"""Who was let in on what: confidential details, invitations, engagements, contacts."""
