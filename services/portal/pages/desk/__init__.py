"""What operators work at: needs that wait, needs that find nobody, whom to verify, figures."""
