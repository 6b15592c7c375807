"""The pages of who helps: needs that fit, responses, engagements, entries, registration, teams."""
